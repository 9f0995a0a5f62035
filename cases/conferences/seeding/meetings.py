"""Fictitious meetings: a dozen dossiers of a house, a few of them on the agenda."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.utils import timezone

from cases.conferences.choices import (
    ActionState,
    ConferenceKind,
    ConferenceState,
    Confidentiality,
    LineKind,
    Presence,
)
from cases.conferences.models import ActionItem, AgendaItem, Attendance, Conference, ItemSeat, MinuteLine
from cases.conferences.seeding import chances
from cases.conferences.seeding.people import People
from cases.dossiers.models import Dossier
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.vault.choices import Family

TOGETHER = 12
ON_THE_AGENDA = 3
NOON = time(12, 0)


@dataclass
class Minuted:
    conferences: list[Conference] = field(default_factory=list)
    attendance: list[Attendance] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)
    seats: list[ItemSeat] = field(default_factory=list)
    lines: list[MinuteLine] = field(default_factory=list)
    actions: list[ActionItem] = field(default_factory=list)


class Meetings:
    def __init__(self, people: People) -> None:
        self.people, self.ground, self.random = people, people.ground, people.random

    def about(self, dossiers: Iterable[Dossier]) -> Minuted:
        minuted = Minuted()
        for group in _groups(dossiers):
            conference = self._conference(group)
            tables = self._organisations(conference.created_by)
            minuted.conferences.append(conference)
            minuted.attendance += [self._attendance(conference, one) for one in tables]
            for position, dossier in enumerate(_of_one_kind(group), start=1):
                self._add_item(minuted, conference, dossier, position)
        return minuted

    def _conference(self, group: list[Dossier]) -> Conference:
        first = group[0]
        held_on = max(dossier.reported_on for dossier in group) + timedelta(days=self.random.randint(7, 28))
        is_over = held_on < self.people.today
        return Conference(
            id=self.people.id(),
            key=self.people.key(Family.CONFERENCE, first.house),
            house=first.house,
            kind=ConferenceKind.KO18MIN if group[-1].is_minor else ConferenceKind.KO18PLUS,
            held_on=held_on,
            starts_at=time(9, 30),
            place="Proefdal",
            created_by=first.registered_by,
            state=ConferenceState.CLOSED if is_over else ConferenceState.OPEN,
            closed_at=timezone.make_aware(datetime.combine(held_on, NOON)) if is_over else None,
        )

    def _organisations(self, keeper: User) -> list[Organisation]:
        return [keeper.organisation, self.ground.police, self.ground.provider]

    def _attendance(self, conference: Conference, organisation: Organisation) -> Attendance:
        present = self.random.random() < 0.85
        status = Presence.PRESENT if present else Presence.ABSENT_NOTICE
        return Attendance(
            id=self.people.id(), conference=conference, organisation=organisation, status=status
        )

    def _add_item(self, minuted: Minuted, conference: Conference, dossier: Dossier, position: int) -> None:
        keeper = conference.created_by
        item = AgendaItem(
            id=self.people.id(),
            conference=conference,
            position=position,
            dossier=dossier,
            title=self.random.choice(chances.TITLES),
            confidentiality=Confidentiality.CASE,
            created_by=keeper,
        )
        minuted.items.append(item)
        minuted.seats += [
            ItemSeat(id=self.people.id(), item=item, organisation=one)
            for one in (keeper.organisation, self.ground.police)
        ]
        if conference.state == ConferenceState.CLOSED:
            minuted.lines += [self._line(item, kind, number) for number, kind in enumerate(LineKind, start=1)]
            minuted.actions.append(self._action(item, keeper))

    def _line(self, item: AgendaItem, kind: LineKind, position: int) -> MinuteLine:
        texts = chances.DECISIONS if kind == LineKind.DECISION else chances.SHARED
        return MinuteLine(
            id=self.people.id(), item=item, position=position, kind=kind, text=self.random.choice(texts)
        )

    def _action(self, item: AgendaItem, keeper: User) -> ActionItem:
        due_on = item.conference.held_on + timedelta(days=14)
        is_done = due_on < self.people.today and self.random.random() < 0.9
        return ActionItem(
            id=self.people.id(),
            item=item,
            text=self.random.choice(chances.PROMISES),
            owner_organisation=keeper.organisation,
            owner=keeper,
            due_on=due_on,
            state=ActionState.DONE if is_done else ActionState.OPEN,
            finished_by=keeper if is_done else None,
            finished_at=timezone.make_aware(datetime.combine(due_on, NOON)) if is_done else None,
        )


def _of_one_kind(group: list[Dossier]) -> list[Dossier]:
    """The newest few for one meeting: children at 18-, adults at 18+."""
    return [dossier for dossier in group if dossier.is_minor == group[-1].is_minor][-ON_THE_AGENDA:]


def _groups(dossiers: Iterable[Dossier]) -> Iterator[list[Dossier]]:
    """Whole dozens of one house, in the order in which they were reported."""
    by_house: dict[str, list[Dossier]] = {}
    for dossier in sorted(dossiers, key=lambda one: (one.reported_on, one.case_number)):
        by_house.setdefault(dossier.house.slug, []).append(dossier)
    for slug in sorted(by_house):
        row = by_house[slug]
        for start in range(0, len(row) - TOGETHER + 1, TOGETHER):
            yield row[start : start + TOGETHER]
