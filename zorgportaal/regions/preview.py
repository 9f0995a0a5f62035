"""What a kept file would change, in Limburg and elsewhere: first what somebody has to look at."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.formats import number_format

from zorgportaal.regions import kept_lines, missing
from zorgportaal.regions.choices import PopulationStatus
from zorgportaal.regions.models import Municipality, PopulationFigure, PopulationImport

STRIKING = 0.10


@dataclass(frozen=True)
class Figure:
    """What is known of one municipality on one day."""

    reference_date: date
    status: PopulationStatus
    inhabitants: int

    @property
    def is_definitive(self) -> bool:
        return self.status == PopulationStatus.DEFINITIVE


@dataclass(frozen=True)
class Line:
    """One municipality: the new number beside what the portal has of that day, or else nearest in time.

    `present` has the same status where it can; `is_settled` where a definitive number is known, and the
    new one is provisional: it will not count.
    """

    municipality: Municipality
    reference_date: date
    status: PopulationStatus
    inhabitants: int
    present: Figure | None
    nearest: Figure | None = None
    is_settled: bool = False

    @property
    def difference(self) -> str:
        """+41 or −64; “nieuw” where the portal has no number yet."""
        if self.present is None:
            return "nieuw"
        difference = self.inhabitants - self.present.inhabitants
        sign = "+" if difference > 0 else "−" if difference else ""
        return f"{sign}{number_format(abs(difference), use_l10n=True, force_grouping=True)}"

    @property
    def has_other_status(self) -> bool:
        """Whether the number of now has another status than the new one."""
        return self.present is not None and self.present.status != self.status

    @property
    def is_becoming_definitive(self) -> bool:
        return self.has_other_status and self.status == PopulationStatus.DEFINITIVE

    @property
    def is_same(self) -> bool:
        is_equal = self.present is not None and self.present.inhabitants == self.inhabitants
        return is_equal and not self.is_becoming_definitive

    @property
    def is_incomparable(self) -> bool:
        return self.present is None and self.nearest is None

    @property
    def deviation(self) -> float:
        """How far it is off what is known, as a part of that; 0 where nothing is known."""
        if (known := self.present or self.nearest) is None:
            return 0
        return abs(self.inhabitants - known.inhabitants) / known.inhabitants

    @property
    def is_far_off(self) -> bool:
        return self.deviation > STRIKING

    @property
    def is_striking(self) -> bool:
        """Worth a second look, wherever it is: a scheme may be for the whole country."""
        return self.is_far_off or self.is_incomparable


@dataclass
class Day:
    """All that a file says about one reference date: what differs first, and of that Limburg."""

    reference_date: date
    lines: list[Line] = field(default_factory=list)
    missing: str = ""

    @property
    def in_limburg(self) -> int:
        return sum(line.municipality.is_in_limburg for line in self.lines)

    @property
    def elsewhere(self) -> int:
        return len(self.lines) - self.in_limburg

    @property
    def new(self) -> int:
        return sum(line.present is None for line in self.lines)

    @property
    def same(self) -> int:
        return sum(line.is_same for line in self.lines)

    @property
    def changed(self) -> int:
        return len(self.lines) - self.new - self.same

    @property
    def statuses(self) -> str:
        return " en ".join(sorted({str(line.status.label) for line in self.lines}))


def of(kept: PopulationImport) -> list[Day]:
    """The days of a kept file, newest first. Two queries, for any number of lines."""
    said = kept_lines.of(kept)
    codes = {line.code for line in said}
    # Of Limburg all, to tell who is missing.
    concerned = Municipality.objects.filter(Q(gm_code__in=codes) | Q(is_in_limburg=True))
    municipalities = {row.gm_code: row for row in concerned}
    known = _known(municipalities)
    in_file: dict[str, list[Figure]] = {}
    for line in said:
        in_file.setdefault(line.code, []).append(Figure(line.reference_date, line.status, line.inhabitants))
    days: dict[date, Day] = {}
    for line in said:
        # The other years of the file itself are compared with only where the portal knows none.
        others = [other for other in in_file[line.code] if other.reference_date != line.reference_date]
        made = _line(line, municipalities[line.code], known.get(line.code) or [], others)
        days.setdefault(line.reference_date, Day(line.reference_date)).lines.append(made)
    for day in days.values():
        day.missing = _missing(day, municipalities, known)
        day.lines.sort(
            key=lambda line: (line.is_same, not line.municipality.is_in_limburg, line.municipality.name)
        )
    return sorted(days.values(), key=lambda day: day.reference_date, reverse=True)


def settled(days: list[Day]) -> int:
    """Of how many lines a definitive number is known, which goes on counting."""
    return sum(line.is_settled for day in days for line in day.lines)


def striking(days: list[Day]) -> list[Line]:
    """What somebody has to look at: Limburg first, and then whatever is furthest off."""
    lines = [line for day in days for line in day.lines if line.is_striking]
    return sorted(lines, key=lambda line: (not line.municipality.is_in_limburg, -line.deviation))


def overruled(kept: PopulationImport) -> int:
    """On how many lines the file tells another status than the one that was chosen."""
    return sum(line.status != kept.status for line in kept_lines.of(kept))


def _line(said: kept_lines.KeptLine, of: Municipality, known: list[Figure], others: list[Figure]) -> Line:
    day = said.reference_date
    same_day = [figure for figure in known if figure.reference_date == day]
    present = min(same_day, key=lambda figure: figure.status != said.status, default=None)
    is_provisional = said.status == PopulationStatus.PROVISIONAL
    return Line(
        of,
        day,
        said.status,
        said.inhabitants,
        present,
        nearest=min(
            known or others,
            key=lambda figure: (abs(figure.reference_date - day), not figure.is_definitive),
            default=None,
        ),
        is_settled=is_provisional and any(figure.is_definitive for figure in same_day),
    )


def _missing(day: Day, municipalities: dict[str, Municipality], known: dict[str, list[Figure]]) -> str:
    """Who would have no number that day once the file is taken over."""
    counted = {line.municipality.pk for line in day.lines}
    for code, figures in known.items():
        if any(figure.reference_date == day.reference_date for figure in figures):
            counted.add(municipalities[code].pk)
    absent = missing.on(day.reference_date, municipalities.values(), counted)
    return missing.sentence(absent, day.reference_date)


def _known(codes: Iterable[str]) -> dict[str, list[Figure]]:
    """Everything known of these municipalities, by GM code: some thousands of rows, in one query."""
    rows = PopulationFigure.objects.filter(municipality__gm_code__in=codes).values_list(
        "municipality__gm_code", "reference_date", "status", "inhabitants"
    )
    known: dict[str, list[Figure]] = {}
    for code, day, status, inhabitants in rows:
        known.setdefault(code, []).append(Figure(day, PopulationStatus(status), inhabitants))
    return known
