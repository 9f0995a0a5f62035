"""Nobody can compute a hidden number, not even with this code in hand: every small table is tried."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.protection import Protected, protect, protect_mentions, protect_part

ROWS = "abcdef"
numbers = st.lists(st.integers(0, 40), min_size=1, max_size=6)


def table(*counts: int) -> dict[str, int]:
    return dict(zip(ROWS, counts, strict=False))


def shown(protected: Protected) -> tuple:
    return tuple(protected.cells.values()), protected.total


def tables_of(rows: int, total: int) -> Iterator[tuple[int, ...]]:
    if rows == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in tables_of(rows - 1, total - first):
            yield (first, *rest)


def hidden_and_possible(rows: int, total: int) -> Iterator[set[int]]:
    """For each table that looks the same from outside: what each hidden number can be."""
    alike = defaultdict(list)
    for counts in tables_of(rows, total):
        alike[shown(protect(table(*counts)))].append(counts)
    for (cells, _), candidates in alike.items():
        for row, cell in enumerate(cells):
            if cell is None:
                yield {counts[row] for counts in candidates}


@pytest.mark.parametrize(("rows", "largest"), [(1, 40), (2, 40), (3, 30), (4, 18), (5, 13)])
def test_every_hidden_number_can_be_four_different_ones_for_who_knows_the_rule(rows, largest):
    for total in range(5, largest + 1):
        for possible in hidden_and_possible(rows, total):
            assert len(possible) >= 4


@given(numbers)
def test_numbers_of_one_to_four_are_never_shown(counts):
    protected = protect(table(*counts))

    assert not {1, 2, 3, 4} & {*protected.cells.values(), protected.total}


@given(numbers)
def test_what_is_shown_is_true(counts):
    protected = protect(table(*counts))

    assert all(cell in {None, count} for cell, count in zip(protected.cells.values(), counts, strict=True))
    assert protected.total in {None, sum(counts)}


@given(numbers)
def test_hidden_numbers_leave_room_to_each_other(counts):
    protected = protect(table(*counts))
    hidden = [count for count, cell in zip(counts, protected.cells.values(), strict=True) if cell is None]

    assert len(hidden) != 1 or len(counts) == 1
    assert not hidden or len(hidden) == len(counts) or sum(hidden) >= len(hidden) + 3


def test_table_without_small_numbers_is_shown_whole():
    assert shown(protect(table(15, 5, 0, 9))) == ((15, 5, 0, 9), 29)


def test_lowest_large_row_goes_along_however_large_it_is():
    assert shown(protect(table(19, 30, 3, 8))) == ((19, 30, None, None), 60)


def test_nil_is_shown_while_there_is_anything_else_to_hide():
    assert shown(protect(table(20, 0, 2))) == ((None, 0, None), 22)


def test_nil_is_hidden_when_the_rest_is_not_enough():
    assert shown(protect(table(3, 0, 2))) == ((None, None, None), 5)


@pytest.mark.parametrize("total", [1, 2, 3, 4])
def test_small_total_hides_everything(total):
    assert shown(protect(table(0, total))) == ((None, None), None)


def test_nobody_at_all_may_be_said():
    assert shown(protect(table(0, 0))) == ((0, 0), 0)


def test_parts_of_a_hidden_number_are_hidden():
    assert shown(protect_part(None, table(20, 30))) == ((None, None), None)
    assert shown(protect_part(50, table(20, 30))) == ((20, 30), 50)


def test_mentions_hide_the_small_ones_only_and_have_no_total():
    assert shown(protect_mentions(table(15, 3, 8))) == ((15, None, 8), None)


# --- what was published about other periods -------------------------------
def added(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(first, second, strict=True))


def two_papers(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[Protected, Protected]:
    """A half-year is published; later the whole year, knowing of it."""
    halves = [table(*first), table(*second)]
    return protect(halves[0]), protect(table(*added(first, second)), beside=halves)


@pytest.mark.parametrize(("rows", "total"), [(2, 24), (3, 15)])
def test_a_year_after_its_first_half_says_nothing_more_about_the_second(rows, total):
    alike = defaultdict(list)
    for both in tables_of(2 * rows, total):
        halves = both[:rows], both[rows:]
        alike[tuple(shown(paper) for paper in two_papers(*halves))].append(halves)
    for papers, candidates in alike.items():
        if None in {total for _, total in papers}:
            continue
        for row in range(rows):
            for half in (0, 1):
                possible = {halves[half][row] for halves in candidates}
                assert len(possible) >= 4 or not possible & {1, 2, 3, 4}


def test_what_is_small_in_the_rest_of_the_year_is_hidden_here():
    year = protect(table(30, 20, 12), beside=[table(12, 8, 9), table(18, 12, 3)])

    assert shown(year) == ((30, None, None), 62)


def test_rest_of_one_to_four_people_hides_everything():
    assert shown(protect(table(30, 20), beside=[table(28, 20), table(2, 0)])) == ((None, None), None)
