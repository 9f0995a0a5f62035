"""Load the terms of keeping from data/retention.csv."""

from collections.abc import Iterator
from pathlib import Path

from cases.closing.models import RetentionTerm
from zorgportaal.regions.models import reference_id
from zorgportaal.regions.reference import read, upsert, validity

FILE = Path(__file__).parent / "data" / "retention.csv"


def load() -> None:
    upsert(RetentionTerm, terms())


def terms() -> Iterator[RetentionTerm]:
    for row in read(FILE):
        yield RetentionTerm(
            id=reference_id("retention", f"{row['code']}:{row['valid_from']}"),
            code=row["code"],
            name=row["name"],
            ground=row["ground"],
            years=int(row["years"]),
            days=int(row["days"]),
            source=row["source"],
            **validity(row),
        )
