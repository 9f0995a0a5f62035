"""Three charts over the years, each with the table that says the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from reporting.charts import Axes, Count, Frame, Line, Mark, Tick, in_words
from reporting.figures import ALL_KINDS, Tables

LINES = Frame(left=26, right=260, top=14, bottom=166)
BARS = Frame(left=26, right=286, top=14, bottom=166)
INSET = 12
FORMS = {"SEXUAL": "Seksueel", "LABOUR": "Arbeid", "CRIMINAL": "Crimineel"}

Years = Mapping[int, Tables]
Series = Mapping[str, list[Count]]


@dataclass(frozen=True)
class Trend:
    heading: str
    sentence: str
    caption: str
    spoken: str
    years: list[str]
    series: Series
    ticks: list[Tick]
    lines: list[Line]
    bars: list[Mark]

    @property
    def hides(self) -> bool:
        return any(count is None for counts in self.series.values() for count in counts)


def trends(years: Years, regions: Mapping[str, str]) -> list[Trend]:
    return [_people(years, regions), _forms(years), _waiting(years)]


def _people(years: Years, regions: Mapping[str, str]) -> Trend:
    counts = [tables.people for tables in years.values()]
    series = {"Limburg": counts} | {
        name: [tables.regions[code] for tables in years.values()] for code, name in regions.items()
    }
    heading = {1: "Meer mensen in beeld", -1: "Minder mensen in beeld", 0: "Mensen in beeld"}[_trend(counts)]
    return _lines(years, series, heading, _went(years, counts), "Aangemelde mensen")


def _forms(years: Years) -> Trend:
    series = {label: [tables.forms[code] for tables in years.values()] for code, label in FORMS.items()}
    sentence = "De drie vormen die het meest voorkomen. Elke persoon telt bij de hoofdvorm."
    return _lines(years, series, "Vormen van uitbuiting", sentence, "Vormen van uitbuiting, Limburg")


def _waiting(years: Years) -> Trend:
    days = [tables.waiting[ALL_KINDS] for tables in years.values()]
    heading = {1: "Langer wachten op opvang", -1: "Korter wachten op opvang", 0: "Wachten op opvang"}
    labels = [str(year) for year in years]
    axes = Axes(BARS, labels, days)
    return Trend(
        heading=heading[_trend(days)],
        sentence="De helft wachtte dit aantal dagen of korter. Bij minder dan 5 mensen staat er niets.",
        caption="Mediaan in dagen, Limburg",
        spoken=f"Staven: dagen wachten op opvang. {in_words(dict(zip(labels, days, strict=True)))}.",
        years=labels,
        series={"Dagen": days},
        ticks=axes.ticks,
        lines=[],
        bars=axes.columns(days, share=0.64),
    )


def _lines(years: Years, series: Series, heading: str, sentence: str, caption: str) -> Trend:
    labels = [str(year) for year in years]
    axes = Axes(LINES, labels, [count for counts in series.values() for count in counts])
    spoken = [
        f"{name}: {in_words(dict(zip(labels, counts, strict=True)))}" for name, counts in series.items()
    ]
    return Trend(
        heading=heading,
        sentence=sentence,
        caption=caption,
        spoken=f"Lijnen per jaar. {'. '.join(spoken)}.",
        years=labels,
        series=series,
        ticks=axes.ticks,
        lines=axes.lines(series, inset=INSET),
        bars=[],
    )


def _trend(counts: list[Count]) -> int:
    """1 up, -1 down, 0 level or unknown: the last shown year beside the first."""
    shown = [count for count in counts if count is not None]
    return (shown[-1] > shown[0]) - (shown[-1] < shown[0]) if shown else 0


def _went(years: Years, counts: list[Count]) -> str:
    shown = [(year, count) for year, count in zip(years, counts, strict=True) if count is not None]
    if len(shown) < 2:
        return "De aantallen zijn verborgen."
    (first, before), (last, now) = shown[0], shown[-1]
    return f"Het aantal aangemelde mensen ging van {before} in {first} naar {now} in {last}."
