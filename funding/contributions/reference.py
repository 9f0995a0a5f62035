"""Loads the two schemes and the figures that council papers name (see data/PROVENANCE.md)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from funding.contributions.models import PopulationDecision, Scheme
from zorgportaal.regions.models import reference_id
from zorgportaal.regions.reference import Row, read

DATA = Path(__file__).parent / "data"


def load() -> None:
    """Once: from then on a finance administrator keeps them, and a later load leaves that alone."""
    if not Scheme.objects.exists():
        Scheme.objects.bulk_create(schemes())
        PopulationDecision.objects.bulk_create(decisions())


def schemes() -> Iterator[Scheme]:
    for row in read(DATA / "schemes.csv"):
        yield Scheme(
            id=reference_id("scheme", row["slug"]),
            slug=row["slug"],
            name=row["name"],
            per_inhabitant=Decimal(row["per_inhabitant"]),
            unit=row["unit"],
            starts_on=date.fromisoformat(row["starts_on"]),
            ends_on=_day(row, "ends_on"),
            reference_date=_day(row, "reference_date"),
            reference_note=row["reference_note"],
            basis=row["basis"],
        )


def decisions() -> Iterator[PopulationDecision]:
    for row in read(DATA / "decisions.csv"):
        yield PopulationDecision(
            id=reference_id("decision", f"{row['scheme']}:{row['gm_code']}"),
            scheme_id=reference_id("scheme", row["scheme"]),
            municipality_id=reference_id("municipality", row["gm_code"]),
            inhabitants=int(row["inhabitants"]),
            paper=row["paper"],
            phrase=row["phrase"],
            note=row["note"],
        )


def _day(row: Row, name: str) -> date | None:
    return date.fromisoformat(row[name]) if row[name] else None
