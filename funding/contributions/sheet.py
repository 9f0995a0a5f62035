"""The lines of a round as a table for a spreadsheet."""

from collections.abc import Iterable
from decimal import Decimal

from funding.contributions.review import Reviewed, Totals, totals
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
    "Sinds vorige ronde in euro",
    "Let op",
    "Toelichting",
]


def sheet(rows: Iterable[Reviewed]) -> list[list[Cell]]:
    """One row a line, sorted by municipality code, and the total below them."""
    rows = list(rows)
    lines = sorted((_cells(row) for row in rows), key=lambda cells: str(cells[0]))
    return [*lines, *_below(totals(rows))]


def _below(sums: Totals) -> list[list[Cell]]:
    """The total, and where VAT comes on top of it that VAT and what is paid."""
    if not sums.vat:
        return [_total("Totaal", sums.amount, sums.inhabitants)]
    return [
        _total("Totaal zonder btw", sums.amount, sums.inhabitants),
        _total("Btw", sums.vat),
        _total("Totaal met btw", sums.with_vat),
    ]


def _total(words: str, amount: Decimal, inhabitants: int | None = None) -> list[Cell]:
    return [None, words, inhabitants, None, None, None, amount, None, None, None, None]


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
        _since(row),
        row.change_in_euro,
        "; ".join(remark.value for remark in row.remarks),
        "; ".join(why for _, why in row.said if why),
    ]


def _since(row: Reviewed) -> Cell:
    if row.change is None:
        return row.change_text or "geen eerdere ronde"
    return row.change
