"""What has to be looked at before a dossier is closed, out of every room."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.models import Dossier
from cases.handover.choices import State
from cases.residence.models import Reflection
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
    """Every point, ticked or not. Some eight queries: for the page of one dossier."""
    return [*_requests(dossier), *(look(dossier) for look in LOOKS)]


def _requests(dossier: Dossier) -> Iterator[Item]:
    waiting = Q(placement_requests__outcome=PlacementOutcome.PENDING)
    found = dossier.help_requests.aggregate(
        waiting=Count("pk", filter=waiting, distinct=True),
        unmet=Count("pk", filter=Q(state=HelpRequestState.OPEN), distinct=True),
    )
    yield Item(
        "placements",
        "Plaatsingsverzoeken",
        f"{found['waiting']} wacht op antwoord. Trek in wat niet meer nodig is."
        if found["waiting"]
        else "Geen verzoek wacht op antwoord.",
        bool(found["waiting"]),
        dossier.get_absolute_url(),
        blocks=True,
    )
    words = (
        f"{found['unmet']} nog open." if found["unmet"] else "Alle hulpvragen zijn beantwoord of ingetrokken."
    )
    yield Item("help", "Hulpvragen", words, bool(found["unmet"]), dossier.get_absolute_url())


def _handover(dossier: Dossier) -> Item:
    waits = dossier.handovers.filter(state=State.PROPOSED).exists()
    words = "Wacht op de ontvanger. Trek die eerst in." if waits else "Er loopt geen overdracht."
    return Item("handover", "Overdracht", words, waits, reverse("handover:list"), blocks=True)


def _actions(dossier: Dossier) -> Item:
    unfinished = Q(actions__state__in=UNFINISHED)
    number = dossier.agenda_items.filter(unfinished).values("actions").distinct().count()
    words = f"{number} nog niet gereed." if number else "Alle acties uit het ketenoverleg zijn gereed."
    return Item("actions", "Acties", words, bool(number), dossier.get_absolute_url())


def _reflection(dossier: Dossier) -> Item:
    # Fetched with the words of the page; the intake may have noted a start before there is a row.
    reflection = getattr(dossier, "reflection", None) or Reflection(dossier=dossier)
    runs = reflection.is_running(timezone.localdate())
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
    _handover, _actions, _reflection, _scans, _papers, _aftercare,
]  # fmt: skip
