"""Keep what is agreed: schemes, decisions with own figures, and how a municipality pays in a year."""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from funding.contributions.choices import ArrangementKind, Trail, Unit
from funding.contributions.contribution import spoken
from funding.contributions.models import Arrangement, CouncilDecision, PopulationDecision, Scheme
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Kind
from zorgportaal.regions.models import Municipality

LONGEST_SLUG = 36  # of 40 characters, with room for a number


class CannotChange(Exception):
    """A round uses the scheme: its papers go on saying what they said."""


@transaction.atomic
def make_scheme(scheme: Scheme, *, by: User) -> Scheme:
    """A new scheme; `manage.py round` knows it by the short name that it gets here."""
    scheme.slug = _free_slug(scheme.name)
    scheme.save(force_insert=True)
    trail.act(Trail.SCHEME_MADE, by=by, on=scheme, slug=scheme.slug)
    return scheme


@transaction.atomic
def change_scheme(scheme: Scheme, *, by: User) -> Scheme:
    """Replace what was agreed while no round uses it. Raises CannotChange."""
    if _locked(scheme).is_used:
        raise CannotChange(
            "Een ronde gebruikt deze regeling. Wijzigen kan niet meer. Maak een nieuwe regeling."
        )
    scheme.save()
    trail.act(Trail.SCHEME_CHANGED, by=by, on=scheme)
    return scheme


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


def _locked(scheme: Scheme) -> Scheme:
    """As it is now; whoever makes a round of it waits."""
    return Scheme.objects.select_for_update().get(pk=scheme.pk)


def _free_slug(name: str) -> str:
    base = slugify(name)[:LONGEST_SLUG].strip("-") or "regeling"
    taken = set(Scheme.objects.values_list("slug", flat=True))
    slugs = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(slug for slug in slugs if slug not in taken)
