"""Loads the project's own copy of the public tables in `data/` (see PROVENANCE.md there).

Every room may have a `reference.py` with a `load()`: `manage.py load_reference` calls them in the
order of INSTALLED_APPS. A load may run again at any time: equal rows keep their id.
"""

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from django.db import models
from django.utils import timezone

from zorgportaal.regions.choices import PopulationStatus
from zorgportaal.regions.models import (
    CareRegion,
    Country,
    Municipality,
    MunicipalityPlacement,
    Nationality,
    PopulationFigure,
    SafetyHouse,
    reference_id,
)

DATA = Path(__file__).parent / "data"
Row = dict[str, str]


def load() -> None:
    upsert(CareRegion, care_regions())
    upsert(SafetyHouse, houses())
    upsert(Municipality, municipalities())
    upsert(MunicipalityPlacement, placements())
    upsert(Country, countries())
    upsert(Nationality, nationalities())
    # A figure that is there already may have been corrected by an import: leave it.
    PopulationFigure.objects.bulk_create(population(), ignore_conflicts=True)


def read(path: Path) -> Iterator[Row]:
    """The rows of a file of our own: UTF-8, commas, a header."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def upsert(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert the rows, or bring those with the same id up to date, in one statement."""
    names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=names)


def sort_key(name: str) -> str:
    """Without accents and capitals: the database sorts by code point (Åland after Zweden)."""
    plain = unicodedata.normalize("NFD", name).casefold()
    return "".join(character for character in plain if not unicodedata.combining(character))


def care_regions() -> Iterator[CareRegion]:
    for row in read(DATA / "care_regions.csv"):
        yield CareRegion(id=reference_id("care_region", row["code"]), **row)


def houses() -> Iterator[SafetyHouse]:
    for row in read(DATA / "houses.csv"):
        yield SafetyHouse(
            id=reference_id("house", row["slug"]),
            slug=row["slug"],
            name=row["name"],
            care_region_id=reference_id("care_region", row["care_region"]),
            vault_region=row["vault_region"],
            **validity(row),
        )


def municipalities() -> Iterator[Municipality]:
    for row in read(DATA / "municipalities.csv"):
        successor = row["successor"]
        yield Municipality(
            id=reference_id("municipality", row["gm_code"]),
            gm_code=row["gm_code"],
            name=row["name"],
            is_in_limburg=row["in_limburg"] == "ja",
            successor_id=reference_id("municipality", successor) if successor else None,
            **validity(row),
        )


def placements() -> Iterator[MunicipalityPlacement]:
    for row in read(DATA / "placements.csv"):
        yield MunicipalityPlacement(
            id=reference_id("placement", f"{row['gm_code']}:{row['valid_from']}"),
            municipality_id=reference_id("municipality", row["gm_code"]),
            house_id=reference_id("house", row["house"]),
            centre_municipality_id=reference_id("municipality", row["centre"]),
            is_confirmed=row["is_confirmed"] == "ja",
            **validity(row),
        )


def population() -> Iterator[PopulationFigure]:
    sources = {row["reference_date"]: row["source"] for row in read(DATA / "population_dates.csv")}
    now = timezone.now()
    for row in read(DATA / "population.csv"):
        yield PopulationFigure(
            id=reference_id("population", f"{row['gm_code']}:{row['reference_date']}"),
            municipality_id=reference_id("municipality", row["gm_code"]),
            reference_date=date.fromisoformat(row["reference_date"]),
            inhabitants=int(row["inhabitants"]),
            status=PopulationStatus.DEFINITIVE,
            source=sources[row["reference_date"]],
            imported_at=now,
        )


def countries() -> Iterator[Country]:
    for row in read(DATA / "countries.csv"):
        key = sort_key(row["name"])
        yield Country(id=reference_id("country", row["alpha2"]), sort_key=key, **row)


def nationalities() -> Iterator[Nationality]:
    for row in read(DATA / "nationalities.csv"):
        yield Nationality(
            id=reference_id("nationality", row["brp_code"]),
            brp_code=row["brp_code"],
            name=row["name"],
            **validity(row),
        )


def validity(row: Row) -> dict[str, date | None]:
    return {
        name: date.fromisoformat(row[name]) if row[name] else None for name in ("valid_from", "valid_until")
    }
