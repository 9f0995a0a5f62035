"""The summary of a dossier for whoever takes it over: the same lines on screen and on paper."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from cases.contact import guard, wording
from cases.contact.models import contact_of
from cases.dossiers.actions import show_identity
from cases.dossiers.milestones import Window, milestones
from cases.dossiers.models import Dossier
from cases.handover.choices import OFFERED
from zorgportaal.accounts.models import User

BEHIND, AHEAD = timedelta(days=30), timedelta(days=365)
UNKNOWN = "onbekend"


@dataclass(frozen=True)
class Part:
    """A heading with what is said below it, each with its label."""

    title: str
    lines: list[tuple[str, str]] = field(default_factory=list)


def parts_of(dossier: Dossier, *, tells_name: bool, tells_note: bool, by: User) -> list[Part]:
    """Everything the receiver reads before confirming; what is unsafe on paper is left out, with the reason.

    A name on it is a look of its own on the trail. Needs `with_words()`.
    """
    parts = [
        Part("Veilig contact", list(_contact(dossier))),
        Part("Persoon", list(_facts(dossier))),
        Part("Dagen die tellen", list(_days(dossier))),
        Part("Hulpvragen", list(_help(dossier))),
        Part("Toestemming", list(_consents(dossier))),
        Part("Casusteam", list(_team(dossier))),
        Part("In het dossier", list(_contents(dossier))),
    ]
    if tells_name and dossier.person:
        parts.insert(1, Part("Naam", list(_name(dossier, by))))
    if tells_note and dossier.note:
        parts.append(Part("Notitie", [("Bij aanmelding", dossier.note)]))
    return [_safe(part, dossier) for part in parts if part.lines]


def _safe(part: Part, dossier: Dossier) -> Part:
    return Part(part.title, [(label, guard.let_pass(dossier, said)) for label, said in part.lines])


def _name(dossier: Dossier, by: User) -> Iterator[tuple[str, str]]:
    identity = show_identity(dossier, by=by)
    yield "Naam", f"{identity.given_names} {identity.surname}".strip() or UNKNOWN
    yield "Geboren", date_format(identity.birth_date) if identity.birth_date else UNKNOWN
    yield "Telefoon", identity.phone or UNKNOWN


def _contact(dossier: Dossier) -> Iterator[tuple[str, str]]:
    yield "Nooit", wording.never(dossier) or "Elk kanaal mag."
    yield "Wel", wording.safe_way(dossier) or "Er is niets afgesproken."
    if cover_text := contact_of(dossier).cover_text:
        yield "Dekverhaal", cover_text
    yield "Veiligheid", f"{dossier.safety_level} {dossier.get_safety_level_display()}"


def _facts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    yield "Registratie", dossier.get_identity_mode_display()
    yield "Geslacht en leeftijd", f"{dossier.get_gender_display()}, {dossier.age_in_words}"
    yield "Kinderen mee", str(dossier.children_along or "geen")
    yield "Taal", _with_interpreter(dossier)
    yield "Nationaliteit", str(dossier.nationality or UNKNOWN)
    yield "Verblijfsstatus", str(dossier.residence_status)
    yield "Vorm van uitbuiting", str(dossier.exploitation_form)
    yield "Aangetroffen in", str(dossier.found_municipality)
    yield "Aangemeld", f"{date_format(dossier.reported_on)}, door {dossier.reporter_category}"
    yield "Grondslag", str(dossier.legal_basis)
    yield "Status", dossier.get_status_display()


def _with_interpreter(dossier: Dossier) -> str:
    return f"{dossier.language or UNKNOWN}{', tolk nodig' if dossier.interpreter_needed else ''}"


def _days(dossier: Dossier) -> Iterator[tuple[str, str]]:
    today = timezone.localdate()
    window = Window(today - BEHIND, today + AHEAD)
    for milestone in milestones(Dossier.objects.filter(pk=dossier.pk), window):
        if milestone.what == OFFERED:  # the receiver knows, and before the proposal it is not there
            continue
        said = f"{milestone.what}. {milestone.detail}".strip()
        yield date_format(milestone.day), said


def _help(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for asked in dossier.help_requests.with_placements():
        placed = [
            f"{placement.service.discreet_name}: {placement.get_outcome_display()}"
            for placement in asked.placement_requests.all()
        ]
        words = [asked.get_state_display(), asked.get_urgency_display(), *placed]
        yield asked.discreet_type, "; ".join(words)


def _consents(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for consent in dossier.consents.select_related("organisation"):
        who = f" ({consent.organisation})" if consent.organisation else ""
        said = f"gegeven op {date_format(consent.given_on)}"
        if consent.withdrawn_on:
            said += f", ingetrokken op {date_format(consent.withdrawn_on)}"
        elif consent.valid_until:
            said += f", tot en met {date_format(consent.valid_until)}"
        yield f"{capfirst(consent.get_scope_display())}{who}", said


def _team(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for member in dossier.team.current().for_list():
        yield capfirst(member.get_role_display()), f"{member.user.name}, {member.user.organisation}"


def _contents(dossier: Dossier) -> Iterator[tuple[str, str]]:
    yield "Documenten", f"{dossier.papers.ready().count()}"
    yield "Notities", f"{dossier.notes.count()}"
    discussed = dossier.agenda_items.count()
    yield "Ketenoverleg", f"{discussed} keer besproken; de verslagen blijven bij het huis"
