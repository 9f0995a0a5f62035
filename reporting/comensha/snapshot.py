"""What a report holds: counted once, protected, with its words, and nothing that was not agreed."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from cases.dossiers.choices import Vocabulary
from reporting import words
from reporting.counts import ADULT, MINOR, UNKNOWN
from reporting.figures import ALL_KINDS, Figures, Tables
from reporting.periods import Period, Quarter
from reporting.protection import Protected

Snapshot = dict[str, Any]
Row = dict[str, Any]
Inflow = Mapping[Quarter, int | None]

VERSION = 1  # of the definitions that stand at the end of the paper
QUARTERS = 8
AGREED = Path(__file__).parent / "data" / "agreed_fields.txt"


class NotAgreed(Exception):
    """A field would leave the portal that is not in agreed_fields.txt (security.md C079)."""


def take(period: Period, *, known: Sequence[Period]) -> Snapshot:
    """The figures over a period, for readers who know those over `known`. Raises NotAgreed.

    The years before it stand on the dashboard, so their quarters may be in the chart.
    """
    stretch = Period(period.last.moved(1 - QUARTERS), period.last)
    *before, year = (Period.of_year(number) for number in range(stretch.first.year, stretch.last.year + 1))
    figures = Figures({**dict.fromkeys([*before, year], ()), period: known})
    inflow = figures.inflow(stretch.quarters, public=[period, *known, *before])
    snapshot = _counted(figures, period, inflow)
    if surplus := set(fields(snapshot)) - agreed():
        raise NotAgreed(", ".join(sorted(surplus)))
    return snapshot


def _counted(figures: Figures, period: Period, inflow: Inflow) -> Snapshot:
    tables = figures.of(period)
    return {
        "version": VERSION,
        "people": tables.people,
        "people_before": _people(inflow, period.before),
        "minors": tables.ages[MINOR],
        "help_requests": tables.help.total,
        "placed": tables.placed,
        "waiting_days": tables.waiting[ALL_KINDS],
        "quarters": list(_quarters(inflow, period)),
        "regions": _rows(tables.regions, figures.regions),
        "forms": _rows(tables.forms, figures.labels(Vocabulary.EXPLOITATION_FORM)),
        "groups": list(_groups(tables)),
        "reporters": _rows(tables.reporters, figures.labels(Vocabulary.REPORTER_CATEGORY)),
        "shelter": [
            row | {"waiting_days": tables.waiting[row["code"]]}
            for row in _rows(tables.shelter, words.SHELTER_KINDS)
        ],
        "help": list(_help(tables, figures.labels(Vocabulary.HELP_REQUEST_TYPE))),
        "refusals": _rows(tables.refusals, figures.labels(Vocabulary.REFUSAL_REASON)),
    }


def digest(snapshot: Snapshot) -> str:
    """SHA-256 over the figures in canonical form: equal figures, equal digest."""
    text = json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def fields(value: Any, path: str = "") -> Iterator[str]:
    """The paths of all that a snapshot holds, such as forms[].count."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from fields(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner, f"{path}[]")
    else:
        yield path


@cache
def agreed() -> frozenset[str]:
    lines = AGREED.read_text().splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _people(inflow: Inflow, period: Period) -> int | None:
    """The sum of quarters that the chart shows: a total of its own could be subtracted."""
    counts = [count for count in map(inflow.get, period.quarters) if count is not None]
    return sum(counts) if len(counts) == len(period.quarters) else None


def _quarters(inflow: Inflow, period: Period) -> Iterator[Row]:
    for quarter, count in inflow.items():
        yield {
            "year": quarter.year,
            "quarter": quarter.number,
            "count": count,
            "in_period": quarter >= period.first,
        }


def _rows(table: Protected, labels: Mapping[str, str]) -> list[Row]:
    return [{"code": code, "label": labels[code], "count": count} for code, count in table]


def _groups(tables: Tables) -> Iterator[Row]:
    """CoMensha's groups, with the unknown ones apart and a sum for each age class."""
    for age, whole in ((ADULT, tables.adults), (MINOR, tables.ages[MINOR])):
        for code, count in tables.nationalities[age]:
            label = f"{words.CLASSES[age]}, {words.NATIONALITIES[code]}"
            yield {"code": f"{age}_{code}", "label": label, "count": count, "is_sum": False}
        yield {"code": age, "label": f"{words.CLASSES[age]} samen", "count": whole, "is_sum": True}
    unknown = tables.ages[UNKNOWN]
    yield {"code": UNKNOWN, "label": words.CLASSES[UNKNOWN], "count": unknown, "is_sum": False}


def _help(tables: Tables, labels: Mapping[str, str]) -> Iterator[Row]:
    for code, asked in tables.help:
        states = {str(state): count for state, count in tables.outcomes[code]}
        yield {"code": code, "label": labels[code], "asked": asked, **states}
