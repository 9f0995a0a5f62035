"""Alarms and saved views of either house, for the matrix."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cases.dossiers.models import Dossier
from cases.worklist import actions
from cases.worklist.models import Alarm, SavedView
from cases.worklist.selection import Selection
from zorgportaal.accounts.demo import person


def build(north: Dossier, south: Dossier, with_team: Dossier) -> dict[str, Any]:
    """The view of the north is shared: a colleague may use it, not change it."""
    return {
        "alarm of north": _alarm(north),
        "alarm of south": _alarm(south),
        "alarm with team": _alarm(with_team),
        "view of north": _view("coordinator.noord"),
        "view of south": _view("coordinator.heuvelland"),
        "view of the director": _view("procesregisseur"),
    }


def _alarm(dossier: Dossier) -> Alarm:
    day = timezone.localdate() + timedelta(days=12)
    return Alarm.objects.create(dossier=dossier, what="Voorbeeld", day=day, step=14)


def _view(who: str) -> SavedView:
    return actions.save_view(Selection(), name="Matrix", is_shared=True, by=person(who))
