"""The day by which somebody should be known to CoMensha."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.choices import Status
from cases.dossiers.milestones import Answer, Milestone, Question, Window, knows
from cases.dossiers.models import DossierQuerySet
from cases.notification.choices import Decision
from cases.notification.rules import after_working_days
from zorgportaal.accounts.roles import Permission

LATE_FOR = timedelta(days=30)  # after that the tab still says so, the worklist no longer


@knows
def to_report(dossiers: DossierQuerySet, _window: Window) -> Question:
    """Each dossier of the last month that was neither reported nor deliberately left out."""
    undecided = Q(notification=None) | Q(notification__notified_on=None)
    fresh = dossiers.filter(undecided, reported_on__gte=timezone.localdate() - LATE_FOR)
    left_out = Q(status=Status.CLOSED) | Q(notification__decision=Decision.NOT)
    rows = fresh.exclude(left_out)
    return Question(rows, {"dossier": F("pk"), "reported_on": F("reported_on")}, _tell)


def _tell(answer: Answer) -> Iterator[Milestone]:
    dossier, days = UUID(answer["dossier"]), settings.COMENSHA_WORKING_DAYS
    yield Milestone(
        after_working_days(date.fromisoformat(answer["reported_on"]), days),
        dossier,
        "Melding bij CoMensha",
        f"Eigen termijn van {days} werkdagen.",
        url=reverse("notification:notification", args=[dossier]),
        act="Leg vast",
        needs=Permission.CHANGE_DOSSIER,
    )
