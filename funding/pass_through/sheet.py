"""The shares as a table for a spreadsheet."""

from collections.abc import Iterable

from funding.pass_through.models import PassThrough, PassThroughShare
from zorgportaal.documents.spreadsheets import Cell

HEADERS = ["Gemeentecode", "Gemeente", "Bijdrage", "Aandeel in de btw"]


def sheet(pass_through: PassThrough, shares: Iterable[PassThroughShare]) -> list[list[Cell]]:
    """One row a municipality by its code, and their sum."""
    rows: list[list[Cell]] = [
        [one.municipality_id, one.municipality.name, one.contribution, one.share]
        for one in sorted(shares, key=lambda one: one.municipality_id)
    ]
    return [*rows, [None, "Totaal", pass_through.contributed, pass_through.total]]
