"""For whom somebody acts on a dossier: what the trail says behind «voor»."""

from typing import Any
from uuid import UUID

from cases.dossiers.models import Dossier, TeamMember
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail

# By which relation the rows of the rooms lead to their dossier.
WAYS = ("dossier", "help_request", "reflection", "paper", "item")


@trail.knows_for_whom
def whom(by: trail.Actor, on: Any) -> UUID | None:
    """The house or the colleague that somebody stands in for, when it is about a dossier of theirs.

    What is of one's own house or team one does for oneself.
    """
    if not isinstance(by, User) or not by.covers:
        return None
    dossier = dossier_of(on)
    if dossier is None:
        return None
    if dossier.house_id != by.house_id and dossier.house_id in by.covered_houses:
        return dossier.house_id
    people = TeamMember.objects.current().filter(dossier=dossier, user__in=[by.pk, *by.covered_people])
    team = set(people.values_list("user", flat=True))
    return None if by.pk in team else next(iter(team), None)


def dossier_of(row: Any) -> Dossier | None:
    """The dossier that a row of any room is about, if it is about one."""
    while row is not None and not isinstance(row, Dossier):
        row = next((found for way in WAYS if (found := getattr(row, way, None))), None)
    return row
