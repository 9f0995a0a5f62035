"""Who has to confirm what was offered, for worklist and alarms."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.milestones import Answer, Milestone, Question, Window, knows
from cases.dossiers.models import DossierQuerySet
from cases.handover.choices import OFFERED, State
from cases.handover.models import Handover


@knows
def offers(dossiers: DossierQuerySet, _window: Window) -> Question:
    """An offer waits on its receiver from the day it was made."""
    waiting = Handover.objects.filter(dossier__in=dossiers, state=State.PROPOSED)
    return Question(waiting, {"id": F("pk"), "dossier": F("dossier"), "at": F("proposed_at")}, _tell)


def _tell(found: Answer) -> Iterator[Milestone]:
    day: date = timezone.localdate(datetime.fromisoformat(found["at"]))
    url = reverse("handover:detail", args=[found["id"]])
    dossier = UUID(found["dossier"])
    yield Milestone(day, dossier, OFFERED, waits_on="ontvanger", url=url, act="Bekijk", since=day)
