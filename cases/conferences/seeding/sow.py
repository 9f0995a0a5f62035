"""Draw and store fictitious dossiers, some thousands at a time.

    for done in sow(100_000, seed=7): ...

Equal seeds give equal ids, case numbers and plaintext on the same day. Keys and nonces differ.
"""

from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

from django.db import models
from django.utils import timezone

from cases.conferences.choices import Trail
from cases.conferences.models import ActionItem, AgendaItem, Attendance, Conference, ItemSeat, MinuteLine
from cases.conferences.seeding.ground import Ground
from cases.conferences.seeding.help import Help
from cases.conferences.seeding.meetings import Meetings
from cases.conferences.seeding.people import People
from cases.dossiers.choices import TeamRole
from cases.dossiers.models import Dossier, Person, TeamMember
from cases.routing.models import HelpRequest, PlacementRequest
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin
from zorgportaal.vault.models import DataKey

BATCH = 2000

M = TypeVar("M", bound=models.Model)


class AlreadySown(Exception):
    """The first dossier of this seed is there already: a seed grows once."""

    def __init__(self, seed: int) -> None:
        super().__init__(f"Zaad {seed} staat er al. Kies een ander getal.")


def sow(count: int, *, seed: int) -> Iterator[int]:
    """Add dossiers with all that hangs on them; yields how many are stored. Raises AlreadySown."""
    with trail.recording(Origin.COMMAND):
        ground = Ground.look()
    taken = set(Dossier.objects.values_list("case_number", flat=True))
    people = People(ground, Random(seed), timezone.localdate(), taken)  # noqa: S311 (made-up people)
    helping = Help(people, set(PlacementRequest.objects.values_list("reference", flat=True)))
    done = 0
    while done < count:
        dossiers = [people.dossier() for _ in range(min(BATCH, count - done))]
        if done == 0 and Dossier.objects.filter(pk=dossiers[0].pk).exists():
            raise AlreadySown(seed)
        with trail.recording(Origin.COMMAND):
            _store(dossiers, helping, Meetings(people))
            trail.act(Trail.SEEDED, by=trail.SYSTEM, seed=seed, first=done + 1, count=len(dossiers))
        done += len(dossiers)
        yield done


def _store(dossiers: list[Dossier], helping: Help, meetings: Meetings) -> None:
    persons = [dossier.person for dossier in dossiers if dossier.person]
    asked = [helping.of(dossier) for dossier in dossiers]
    minuted = meetings.about(dossiers)
    keyed = (dossiers, persons, minuted.conferences)
    _insert(DataKey, [row.key for rows in keyed for row in rows if row.key])
    _insert(Person, persons)
    _insert(Dossier, dossiers)
    _insert(TeamMember, [_first_member(dossier, meetings.people) for dossier in dossiers])
    _insert(HelpRequest, [request for one in asked for request in one.requests])
    _insert(PlacementRequest, [placement for one in asked for placement in one.placements])
    _insert(Conference, minuted.conferences)
    _insert(Attendance, minuted.attendance)
    _insert(AgendaItem, minuted.items)
    _insert(ItemSeat, minuted.seats)
    _insert(MinuteLine, minuted.lines)
    _insert(ActionItem, minuted.actions)


def _first_member(dossier: Dossier, people: People) -> TeamMember:
    return TeamMember(
        id=people.id(),
        dossier=dossier,
        user=dossier.registered_by,
        role=TeamRole.COORDINATOR,
        starts_on=dossier.reported_on,
    )


def _insert(model: type[M], rows: Sequence[M]) -> None:
    model._default_manager.bulk_create(rows, batch_size=BATCH)
