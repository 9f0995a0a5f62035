"""Leaf through a long list by where one is, not by how far: the last page is as quick as the first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan

from cases.dossiers.models import DossierQuerySet

PER_PAGE = 50
# Counting 100,000 rows takes longer than showing 50 of them, and nobody reads the number.
MOST_COUNTED = 1000
AFTER, BEFORE = "na", "voor"


@dataclass(frozen=True)
class Order:
    """Columns that together are unique, all in one direction, as an index holds them."""

    columns: tuple[str, ...]
    is_descending: bool

    def sort(self, dossiers: DossierQuerySet, *, backwards: bool = False) -> DossierQuerySet:
        sign = "-" if self.is_descending != backwards else ""
        return dossiers.order_by(*(f"{sign}{column}" for column in self.columns))

    def beyond(
        self, dossiers: DossierQuerySet, place: tuple[Any, ...], *, backwards: bool = False
    ) -> DossierQuerySet:
        """Those that come after this place, or before it, the nearest first."""
        lookup = TupleLessThan if self.is_descending != backwards else TupleGreaterThan
        columns = tuple(F(column) for column in self.columns)
        return self.sort(dossiers.filter(lookup(columns, place)), backwards=backwards)


@dataclass(frozen=True)
class Page:
    """The ids on one page, and the neighbours to leaf from; an address holds no more than an id (C099)."""

    ids: list[UUID]
    number: int
    previous: UUID | None = None
    following: UUID | None = None

    @property
    def is_counted(self) -> bool:
        return self.number <= MOST_COUNTED

    @property
    def most_counted(self) -> int:
        return MOST_COUNTED


def page_of(dossiers: DossierQuerySet, order: Order, asked: Mapping[str, str]) -> Page:
    """The page after or before the dossier that the address names; the first one otherwise."""
    number = dossiers.order_by()[: MOST_COUNTED + 1].count()
    place = _place(dossiers, order, asked.get(BEFORE))
    ids = _ids(order.beyond(dossiers, place, backwards=True)) if place else []
    if len(ids) >= PER_PAGE:
        shown = ids[:PER_PAGE][::-1]
        return Page(shown, number, shown[0] if len(ids) > PER_PAGE else None, shown[-1])
    # Too few to fill a page stand at the top of the list: that is the first page.
    place = _place(dossiers, order, asked.get(AFTER))
    ids = _ids(order.beyond(dossiers, place) if place else order.sort(dossiers))
    shown = ids[:PER_PAGE]
    return Page(
        shown, number, shown[0] if place and shown else None, shown[-1] if len(ids) > PER_PAGE else None
    )


def _ids(dossiers: DossierQuerySet) -> list[UUID]:
    """One more than fit: that tells whether there is another page."""
    return list(dossiers.values_list("pk", flat=True)[: PER_PAGE + 1])


def _place(dossiers: DossierQuerySet, order: Order, asked: str | None) -> tuple[Any, ...] | None:
    """Where a dossier stands. What somebody may not see has no place."""
    try:
        pk = UUID(asked or "")
    except ValueError:
        return None
    return dossiers.filter(pk=pk).values_list(*order.columns).first()
