"""What a kept file would change: Limburg line by line, the rest of the country as a number."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import number_format

from zorgportaal.regions.models import Municipality, PopulationFigure, PopulationImport

STRIKING = 0.05


@dataclass(frozen=True)
class Line:
    """One municipality: the new number beside the one the portal has for that day."""

    municipality: Municipality
    inhabitants: int
    present: int | None
    nearest: int | None = None

    @property
    def difference(self) -> str:
        """+41 or −64; “nieuw” where the portal has no number yet."""
        if self.present is None:
            return "nieuw"
        difference = self.inhabitants - self.present
        sign = "+" if difference > 0 else "−" if difference else ""
        return f"{sign}{number_format(abs(difference), use_l10n=True, force_grouping=True)}"

    @property
    def is_striking(self) -> bool:
        """More than 5 per cent off what is known of the day nearest to it: worth a second look."""
        known = self.nearest if self.present is None else self.present
        return known is not None and abs(self.inhabitants - known) > STRIKING * known


@dataclass
class Day:
    """All that a file says about one reference date."""

    reference_date: date
    lines: list[Line] = field(default_factory=list)
    elsewhere: int = 0


def of(kept: PopulationImport) -> list[Day]:
    """The days of a kept file, newest first. Two queries, for any number of lines."""
    municipalities = {row.gm_code: row for row in Municipality.objects.of_limburg_ever()}
    days: dict[date, Day] = {}
    known = _known()
    for code, reference_date, inhabitants in _figures(kept):
        day = days.setdefault(reference_date, Day(reference_date))
        if code in municipalities:
            figures = known.get(code, [])
            present = next((f.inhabitants for f in figures if f.is_of(reference_date, kept.status)), None)
            nearest = min(figures, key=lambda f: abs(f.reference_date - reference_date), default=None)
            seen = nearest.inhabitants if nearest else None
            day.lines.append(Line(municipalities[code], inhabitants, present, seen))
        else:
            day.elsewhere += 1
    for day in days.values():
        day.lines.sort(key=lambda line: line.municipality.name)
    return sorted(days.values(), key=lambda day: day.reference_date, reverse=True)


@dataclass(frozen=True)
class Figure:
    """What the portal knows of one municipality on one day."""

    reference_date: date
    status: str
    inhabitants: int

    def is_of(self, day: date, status: str) -> bool:
        return (self.reference_date, self.status) == (day, status)


def _known() -> dict[str, list[Figure]]:
    """Everything known of Limburg, by GM code: some hundreds of rows, in one query."""
    rows = PopulationFigure.objects.of_limburg().values_list(
        "municipality__gm_code", "reference_date", "status", "inhabitants"
    )
    known: dict[str, list[Figure]] = {}
    for code, day, status, inhabitants in rows:
        known.setdefault(code, []).append(Figure(day, status, inhabitants))
    return known


def _figures(kept: PopulationImport) -> Iterator[tuple[str, date, int]]:
    for _, code, day, inhabitants in kept.rows:
        yield code, date.fromisoformat(day), inhabitants
