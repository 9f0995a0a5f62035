"""The lines of a round as a table for a spreadsheet."""

from collections.abc import Iterable

from funding.contributions.review import Reviewed
from zorgportaal.documents.spreadsheets import Cell

HEADERS = [
    "Gemeentecode",
    "Gemeente",
    "Inwoners",
    "Peildatum",
    "Bron",
    "Tarief",
    "Bedrag",
    "Sinds vorige ronde",
    "Let op",
    "Toelichting",
]


def sheet(rows: Iterable[Reviewed]) -> list[list[Cell]]:
    """One row a line, sorted by municipality code."""
    return sorted((_cells(row) for row in rows), key=lambda cells: str(cells[0]))


def _cells(row: Reviewed) -> list[Cell]:
    line = row.line
    return [
        line.municipality.gm_code,
        line.municipality.name,
        line.inhabitants,
        line.reference_date,
        line.paper if line.is_from_decision else line.get_source_display(),
        line.rate,
        line.amount,
        row.change,
        row.remark.value,
        row.why,
    ]
