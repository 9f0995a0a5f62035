"""Published figures of the whole country, each with its source. «naast Nederland»"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "netherlands.csv"


@dataclass(frozen=True)
class Published:
    """One row of data/netherlands.csv; `limburg` is None where no paper names it."""

    year: int
    netherlands: int
    limburg: int | None
    series: str
    source: str


@cache
def published() -> tuple[Published, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Published(
                int(row["year"]),
                int(row["netherlands"]),
                int(row["limburg"]) if row["limburg"] else None,
                row["series"],
                row["source"],
            )
            for row in csv.DictReader(file)
        )
