"""Loads the made-up party that invoices while the real one is unknown (see data/PROVENANCE.md)."""

from collections.abc import Iterator
from pathlib import Path

from funding.invoices.models import IssuingParty
from zorgportaal.regions.models import reference_id
from zorgportaal.regions.reference import read

ONLY_PARTY = {"is_fictitious": True, "is_default": True}
FILE = Path(__file__).parent / "data" / "parties.csv"


def load() -> None:
    """Once: from then on two finance administrators keep the parties."""
    if not IssuingParty.objects.exists():
        IssuingParty.objects.bulk_create(parties())


def parties() -> Iterator[IssuingParty]:
    for row in read(FILE):
        yield IssuingParty(id=reference_id("party", row["prefix"]), **ONLY_PARTY, **row)
