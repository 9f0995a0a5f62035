"""The kinds of export. A room above registers its own: what it is called, and how its rows are made.

    @makes("worklist", "werkvoorraad")                # in the room's tasks.py
    def worklist(export: Export) -> Sheet: ...

A maker starts at what the requester may know of at that moment, never at ids that were sent along.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cases.exchange.models import Export
from zorgportaal.documents.spreadsheets import Cell


@dataclass(frozen=True)
class Sheet:
    """Headings and rows, and what each heading means for who reads the file a year from now."""

    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    meanings: Sequence[str]


Maker = Callable[[Export], Sheet]


@dataclass(frozen=True)
class Registered:
    words: str
    make: Maker


makers: dict[str, Registered] = {}


def makes(kind: str, words: str) -> Callable[[Maker], Maker]:
    """Register the maker of one kind of export."""

    def register(make: Maker) -> Maker:
        makers[kind] = Registered(words, make)
        return make

    return register
