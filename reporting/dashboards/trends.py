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
    names = {
        "more": "Meer mensen in beeld",
        "less": "Minder mensen in beeld",
        "same": "Even veel mensen in beeld",
    }
    return _lines(years, series, names[_direction(counts)], _went(years, counts), "Aangemelde mensen")


def _forms(years: Years) -> Trend:
    series = {label: [tables.forms[code] for tables in years.values()] for code, label in FORMS.items()}
    sentence = "De drie vormen die het meest voorkomen. Elke persoon telt bij de hoofdvorm."
    return _lines(years, series, "Vormen van uitbuiting", sentence, "Vormen van uitbuiting, Limburg")


def _waiting(years: Years) -> Trend:
    days = [tables.waiting[ALL_KINDS] for tables in years.values()]
    names = {
        "more": "Langer wachten op opvang",
        "less": "Korter wachten op opvang",
        "same": "Wachten op opvang",
    }
    labels = [str(year) for year in years]
    axes = Axes(BARS, labels, days)
    return Trend(
        heading=names[_direction(days)],
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
        lines=[
            axes.line(number, name, counts, inset=INSET)
            for number, (name, counts) in enumerate(series.items(), start=1)
        ],
        bars=[],
    )


def _direction(counts: list[Count]) -> str:
    first, last = counts[0], counts[-1]
    if first is None or last is None or first == last:
        return "same"
    return "more" if last > first else "less"


def _went(years: Years, counts: list[Count]) -> str:
    first, last = min(years), max(years)
    if counts[0] is None or counts[-1] is None:
        return f"Het aantal in {first} of in {last} is verborgen."
    return f"Het aantal aangemelde mensen ging van {counts[0]} in {first} naar {counts[-1]} in {last}."
