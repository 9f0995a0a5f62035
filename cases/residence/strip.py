"""The days that count for one dossier, drawn on a line and told in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from cases.dossiers.milestones import Milestone, on_strip
from cases.dossiers.models import Dossier
from cases.residence.models import Reflection
from cases.residence.rules import after_months

BEFORE, AFTER = timedelta(days=45), timedelta(days=120)
MOST = 8


@dataclass(frozen=True)
class Place:
    """Something on the line; both in per cent of its width, so that text keeps its size."""

    x: str
    label: str = ""
    width: str = ""


@dataclass(frozen=True)
class Strip:
    """The line of some months around today."""

    summary: str
    days: list[tuple[Milestone, str]]  # with the class of its state
    months: list[Place]
    today: Place
    span: Place | None = None
    done: Place | None = None


def strip_of(dossier: Dossier, today: date, days: list[Milestone] | None = None) -> Strip:
    """The terms and aftercare of this dossier, from before today to years ahead. Needs `with_words()`.

    A page that has the days of the strip already gives them along.
    """
    found = on_strip(dossier, today) if days is None else days
    reflection = getattr(dossier, "reflection", None) or Reflection(dossier=dossier)
    return _draw(found, reflection, today)


def _draw(found: list[Milestone], reflection: Reflection, today: date) -> Strip:
    first, last = _edges(reflection, today)
    scale = _Scale(first, last)
    return Strip(
        summary=_summary(reflection, today),
        days=_with_state(found, today),
        months=[Place(scale.x(day), date_format(day, "F")) for day in _months(first, last)],
        today=Place(scale.x(today), date_format(today, "j F")),
        span=_span(scale, reflection.starts_on, reflection.last_day),
        done=_span(scale, reflection.starts_on, min(today, reflection.last_day or today)),
    )


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def share(self, day: date) -> float:
        return 100 * (day - self.first).days / (self.last - self.first).days

    def x(self, day: date) -> str:
        return f"{min(max(self.share(day), 0), 100):.1f}%"


def _edges(reflection: Reflection, today: date) -> tuple[date, date]:
    first, last = today - BEFORE, today + AFTER
    if reflection.is_running(today) and reflection.starts_on and reflection.last_day:
        first, last = reflection.starts_on - timedelta(days=15), reflection.last_day + timedelta(days=30)
    return first.replace(day=1), last


def _months(first: date, last: date) -> list[date]:
    months = [after_months(first, number) for number in range(12)]
    return [month for month in months if month < last]


def _span(scale: _Scale, start: date | None, end: date | None) -> Place | None:
    """Nothing when it lies wholly beside the line."""
    if start is None or end is None or end < scale.first or start > scale.last or end < start:
        return None
    left, right = max(start, scale.first), min(end, scale.last)
    return Place(scale.x(left), width=f"{scale.share(right) - scale.share(left):.1f}%")


def _with_state(found: list[Milestone], today: date) -> list[tuple[Milestone, str]]:
    """Done, the next one, or later; of a long row the days around today."""
    ahead = [day for day in found if day.day >= today and not day.is_done]
    behind = [day for day in found if day not in ahead][-(MOST - min(len(ahead), MOST - 2)) :]
    shown = behind + ahead[: MOST - len(behind)]
    following = ahead[0] if ahead else None
    return [(day, _state(day, following, today)) for day in shown]


def _state(day: Milestone, following: Milestone | None, today: date) -> str:
    if day is following:
        return "is-next"
    if day.is_done:
        return "is-done"
    return "is-late" if day.day < today else ""


def _summary(reflection: Reflection, today: date) -> str:
    last = reflection.last_day
    if not reflection.is_running(today) or last is None or reflection.starts_on is None:
        return ""
    number, whole = (today - reflection.starts_on).days, (last - reflection.starts_on).days
    left = whole - number
    return f"Bedenktijd: dag {number} van {whole}. Nog {left} {'dag' if left == 1 else 'dagen'}."
