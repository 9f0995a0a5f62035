"""What an uploaded file says, line by line, as an import keeps it."""

from datetime import date
from typing import NamedTuple

from zorgportaal.regions.choices import PopulationStatus
from zorgportaal.regions.models import PopulationImport
from zorgportaal.regions.population_file import Figure


class KeptLine(NamedTuple):
    code: str
    reference_date: date
    inhabitants: int
    status: PopulationStatus


def row(figure: Figure, chosen: PopulationStatus) -> list[str | int]:
    """The status that the file itself tells goes before the one that was chosen."""
    day = figure.reference_date.isoformat()
    return [figure.line, figure.code, day, figure.inhabitants, figure.status or chosen.value]


def of(kept: PopulationImport) -> list[KeptLine]:
    """Imports from before files told a status have the one that was chosen, on every line."""
    return [
        KeptLine(
            code, date.fromisoformat(day), inhabitants, PopulationStatus(told[0] if told else kept.status)
        )
        for _, code, day, inhabitants, *told in kept.rows
    ]


def days(kept: PopulationImport) -> list[date]:
    """The reference dates of an import, newest first."""
    return sorted({line.reference_date for line in of(kept)}, reverse=True)
