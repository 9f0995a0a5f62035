"""Two fictitious covers: a colleague next week, and the other house in the night after it."""

from datetime import timedelta

from django.utils import timezone

from zorgportaal.accounts.demo import person
from zorgportaal.accounts.models import Cover
from zorgportaal.covering import actions


def make() -> None:
    """Once; nobody stands in today, so that the first pages look as they usually do."""
    if Cover.objects.exists():
        return
    coordinator = person("coordinator.noord")
    assert coordinator.house
    first = timezone.localdate() + timedelta(days=21)
    day = actions.cover_for(
        coordinator,
        by=coordinator,
        stand_in=person("collega.noord"),
        first=first,
        last=first + timedelta(days=4),
    )
    actions.cover_house(
        coordinator.house,
        by=coordinator,
        stand_in=person("coordinator.heuvelland"),
        starts_at=day.ends_at + timedelta(hours=17),
        ends_at=day.ends_at + timedelta(hours=33),
    )
