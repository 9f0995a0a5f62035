"""What the template of the paper needs, from the stored snapshot alone."""

from collections.abc import Iterator
from typing import Any

from reporting.charts import Axes, Frame, in_words
from reporting.comensha.models import ReportRun
from reporting.comensha.snapshot import Row

TABLES = ("forms", "groups", "reporters", "shelter", "help", "refusals")
CHART = Frame(left=20, right=460, top=13.5, bottom=89)


def content_of(run: ReportRun) -> dict[str, Any]:
    """Equal snapshots give equal papers."""
    figures = run.snapshot
    assert figures is not None
    return {
        "run": run,
        "figures": figures,
        "chart": chart_of(figures["quarters"]),
        "forms": _with_share(figures["forms"], figures["people"]),
        "hides": hides(figures),
        "groups": list(_groups(figures["groups"])),
        "blank": {name: is_blank(figures[name]) for name in TABLES},
        "nil": {name: _nil(figures[name]) for name in ("forms", "reporters", "refusals")}
        | {"help": [row["label"] for row in figures["help"] if row["asked"] == 0]},
    }


def chart_of(quarters: list[Row]) -> dict[str, Any]:
    """People per quarter as bars; the quarters of the period are dark."""
    labels = [_quarter_label(row, first=place == 0) for place, row in enumerate(quarters)]
    counts = [row["count"] for row in quarters]
    dark = frozenset(place for place, row in enumerate(quarters) if row["in_period"])
    axes = Axes(CHART, labels, counts)
    spoken = {f"{row['quarter']}e kwartaal {row['year']}": row["count"] for row in quarters}
    return {
        "ticks": axes.ticks,
        "columns": [row | {"year": str(row["year"])} for row in quarters],
        "bars": axes.columns(counts, share=0.56, strong=dark),
        "words": f"Staven: nieuwe mensen per kwartaal. {in_words(spoken)}.",
    }


def hides(value: Any) -> bool:
    """Whether any number is hidden, so that the paper must explain the mark."""
    if isinstance(value, dict):
        return any(hides(inner) for name, inner in value.items() if name != "waiting_days")
    if isinstance(value, list):
        return any(hides(inner) for inner in value)
    return value is None


def is_blank(rows: list[Row]) -> bool:
    """Whether every number of a table is hidden: then one sentence says so."""
    return all(row.get("count", row.get("asked")) is None for row in rows)


def _quarter_label(row: Row, *, first: bool) -> str:
    with_year = first or row["quarter"] == 1
    return f"{row['quarter']}e kw {row['year']}" if with_year else f"{row['quarter']}e"


def _with_share(rows: list[Row], total: int | None) -> list[Row]:
    return [row | {"share": _share(row["count"], total)} for row in rows]


def _share(count: int | None, total: int | None) -> int | None:
    """Whole per cent."""
    return None if count is None or not total else round(100 * count / total)


def _groups(rows: list[Row]) -> Iterator[Row]:
    """An age class whose every part is hidden shows its sum alone."""
    parts: list[Row] = []
    for row in rows:
        if not row["is_sum"]:
            parts.append(row)
            continue
        yield from [] if is_blank(parts) else parts
        yield row
        parts = []
    yield from parts


def _nil(rows: list[Row]) -> list[str]:
    return [row["label"] for row in rows if row["count"] == 0]
