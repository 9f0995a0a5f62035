"""The days of aftercare, and a mistake that waits for a second look."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import F
from django.urls import reverse

from cases.closing.models import AftercareMoment, Closure
from cases.dossiers.milestones import Answer, Milestone, Question, Window, knows, shown_on_strip
from cases.dossiers.models import DossierQuerySet


@shown_on_strip
@knows
def aftercare(dossiers: DossierQuerySet, window: Window) -> Question:
    """Each contact moment; who was spoken to is behind us."""
    moments = AftercareMoment.objects.filter(dossier__in=dossiers, due_on__range=(window.first, window.last))
    if not window.with_done:
        moments = moments.waiting()
    columns = {"id": F("pk"), "dossier": F("dossier"), "due_on": F("due_on"), "done_on": F("done_on")}
    return Question(moments, columns | {"type": F("type__label")}, _tell_moment)


def _tell_moment(found: Answer) -> Iterator[Milestone]:
    dossier = UUID(found["dossier"])
    yield Milestone(
        date.fromisoformat(found["due_on"]),
        dossier,
        "Nazorgmoment",
        f"{found['type']}.",
        is_done=bool(found["done_on"]),
        url=reverse("closing:tick", args=[found["id"]])
        if not found["done_on"]
        else reverse("closing:closing", args=[dossier]),
        act="Vink af",
    )


@knows
def second_looks(dossiers: DossierQuerySet, _window: Window) -> Question:
    """A mistake waits on a colleague."""
    waiting = Closure.objects.filter(dossier__in=dossiers, awaits_second_look=True)
    return Question(waiting, {"dossier": F("dossier"), "closed_on": F("closed_on")}, _tell_second_look)


def _tell_second_look(found: Answer) -> Iterator[Milestone]:
    dossier, day = UUID(found["dossier"]), date.fromisoformat(found["closed_on"])
    url = reverse("closing:closing", args=[dossier])
    yield Milestone(day, dossier, "Vergissing nakijken", waits_on="collega", url=url, act="Bekijk", since=day)
