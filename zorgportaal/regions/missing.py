"""Which municipalities of Limburg have no number of inhabitants on a day: their sum is no sum of Limburg."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from zorgportaal.regions.dutch_date import in_words
from zorgportaal.regions.models import Municipality


def on(day: date, municipalities: Iterable[Municipality], counted: Collection[UUID]) -> list[Municipality]:
    """By name, of all that ever were: who was there that day, and is not in the number of an heir.

    CBS gives figures from before a merger for the municipalities of today as well.
    """
    ever = {row.pk: row for row in municipalities if row.is_in_limburg}
    there = (row for row in ever.values() if row.exists_on(day))
    left = (row for row in there if not any(one in counted for one in _line_of(row, ever)))
    return sorted(left, key=lambda row: row.name)


def sentence(municipalities: list[Municipality], day: date) -> str:
    """Nothing where none is missing."""
    if not municipalities:
        return ""
    *names, last = [row.name for row in municipalities]
    named = f"{', '.join(names)} en {last}" if names else last
    return f"Van {named} is er geen aantal op {in_words(day)}."


def _line_of(municipality: Municipality, ever: dict[UUID, Municipality]) -> Iterable[UUID]:
    """The municipality, its heir, the heir of that one, and so on."""
    heir: Municipality | None = municipality
    while heir:
        yield heir.pk
        heir = ever.get(heir.successor_id) if heir.successor_id else None
