"""Keep what is agreed: schemes, decisions with own figures, and how a municipality pays in a year."""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify

from funding.contributions.choices import KEY_REGION, ArrangementKind, Trail, Unit
from funding.contributions.contribution import spoken
from funding.contributions.models import (
    Arrangement,
    CouncilDecision,
    DecisionFile,
    PopulationDecision,
    Scheme,
)
from funding.contributions.seen import fingerprint
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Kind
from zorgportaal.documents.choices import ContentType
from zorgportaal.documents.cleaning.kinds import Kind as FileKind
from zorgportaal.documents.incoming import made_safe
from zorgportaal.documents.models import PrivateFile
from zorgportaal.regions.models import Municipality

STAYS = "Een ronde gebruikt deze regeling. Wijzigen kan niet meer. Maak een nieuwe regeling."
LONGEST_SLUG = 36  # of 40 characters, with room for a number


class CannotChange(Exception):
    """A round uses the scheme: its papers go on saying what they said."""


@transaction.atomic
def make_scheme(scheme: Scheme, *, by: User) -> Scheme:
    """Propose a new scheme; `manage.py round` knows it by the short name that it gets here."""
    scheme.slug, scheme.proposed_by = _free_slug(scheme.name), by
    scheme.save(force_insert=True)
    trail.act(Trail.SCHEME_MADE, by=by, on=scheme, slug=scheme.slug)
    return scheme


@transaction.atomic
def change_scheme(scheme: Scheme, *, by: User) -> Scheme:
    """Replace what was agreed while no round uses it; it is a proposal again. Raises CannotChange."""
    if _locked(scheme).is_used:
        raise CannotChange(STAYS)
    scheme.proposed_by, scheme.approved_by, scheme.approved_at = by, None, None
    scheme.save()
    trail.act(Trail.SCHEME_CHANGED, by=by, on=scheme)
    return scheme


@transaction.atomic
def approve_scheme(scheme: Scheme, *, seen: str, by: User) -> Scheme:
    """From now on it counts: for rounds, and for the budgets of municipalities.

    Raises CannotChange, also when it is not what was `seen` (its fingerprint).
    """
    scheme = _locked(scheme)
    if scheme.is_agreed:
        raise CannotChange("Deze regeling is al goedgekeurd.")
    if scheme.proposed_by_id == by.pk:
        raise CannotChange("U stelde deze regeling zelf voor. Een collega moet haar goedkeuren.")
    if fingerprint(scheme) != seen:
        raise CannotChange("De regeling is intussen gewijzigd. Vergelijk haar nog eens met het besluit.")
    scheme.approved_by, scheme.approved_at = by, timezone.now()
    scheme.save(update_fields=["approved_by", "approved_at"])
    trail.act(Trail.SCHEME_APPROVED, by=by, on=scheme)
    return scheme


@transaction.atomic
def withdraw_scheme(scheme: Scheme, *, by: User) -> None:
    """Take a proposal away, with what was noted by it. Raises CannotChange."""
    scheme = _locked(scheme)
    if scheme.is_agreed or scheme.rounds.exists():
        raise CannotChange("Deze regeling is al goedgekeurd. Zet een laatste dag.")
    trail.act(Trail.SCHEME_WITHDRAWN, by=by, on=scheme, slug=scheme.slug, name=scheme.name)
    for kept in scheme.files.all():
        _drop_file(scheme, kept.municipality)
    scheme.council_decisions.all().delete()
    scheme.decisions.all().delete()
    scheme.delete()


@transaction.atomic
def end_scheme(scheme: Scheme, *, ends_on: date, by: User) -> Scheme:
    """Give a yearly scheme its last day; no year of a round may change by it. Raises CannotChange."""
    scheme = _locked(scheme)
    _check_end(scheme, ends_on)
    scheme.ends_on = ends_on
    scheme.save(update_fields=["ends_on"])
    trail.act(Trail.SCHEME_ENDED, by=by, on=scheme, ends_on=ends_on)
    return scheme


@transaction.atomic
def confirm_vat(scheme: Scheme, *, by: User) -> Scheme:
    """The tax authority agreed with the VAT treatment; also after a round."""
    scheme = _locked(scheme)
    scheme.is_vat_confirmed = True
    scheme.save(update_fields=["is_vat_confirmed"])
    trail.act(Trail.VAT_CONFIRMED, by=by, on=scheme, treatment=scheme.vat_treatment)
    return scheme


@transaction.atomic
def keep_decision(scheme: Scheme, municipality: Municipality, values: dict[str, Any], *, by: User) -> None:
    """The paper by which a municipality agrees; without values there is none."""
    kinds = (Trail.DECISION_KEPT, Trail.DECISION_REMOVED)
    _keep(CouncilDecision, scheme, municipality, values, kinds, by)


@transaction.atomic
def keep_own_figure(scheme: Scheme, municipality: Municipality, values: dict[str, Any], *, by: User) -> None:
    """The number of inhabitants that goes before the one of CBS; without values CBS counts."""
    kinds = (Trail.OWN_FIGURE_KEPT, Trail.OWN_FIGURE_REMOVED)
    _keep(PopulationDecision, scheme, municipality, values, kinds, by)


@transaction.atomic
def keep_file(scheme: Scheme, municipality: Municipality, content: bytes, *, by: User) -> DecisionFile:
    """The paper itself, a PDF, made safe first; in place of an earlier one.

    Raises cleaning.reasons.Refused and scanner.ScannerAway.
    """
    (clean,) = made_safe(FileKind.PDF, content).files
    _drop_file(_locked(scheme), municipality)
    stored = PrivateFile.objects.store(
        clean.content,
        name=f"besluit-{municipality.gm_code}-{scheme.slug}.pdf",
        content_type=ContentType.PDF,
        region=KEY_REGION,
    )
    kept = DecisionFile.objects.create(scheme=scheme, municipality=municipality, file=stored)
    trail.act(Trail.DECISION_FILE_KEPT, by=by, on=kept, scheme=scheme.slug, gm_code=municipality.gm_code)
    return kept


@transaction.atomic
def remove_file(scheme: Scheme, municipality: Municipality, *, by: User) -> None:
    """Where it was the wrong paper. Does nothing where there is none."""
    if dropped := _drop_file(_locked(scheme), municipality):
        details = {"scheme": scheme.slug, "gm_code": municipality.gm_code}
        trail.act(Trail.DECISION_FILE_REMOVED, by=by, on=dropped, **details)


@transaction.atomic
def keep_arrangement(
    municipality: Municipality, year: int, *, kind: ArrangementKind, decision: str, by: User
) -> Arrangement:
    """How a municipality pays in a year. What was issued stays; a draft has to be made again."""
    agreed, _ = Arrangement.objects.update_or_create(
        municipality=municipality,
        year=year,
        defaults={"kind": kind, "decision": decision, "kept_by": by},
    )
    trail.act(
        Trail.ARRANGEMENT_KEPT, by=by, on=agreed, gm_code=municipality.gm_code, year=year, arrangement=kind
    )
    return agreed


def _check_end(scheme: Scheme, ends_on: date) -> None:
    if scheme.unit == Unit.FLAT:
        raise CannotChange("Deze regeling geldt voor één periode. De laatste dag staat vast.")
    used = scheme.last_used_year
    if used is None:
        return
    if scheme.ends_on and scheme.ends_on < date(used, 12, 31):
        raise CannotChange(
            f"De facturen van {used} lopen tot en met {spoken(scheme.ends_on)}. Die dag staat vast."
        )
    if ends_on < date(used, 12, 31):
        raise CannotChange(f"Er is een ronde voor heel {used}. Kies 31 december {used} of later.")


def _keep(
    model: type[models.Model],
    scheme: Scheme,
    municipality: Municipality,
    values: dict[str, Any],
    kinds: tuple[Kind, Kind],
    by: User,
) -> None:
    """One row per scheme and municipality, or none; nothing on the trail where nothing changed."""
    rows = model._default_manager.select_for_update()
    row = rows.filter(scheme=scheme, municipality=municipality).first()
    if row is None and not values:
        return
    details = {"scheme": scheme.slug, "gm_code": municipality.gm_code}
    if row is not None and not values:
        trail.act(kinds[1], by=by, on=row, **details)
        row.delete()
        return
    row = row or model(scheme=scheme, municipality=municipality)
    if all(getattr(row, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    trail.act(kinds[0], by=by, on=row, **details)


def _drop_file(scheme: Scheme, municipality: Municipality) -> DecisionFile | None:
    kept = DecisionFile.objects.filter(scheme=scheme, municipality=municipality).first()
    if kept:
        DecisionFile.objects.filter(pk=kept.pk).delete()
        PrivateFile.objects.destroy(kept.file)
    return kept


def _locked(scheme: Scheme) -> Scheme:
    """As it is now; whoever makes a round of it waits."""
    return Scheme.objects.select_for_update().get(pk=scheme.pk)


def _free_slug(name: str) -> str:
    base = slugify(name)[:LONGEST_SLUG].strip("-") or "regeling"
    taken = set(Scheme.objects.values_list("slug", flat=True))
    slugs = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(slug for slug in slugs if slug not in taken)
