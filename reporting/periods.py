"""Whole quarters: the smallest time about which anything is reported. Plain Python."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

YEARS_SHOWN = 5  # on the dashboard, each from 1 April after it: until then its quarters can be reported
ORDINALS = ("eerste", "tweede", "derde", "vierde")


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def last_closed(cls, today: date) -> Self:
        return cls.of(today).moved(-1)

    def moved(self, quarters: int) -> Self:
        year, number = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return type(self)(year, number + 1)

    @property
    def first_day(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        return self.moved(1).first_day - timedelta(days=1)


class NotWholeQuarters(ValueError):
    """The days do not start and end a quarter."""


@dataclass(frozen=True, order=True)
class Period:
    """Quarters in a row, both ends included. «periode»"""

    first: Quarter
    last: Quarter

    @classmethod
    def of_days(cls, first_day: date, last_day: date) -> Self:
        """Raises NotWholeQuarters."""
        period = cls(Quarter.of(first_day), Quarter.of(last_day))
        if (period.first_day, period.last_day) != (first_day, last_day) or last_day < first_day:
            raise NotWholeQuarters
        return period

    @classmethod
    def of_year(cls, year: int) -> Self:
        return cls(Quarter(year, 1), Quarter(year, 4))

    @property
    def first_day(self) -> date:
        return self.first.first_day

    @property
    def last_day(self) -> date:
        return self.last.last_day

    @property
    def quarters(self) -> list[Quarter]:
        row = [self.first]
        while row[-1] < self.last:
            row.append(row[-1].moved(1))
        return row

    @property
    def before(self) -> Self:
        """The period of the same length that ends where this one starts."""
        length = len(self.quarters)
        return type(self)(self.first.moved(-length), self.last.moved(-length))

    @property
    def code(self) -> str:
        """2026, 2026-H1, 2026-K3, or 2025-K2-2026-K1."""
        first, last = self.first, self.last
        if self.is_year:
            return str(first.year)
        if self.is_half_year:
            return f"{first.year}-H{last.number // 2}"
        ends = [f"{end.year}-K{end.number}" for end in (first, last)]
        return ends[0] if first == last else "-".join(ends)

    @property
    def label(self) -> str:
        """2026, eerste halfjaar 2026, derde kwartaal 2026, or from quarter to quarter."""
        first, last = self.first, self.last
        if self.is_year:
            return str(first.year)
        if self.is_half_year:
            return f"{ORDINALS[last.number // 2 - 1]} halfjaar {first.year}"
        ends = [f"{ORDINALS[end.number - 1]} kwartaal {end.year}" for end in (first, last)]
        return ends[0] if first == last else " tot en met ".join(ends)

    @property
    def kind(self) -> str:
        """What somebody calls a stretch of this length: het jaar, het halfjaar …"""
        names = {1: "kwartaal", 2: "halfjaar", 4: "jaar"}
        return names.get(len(self.quarters), "tijdvak")

    @property
    def is_year(self) -> bool:
        return (self.first.year, self.first.number, self.last.number) == (self.last.year, 1, 4)

    @property
    def is_half_year(self) -> bool:
        same_year = self.first.year == self.last.year
        return same_year and (self.first.number, self.last.number) in {(1, 2), (3, 4)}

    def overlaps(self, other: "Period") -> bool:
        return self.first <= other.last and other.first <= self.last

    def holds(self, other: "Period") -> bool:
        """Whether the other one lies inside, or is the same."""
        return self.first <= other.first and other.last <= self.last

    def cuts(self, other: "Period") -> bool:
        """Whether figures over this one would divide what was said about the other as a whole."""
        return self.overlaps(other) and not self.holds(other)


def cut_by(period: Period, published: Iterable[Period]) -> Period | None:
    """The first of what was published that figures over this period would divide."""
    return next((one for one in published if period.cuts(one)), None)


def last_shown_year(today: date) -> int:
    """The last year on the dashboard."""
    return Quarter.last_closed(today).year - 1


def shown_years(today: date) -> list[int]:
    """The years on the dashboard, oldest first."""
    last = last_shown_year(today)
    return list(range(last - YEARS_SHOWN + 1, last + 1))


def derivable(period: Period, published: Iterable[Period]) -> list[list[Quarter]]:
    """What can be computed from figures over `period` and what was published: the smallest pieces.

    Two periods that overlap give three pieces: each alone, and what they share. Nothing overlaps
    gives no pieces: the period itself is all that is known.
    """
    together = _connected(period, set(published) - {period})
    if len(together) == 1:
        return []
    pieces: dict[frozenset[Period], list[Quarter]] = {}
    for quarter in sorted({quarter for one in together for quarter in one.quarters}):
        within = frozenset(one for one in together if one.first <= quarter <= one.last)
        pieces.setdefault(within, []).append(quarter)
    return list(pieces.values())


def _connected(period: Period, others: set[Period]) -> Sequence[Period]:
    """The periods that overlap this one, and those that overlap them, and so on."""
    found = [period]
    for one in found:
        near = {other for other in others if other.overlaps(one)}
        others = others - near
        found += sorted(near)
    return found
