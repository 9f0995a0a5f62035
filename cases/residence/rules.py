"""What the law says of the bedenktijd and of what follows it. Plain Python; each rule names its source.

Days are whole days. Where the law leaves room a ruling says so: then a written reason is enough.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 3
DUBLIN_DAYS = timedelta(days=30)
DUBLIN_SINCE = date(2023, 5, 18)  # WBV 2023/11, Stcrt. 2023, 13577
RVB_MONTHS = 3  # the application form for the allowance is valid as long

DUTCH, REFLECTION, UNKNOWN = "NL", "REFLECTION", "UNKNOWN"
WITHOUT_STAY = frozenset({REFLECTION, UNKNOWN, "UNDOCUMENTED", "DUBLIN"})
D_CANNOT = "D_CANNOT"
TEMPORARY = frozenset({"A_COMPLAINANT", "B_COOPERATING", "C_WITNESS", D_CANNOT})
THREE_YEARS = frozenset({"A_COMPLAINANT", "B_COOPERATING"})

ONCE_ONLY = "Vc 2000 B8/3"
LENGTH = "Vc 2000 B8/3; WBV 2023/11 (Stcrt. 2023, 13577)"
PERMIT = "Vb 2000 art. 3.48; Vc 2000 B8/3"
LASTING = "Vc 2000 B9/12"


@dataclass(frozen=True)
class Ruling:
    """What may not be, or only with a written reason: one sentence with its source."""

    code: str
    sentence: str
    source: str
    may_deviate: bool = False

    def __str__(self) -> str:
        return f"{self.sentence} ({self.source})"


def after_months(day: date, months: int) -> date:
    """The same day so many calendar months later; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def after_years(day: date, years: int) -> date:
    return after_months(day, 12 * years)


def reflection_end(start: date, *, is_dublin: bool, days_earlier: int = 0) -> date:
    """The last day of a bedenktijd. `days_earlier` is the office's own reading of that day."""
    is_short = is_dublin and start >= DUBLIN_SINCE
    end = start + DUBLIN_DAYS if is_short else after_months(start, MONTHS)
    return end - timedelta(days=days_earlier)


def length_in_words(start: date, *, is_dublin: bool) -> str:
    return "30 dagen (Dublin)" if is_dublin and start >= DUBLIN_SINCE else "drie maanden"


def report_days(start: date, end: date) -> list[date]:
    """The days on which somebody reports to the police: each month, up to the end."""
    days = (after_months(start, month) for month in range(1, MONTHS + 1))
    return [day for day in days if day < end]


def against_reflection(status: str, *, was_had: bool) -> Iterator[Ruling]:
    """What stands in the way of a bedenktijd for somebody of this status."""
    if was_had:
        yield Ruling(
            "reflection.once", "Deze bedenktijd is al gebruikt. Een tweede keer kan niet.", ONCE_ONLY
        )
    if status == DUTCH:
        yield Ruling(
            "reflection.dutch", "Een Nederlander heeft geen bedenktijd nodig en krijgt die ook niet.",
            ONCE_ONLY,
        )  # fmt: skip
    elif status not in WITHOUT_STAY:
        yield Ruling(
            "reflection.lawful",
            "De bedenktijd is voor wie geen rechtmatig verblijf heeft. Deze persoon heeft dat al.",
            ONCE_ONLY,
            may_deviate=True,
        )


def against_permit(ground: str, earlier: list[str]) -> Iterator[Ruling]:
    """What stands in the way of one more permit on this ground."""
    if ground == D_CANNOT and D_CANNOT in earlier:
        yield Ruling(
            "permit.d_once",
            "Een vergunning op grond d wordt niet verlengd. Vraag na een jaar verblijf aan volgens B9.",
            PERMIT,
        )


@dataclass(frozen=True)
class Mark:
    """A day after a permit on which something has to be done."""

    day: date
    what: str
    detail: str


def permit_marks(ground: str, start: date) -> list[Mark]:
    """One year after ground d and three years after a and b the next application is due."""
    marks = []
    if ground == D_CANNOT:
        marks.append(Mark(after_years(start, 1), "B9-aanvraag", f"Grond d wordt niet verlengd. ({LASTING})"))
    if ground in THREE_YEARS:
        marks.append(
            Mark(after_years(start, 3), "Drie jaar vergunning", f"Vraag niet-tijdelijk verblijf. ({LASTING})")
        )
    return marks
