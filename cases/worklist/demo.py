"""Alarms for the days that come near in the fictitious dossiers, and a view that colleagues share."""

from django.utils import timezone

from cases.worklist import actions
from cases.worklist.choices import Only, Scope
from cases.worklist.models import SavedView
from cases.worklist.selection import Selection
from zorgportaal.accounts.demo import person


def make() -> None:
    """Once; an alarm never comes twice anyhow."""
    actions.raise_alarms(timezone.localdate())
    if not SavedView.objects.exists():
        team = Selection(Scope.TEAM, Only.SHELTER)
        actions.save_view(team, name="Opvang, heel het huis", is_shared=True, by=person("coordinator.noord"))
