"""Hide small numbers so that nothing hidden can be computed back from what is shown. Plain Python.

    protect({"arbeid": 15, "seksueel": 3, "anders": 8})  → arbeid 15, the other two hidden, total 26

A number of 1 to 4 points at a person. Hiding only those is no protection: whoever knows the total
subtracts. So numbers of 5 and more are hidden along, all under the same mark, until every hidden
number can still be at least four different ones — also for a reader of this very code. Which ones go
along may therefore not depend on how large they are: the order of the rows decides, from the bottom
up, so tables put the usually largest rows on top. Nothing here can switch it off (security.md C080,
C084); the tests try every small table.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

SMALL = range(1, 5)
# With n hidden numbers that add up to n + 7 or more, all but one can be anything from 1 to 4 while
# the last one is 5 or more: the very tables that this code hides in the same way.
LEEWAY = 7

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Protected:
    """A table as it may be shown: None is a hidden number. The only form that leaves this package."""

    cells: Mapping[str, int | None]
    total: int | None

    def __getitem__(self, label: str) -> int | None:
        return self.cells[label]

    def __iter__(self) -> Iterator[tuple[str, int | None]]:
        return iter(self.cells.items())


def protect(counts: Counts, *, beside: Sequence[Counts] = ()) -> Protected:
    """A table of people who each stand in one row, with its total.

    `beside`: the same table over other periods that a reader can compute by adding and subtracting
    what was published, such as the rest of a year. What is small there stays hidden here.
    """
    tables = [counts, *beside]
    if any(sum(table.values()) in SMALL for table in tables):
        return nothing_of(counts)
    small = {label for table in tables for label in counts if table[label] in SMALL}
    return _without(_with_cover(small, counts, tables) if small else small, counts)


def protect_part(whole: int | None, counts: Counts, *, beside: Sequence[Counts] = ()) -> Protected:
    """A table whose total is one number of another table: a hidden whole has no parts to show."""
    return nothing_of(counts) if whole is None else protect(counts, beside=beside)


def protect_mentions(counts: Counts, *, beside: Sequence[Counts] = ()) -> Protected:
    """A table in which one person may stand in several rows: no total, so nothing to subtract from."""
    tables = [counts, *beside]
    small = {label for table in tables for label in counts if table[label] in SMALL}
    return Protected(_without(small, counts).cells, None)


def nothing_of(counts: Iterable[str]) -> Protected:
    """All hidden, the total too."""
    return Protected(dict.fromkeys(counts), None)


def _without(hidden: set[str], counts: Counts) -> Protected:
    cells = {label: None if label in hidden else count for label, count in counts.items()}
    return Protected(cells, sum(counts.values()))


def _with_cover(small: set[str], counts: Counts, tables: Sequence[Counts]) -> set[str]:
    """The small rows and as many others as it takes; every row, nil too, when that is not enough."""
    hidden = set(small)
    for label in _large_from_below(counts, small):
        hidden.add(label)
        if all(_is_covered(table, hidden) for table in tables):
            return hidden
    return set(counts)


def _large_from_below(counts: Counts, small: set[str]) -> Iterator[str]:
    return (label for label in reversed(list(counts)) if counts[label] > max(SMALL) and label not in small)


def _is_covered(table: Counts, hidden: set[str]) -> bool:
    counts = [table[label] for label in hidden if table[label]]
    return not counts or sum(counts) >= len(counts) + LEEWAY
