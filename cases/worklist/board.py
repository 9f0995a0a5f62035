"""What has to be done, by whom and when: put together from every room's days, for the dossiers in view."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone

from cases.dossiers.milestones import LOOKS_BACK, SOON, YOU, Milestone, Window, milestones, to_do
from cases.dossiers.models import Dossier, DossierQuerySet
from cases.notes.models import last_contact
from cases.worklist.choices import Only, Order
from cases.worklist.models import Alarm
from cases.worklist.selection import Selection
from zorgportaal.accounts.models import User

MOST_DOSSIERS = 1000
WEEK = timedelta(days=7)
SILENCE = timedelta(days=30)


@dataclass(frozen=True)
class Row:
    """One thing to do for one dossier."""

    milestone: Milestone
    dossier: Dossier
    today: date
    alarm: Alarm | None = None

    @property
    def is_yours(self) -> bool:
        return self.milestone.waits_on == YOU

    @property
    def days_late(self) -> int:
        return max((self.today - self.milestone.day).days, 0)

    @property
    def days_left(self) -> int:
        return (self.milestone.day - self.today).days

    @property
    def is_for_today(self) -> bool:
        return self.milestone.day <= self.today or self.alarm is not None

    @property
    def is_for_this_week(self) -> bool:
        return not self.is_for_today and self.milestone.day <= self.today + WEEK

    @property
    def waits_since(self) -> date | None:
        """The day on which somebody else was asked, or should have moved."""
        if self.milestone.since:
            return self.milestone.since
        return self.milestone.day if self.days_late else None

    @property
    def url(self) -> str:
        return self.milestone.url or self.dossier.get_absolute_url()


@dataclass(frozen=True)
class Waiting:
    """What one organisation owes for one or more dossiers, longest first."""

    rows: list[Row]
    today: date

    @property
    def who(self) -> str:
        return self.rows[0].milestone.waits_on

    @property
    def what(self) -> str:
        return self.rows[0].milestone.what

    @cached_property
    def days(self) -> int:
        return max((self.today - (row.waits_since or self.today)).days for row in self.rows)


def for_worklist(dossiers: DossierQuerySet) -> DossierQuerySet:
    """Adds what a row of the worklist says, and which alarms nobody has seen."""
    shelter = dossiers.model.objects.filter(
        pk=OuterRef("pk"), help_requests__state="open", help_requests__type__code="SHELTER"
    )
    unseen = Prefetch("alarms", Alarm.objects.unseen(), to_attr="unseen_alarms")
    shown = last_contact(dossiers.for_list()).annotate(wants_shelter=Exists(shelter))
    return shown.danger_first().prefetch_related(unseen)


class Board:
    """The worklist of one person on one day. Asks the database as often for one dossier as for 1,000."""

    def __init__(self, user: User, selection: Selection, today: date) -> None:
        self.user, self.selection, self.today = user, selection, today

    @cached_property
    def in_scope(self) -> list[Dossier]:
        """Danger first, so that the dossiers beyond the most that fit are the calmest."""
        among = self.selection.among(Dossier.objects.visible_to(self.user), self.user)
        return list(for_worklist(among)[: MOST_DOSSIERS + 1])

    @property
    def is_cut_off(self) -> bool:
        return len(self.in_scope) > MOST_DOSSIERS

    @cached_property
    def not_spoken(self) -> list[Dossier]:
        return [dossier for dossier in self.in_scope if spoken_on(dossier) < self.today - SILENCE]

    @cached_property
    def wanting_shelter(self) -> list[Dossier]:
        return [dossier for dossier in self.in_scope if dossier.wants_shelter]  # type: ignore[attr-defined]

    @cached_property
    def dossiers(self) -> list[Dossier]:
        chosen = {Only.NOT_SPOKEN: self.not_spoken, Only.SHELTER: self.wanting_shelter}
        return chosen.get(self.selection.only, self.in_scope)

    @cached_property
    def rows(self) -> list[Row]:
        by_id = {dossier.pk: dossier for dossier in self.dossiers}
        window = Window(self.today - LOOKS_BACK, self.today + SOON)
        known = milestones(Dossier.objects.filter(pk__in=by_id), window) if by_id else []
        rows = [
            Row(milestone, by_id[milestone.dossier], self.today, _alarm(milestone, by_id))
            for milestone in to_do(known, self.user, self.today)
        ]
        return _sorted(rows, self.selection)

    @cached_property
    def for_today(self) -> list[Row]:
        return [row for row in self.rows if row.is_for_today]

    @cached_property
    def this_week(self) -> list[Row]:
        return [row for row in self.rows if row.is_for_this_week]

    @cached_property
    def first_later(self) -> date | None:
        """The day of the first task after today."""
        return min((row.milestone.day for row in self.rows if not row.is_for_today), default=None)

    @cached_property
    def waiting(self) -> list[Waiting]:
        """What others owe, whom we wait for longest first."""
        groups: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            if not row.is_yours and row.waits_since is not None:
                groups.setdefault((row.milestone.waits_on, row.milestone.what), []).append(row)
        found = [Waiting(rows, self.today) for rows in groups.values()]
        return sorted(found, key=lambda waiting: (-waiting.days, waiting.who))


def spoken_on(dossier: Dossier) -> date:
    """The last day on which somebody spoke to the person; the report when nobody did since.

    Needs `for_worklist()`.
    """
    at = dossier.last_contact_at  # type: ignore[attr-defined]
    return max(timezone.localdate(at), dossier.reported_on) if at else dossier.reported_on


def _alarm(milestone: Milestone, dossiers: dict[Any, Dossier]) -> Alarm | None:
    """The nearest alarm for this day that nobody has seen."""
    unseen: Iterable[Alarm] = dossiers[milestone.dossier].unseen_alarms  # type: ignore[attr-defined]
    same = [alarm for alarm in unseen if (alarm.what, alarm.day) == (milestone.what, milestone.day)]
    return min(same, key=lambda alarm: alarm.step, default=None)


def _sorted(rows: list[Row], selection: Selection) -> list[Row]:
    def key(row: Row) -> tuple[Any, ...]:
        milestone, number = row.milestone, row.dossier.case_number
        return {
            Order.DANGER: (-row.dossier.danger, milestone.day, number),
            Order.DAY: (milestone.day, number),
            Order.NUMBER: (number, milestone.day),
            Order.WAITS_ON: (not row.is_yours, milestone.waits_on.casefold(), milestone.day, number),
            Order.SPOKEN: (spoken_on(row.dossier), milestone.day, number),
        }[selection.order]

    return sorted(rows, key=key, reverse=selection.is_reversed)
