"""What has to be looked at before a dossier is closed, out of every room."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.models import Dossier
from cases.handover.choices import State
from cases.residence.actions import reflection_of
from cases.routing.choices import HelpRequestState, PlacementOutcome

UNFINISHED = ("open", "busy", "blocked")  # the words are of the room above for meetings


@dataclass(frozen=True)
class Item:
    """One point; `blocks` means that it cannot stay open."""

    code: str
    label: str
    detail: str
    is_open: bool
    url: str
    blocks: bool = False


def checklist(dossier: Dossier) -> list[Item]:
    """Every point, ticked or not. Some ten queries: for the page of one dossier."""
    return [look(dossier) for look in LOOKS]


def _placements(dossier: Dossier) -> Item:
    waiting = Q(placement_requests__outcome=PlacementOutcome.PENDING)
    number = dossier.help_requests.filter(waiting).distinct().count()
    return Item(
        "placements",
        "Plaatsingsverzoeken",
        f"{number} wacht op antwoord. Trek in wat niet meer nodig is."
        if number
        else "Geen verzoek wacht op antwoord.",
        bool(number),
        dossier.get_absolute_url(),
        blocks=True,
    )


def _handover(dossier: Dossier) -> Item:
    waits = dossier.handovers.filter(state=State.PROPOSED).exists()
    words = "Wacht op de ontvanger. Trek die eerst in." if waits else "Er loopt geen overdracht."
    return Item("handover", "Overdracht", words, waits, reverse("handover:list"), blocks=True)


def _help(dossier: Dossier) -> Item:
    number = dossier.help_requests.filter(state=HelpRequestState.OPEN).count()
    words = f"{number} nog open." if number else "Alle hulpvragen zijn beantwoord of ingetrokken."
    return Item("help", "Hulpvragen", words, bool(number), dossier.get_absolute_url())


def _actions(dossier: Dossier) -> Item:
    unfinished = Q(actions__state__in=UNFINISHED)
    number = dossier.agenda_items.filter(unfinished).values("actions").distinct().count()
    words = f"{number} nog niet gereed." if number else "Alle acties uit het ketenoverleg zijn gereed."
    return Item("actions", "Acties", words, bool(number), dossier.get_absolute_url())


def _reflection(dossier: Dossier) -> Item:
    runs = reflection_of(dossier).is_running(timezone.localdate())
    words = "Loopt nog. Leg het einde vast." if runs else "Loopt niet."
    return Item("reflection", "Bedenktijd", words, runs, reverse("residence:residence", args=[dossier.pk]))


def _scans(dossier: Dossier) -> Item:
    number = dossier.consents.filter(how="written", scan=None, withdrawn_on=None).count()
    words = (
        f"Bij {number} toestemming(en) ontbreekt de scan."
        if number
        else "Elke toestemming op papier heeft een scan."
    )
    return Item("scans", "Toestemming", words, bool(number), reverse("consents:list", args=[dossier.pk]))


def _papers(dossier: Dossier) -> Item:
    number = dossier.papers.waiting().count()
    words = f"{number} wordt nog nagekeken." if number else "Alle documenten zijn nagekeken."
    return Item("papers", "Documenten", words, bool(number), reverse("papers:list", args=[dossier.pk]))


def _aftercare(dossier: Dossier) -> Item:
    number = dossier.aftercare_moments.waiting().count()
    words = f"{number} moment(en) nog niet gedaan." if number else "Er wacht geen nazorgmoment."
    return Item("aftercare", "Nazorg", words, bool(number), reverse("closing:closing", args=[dossier.pk]))


LOOKS: list[Callable[[Dossier], Item]] = [
    _placements, _handover, _help, _actions, _reflection, _scans, _papers, _aftercare,
]  # fmt: skip
