"""What the page of figures says about one year: ten numbers, and its tables."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cases.dossiers.choices import Vocabulary
from cases.routing.choices import HelpRequestState
from reporting import words
from reporting.charts import Count
from reporting.comensha.models import ReportRun
from reporting.counts import ADULT, MINOR, SHELTER, UNKNOWN
from reporting.dashboards import netherlands
from reporting.figures import ALL_KINDS, Figures, Tables
from reporting.periods import Period
from reporting.protection import Protected

Row = tuple[str, Count]

KEY_FIGURES: list[tuple[str, Callable[[Tables], Count]]] = [
    ("mensen aangemeld", lambda year: year.people),
    ("in Noord- en Midden-Limburg", lambda year: year.regions["NM"]),
    ("in Zuid-Limburg", lambda year: year.regions["ZL"]),
    ("jonger dan 18 jaar", lambda year: year.ages[MINOR]),
    ("arbeidsuitbuiting", lambda year: year.forms["LABOUR"]),
    ("seksuele uitbuiting", lambda year: year.forms["SEXUAL"]),
    ("hulpvragen gesteld", lambda year: year.help.total),
    ("vroegen om opvang", lambda year: year.help[SHELTER]),
    ("kregen een plek in de opvang", lambda year: year.placed),
]


@dataclass(frozen=True)
class Figure:
    """One large number; `then` compares it with the year before."""

    value: Count
    says: str
    then: str
    unit: str = ""


@dataclass(frozen=True)
class Part:
    """A table of people by row. Rows of nil are named below it, all at once."""

    heading: str
    note: str
    rows: list[Row]
    total: Count

    @property
    def shown(self) -> list[Row]:
        return [row for row in self.rows if row[1] != 0]

    @property
    def nil(self) -> list[str]:
        return [label for label, count in self.rows if count == 0]

    @property
    def is_blank(self) -> bool:
        """Whether every number is hidden: then one sentence says so."""
        return all(count is None for _, count in self.rows)


@dataclass(frozen=True)
class HelpRow:
    """One kind of help: how often it was asked, and how that went."""

    label: str
    asked: Count
    outcomes: list[Count]


@dataclass(frozen=True)
class Beside:
    """The whole country beside Limburg; `is_own` says that the portal counted Limburg itself."""

    year: int
    limburg: Count
    is_own: bool
    published: netherlands.Published


def tables_of(years: Sequence[int]) -> tuple[Figures, dict[int, Tables]]:
    """Of each year what may be said of it, given the reports over parts of it: all are earlier."""
    known: dict[Period, list[Period]] = {Period.of_year(year): [] for year in years}
    for period in ReportRun.objects.periods_in(years):
        known[Period.of_year(period.first.year)].append(period)
    figures = Figures(known)
    return figures, {year: figures.of(Period.of_year(year)) for year in years}


def key_figures(tables: Mapping[int, Tables], year: int) -> Iterator[Figure]:
    now, before = tables[year], tables.get(year - 1)
    for says, read in KEY_FIGURES:
        then = _compared(read(now), read(before), year - 1) if before else ""
        yield Figure(read(now), says, then)
    waited = now.waiting[ALL_KINDS]
    yield Figure(
        waited, "wachten op opvang", "de helft wachtte zo lang of korter", "dag" if waited == 1 else "dagen"
    )


def parts(figures: Figures, tables: Tables) -> list[Part]:
    forms = _rows(tables.forms, figures.labels(Vocabulary.EXPLOITATION_FORM))
    reporters = _rows(tables.reporters, figures.labels(Vocabulary.REPORTER_CATEGORY))
    ages = _rows(tables.ages, words.AGES)
    return [
        Part("Vorm van uitbuiting", "elke persoon bij de hoofdvorm", forms, tables.people),
        Part("Leeftijd", "op de dag van aanmelding", ages, tables.people),
        Part("Groep", "leeftijd en nationaliteit", list(_groups(tables)), tables.people),
        Part("Aangemeld door", "wie de persoon in beeld bracht", reporters, tables.people),
    ]


def help_rows(figures: Figures, tables: Tables) -> list[HelpRow]:
    labels = figures.labels(Vocabulary.HELP_REQUEST_TYPE)
    order = (HelpRequestState.PLACED, HelpRequestState.OPEN, HelpRequestState.WITHDRAWN)
    return [
        HelpRow(labels[code], asked, [tables.outcomes[code][state] for state in order])
        for code, asked in tables.help
        if asked != 0
    ]


def beside_the_netherlands(tables: Mapping[int, Tables]) -> Iterator[Beside]:
    for row in netherlands.published():
        own = row.limburg is None and row.year in tables
        limburg = tables[row.year].people if own else row.limburg
        yield Beside(row.year, limburg, own, row)


def _compared(now: Count, before: Count, year: int) -> str:
    if now is None:
        return "verborgen: te weinig mensen"
    if before is None:
        return f"in {year} verborgen"
    if now == before:
        return f"gelijk aan {year}"
    return f"{abs(now - before)} {'meer' if now > before else 'minder'} dan in {year}"


def _rows(table: Protected, labels: Mapping[str, str]) -> list[Row]:
    return [(labels[code], count) for code, count in table]


def _groups(tables: Tables) -> Iterator[Row]:
    """An age class whose every part is hidden shows its sum alone."""
    for age, whole in ((ADULT, tables.adults), (MINOR, tables.ages[MINOR])):
        divided = tables.nationalities[age]
        if set(divided.cells.values()) == {None}:
            yield f"{words.CLASSES[age]} samen", whole
        else:
            yield from (
                (f"{words.CLASSES[age]}, {words.NATIONALITIES[code]}", count) for code, count in divided
            )
    yield words.CLASSES[UNKNOWN], tables.ages[UNKNOWN]
