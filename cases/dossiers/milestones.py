"""The days that count for dossiers, from whichever room knows them: one list for strip, worklist and alarm.

    @knows                                     # in a room's schedule.py, loaded when the portal starts
    def reflection(dossiers: DossierQuerySet, window: Window) -> Question: ...

A source says what to ask for all dossiers together, never per dossier; the questions of all rooms go to
the database as one. A source that needs more than one question may answer with milestones itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import IntegerField, QuerySet, Value
from django.db.models.functions import JSONObject

from cases.dossiers.models import Dossier, DossierQuerySet
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission

YOU = "u"  # who must act, when it is the coordinator
# What has to be done: ahead as far as the first alarm, and long promises stay late.
SOON, LOOKS_BACK = timedelta(days=30), timedelta(days=366)
# A term of the law that ended a month ago is history, and so is what the client did not do then.
TERM_LOOKS_BACK = timedelta(days=30)
HORIZON = timedelta(days=4 * 366)


@dataclass(frozen=True)
class Window:
    """Both days included. `with_done` also asks for what is behind us: for the strip, not for a worklist."""

    first: date
    last: date
    with_done: bool = False


@dataclass(frozen=True, order=True)
class Milestone:
    """A day and what it means for one dossier, in words that name nobody and no form of exploitation."""

    day: date
    dossier: UUID
    what: str  # "Bedenktijd eindigt"
    detail: str = ""  # "Verlengen kan niet."
    waits_on: str = YOU  # "CoMensha", "politie", "aanbieder", "voogd": who has to move
    is_done: bool = False
    warns: bool = False  # alarm 30, 14 and 7 days before
    url: str = ""  # where to act; empty: the dossier itself
    act: str = "Open"  # the word on the button
    since: date | None = field(default=None, compare=False)  # so long somebody is waited for already
    needs: Permission = field(default=Permission.VIEW_DOSSIER, compare=False)  # who may know of it


# One answer by the names of `columns`: dates, moments and ids as text, like JSON has them.
Answer = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """Rows of any room, what of each row matters, and what that means in days."""

    rows: QuerySet[Any]
    columns: Mapping[str, Any]
    tell: Callable[[Answer], Iterable[Milestone]]


Source = Callable[[DossierQuerySet, Window], Iterable[Milestone] | Question]
sources: list[Source] = []
strip_sources: list[Source] = []


def knows(source: Source) -> Source:
    """Register a room's source."""
    sources.append(source)
    return source


def shown_on_strip(source: Source) -> Source:
    """Show these days on the strip of a dossier too, which is for the terms of the law and for aftercare."""
    strip_sources.append(source)
    return source


def milestones(
    dossiers: DossierQuerySet, window: Window, known: Iterable[Source] = sources
) -> list[Milestone]:
    """Everything that any room knows of these dossiers within the window, by day."""
    return sorted(milestone for _, milestone in _told(dossiers, window, known))


def on_strip(dossier: Dossier, today: date) -> list[Milestone]:
    """The days for the strip of one dossier, past ones too."""
    return milestones(Dossier.objects.filter(pk=dossier.pk), _of_life(dossier, today), strip_sources)


def of_one(dossier: Dossier, today: date) -> tuple[list[Milestone], list[Milestone]]:
    """All days of one dossier, past ones too: those for its strip, and the others."""
    told = list(_told(Dossier.objects.filter(pk=dossier.pk), _of_life(dossier, today), sources))
    strip = sorted(milestone for source, milestone in told if source in strip_sources)
    return strip, sorted(milestone for source, milestone in told if source not in strip_sources)


def to_do(known: Iterable[Milestone], user: User, today: date) -> list[Milestone]:
    """What of these days asks for somebody to act now or soon, as far as this person may know of it."""
    return sorted(
        day
        for day in known
        if user.may(day.needs) and not day.is_done and today - _stays(day) <= day.day <= today + SOON
    )


def next_step(to_do: list[Milestone], today: date) -> Milestone | None:
    """What the coordinator does first: what is due and waits for nobody else, or else the nearest day."""
    own = (day for day in to_do if day.waits_on == YOU and day.day <= today)
    return next(own, to_do[0] if to_do else None)


def _stays(day: Milestone) -> timedelta:
    """How long after its day something still asks to be done: what we promised or asked for stays late."""
    is_ours = day.waits_on == YOU or day.since is not None
    return LOOKS_BACK if is_ours and not day.warns else TERM_LOOKS_BACK


def _of_life(dossier: Dossier, today: date) -> Window:
    return Window(dossier.reported_on - HORIZON, today + HORIZON, with_done=True)


def _told(
    dossiers: DossierQuerySet, window: Window, known: Iterable[Source]
) -> Iterator[tuple[Source, Milestone]]:
    asked: list[tuple[Source, Question]] = []
    for source in known:
        found = source(dossiers, window)
        if isinstance(found, Question):
            asked.append((source, found))
        else:
            yield from ((source, milestone) for milestone in found)
    for source, milestone in _answered(asked):
        if window.first <= milestone.day <= window.last and (window.with_done or not milestone.is_done):
            yield source, milestone


def _answered(asked: list[tuple[Source, Question]]) -> Iterator[tuple[Source, Milestone]]:
    """One statement for the questions of all rooms: a page that gathers ten rooms' days asks once."""
    if not asked:
        return
    first, *others = (_numbered(number, question) for number, (_, question) in enumerate(asked))
    for number, answer in first.union(*others, all=True) if others else first:
        source, question = asked[number]
        yield from ((source, milestone) for milestone in question.tell(answer))


def _numbered(number: int, question: Question) -> QuerySet[Any]:
    rows = question.rows.order_by().annotate(
        asked_number=Value(number, IntegerField()), answer=JSONObject(**question.columns)
    )
    numbered: QuerySet[Any] = rows.values_list("asked_number", "answer")
    return numbered
