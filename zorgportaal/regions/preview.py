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
        """More than 5 per cent off: worth a second look before it stands on an invoice."""
        return self.present is not None and abs(self.inhabitants - self.present) > STRIKING * self.present


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
    present = _present(kept)
    for code, reference_date, inhabitants in _figures(kept):
        day = days.setdefault(reference_date, Day(reference_date))
        if code in municipalities:
            known = present.get((code, reference_date))
            day.lines.append(Line(municipalities[code], inhabitants, known))
        else:
            day.elsewhere += 1
    for day in days.values():
        day.lines.sort(key=lambda line: line.municipality.name)
    return sorted(days.values(), key=lambda day: day.reference_date, reverse=True)


def _present(kept: PopulationImport) -> dict[tuple[str, date], int]:
    dates = {reference_date for _, reference_date, _ in _figures(kept)}
    figures = PopulationFigure.objects.of_limburg().filter(reference_date__in=dates, status=kept.status)
    rows = figures.values_list("municipality__gm_code", "reference_date", "inhabitants")
    return {(code, day): inhabitants for code, day, inhabitants in rows}


def _figures(kept: PopulationImport) -> Iterator[tuple[str, date, int]]:
    for _, code, day, inhabitants in kept.rows:
        yield code, date.fromisoformat(day), inhabitants
