"""Nobody can compute a hidden number, not even with this code in hand: every small table is tried."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.periods import Period, Quarter, cut_by, derivable
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
def ways_to_publish(quarters: int) -> Iterator[list[Period]]:
    """Every set of reports that may be made over a year of so many quarters, and then its dashboard."""
    row = [Quarter(2026, number + 1) for number in range(quarters)]
    periods = [Period(first, last) for first, last in combinations_with_replacement(row, 2)]
    *parts, year = sorted(periods, key=lambda period: len(period.quarters))
    for count in range(len(parts) + 1):
        for made in combinations(parts, count):
            if not any(cut_by(period, made[:place]) for place, period in enumerate(made)):
                yield [*made, year]


def published(counted: Sequence[tuple[int, ...]], made: list[Period]) -> tuple:
    """All papers side by side, as a reader of the portal and the reports has them."""
    return tuple(
        shown(
            protect(
                over(period.quarters, counted),
                beside=[over(piece, counted) for piece in derivable(period, made[:place])],
            )
        )
        for place, period in enumerate(made)
    )


def over(quarters: list[Quarter], counted: Sequence[tuple[int, ...]]) -> dict[str, int]:
    """The table over some quarters; `counted` has a row of numbers for each quarter."""
    return table(*map(sum, zip(*(counted[quarter.number - 1] for quarter in quarters), strict=True)))


@pytest.mark.parametrize(("quarters", "rows", "total"), [(2, 2, 30), (2, 3, 17), (3, 2, 11)])
def test_reports_and_dashboard_together_say_nothing_more(quarters, rows, total):
    for made in ways_to_publish(quarters):
        assert not told(made, years_of(quarters, rows, total))


def test_part_after_its_whole_would_give_numbers_away():
    """Why such a report cannot be made, and that these tests would see it."""
    first = Period(Quarter(2026, 1), Quarter(2026, 1))
    half = Period(first.first, Quarter(2026, 2))

    assert cut_by(first, [half]) == half
    assert any(len(possible) == 1 for possible in told([half, first], years_of(2, 3, 17)))


def years_of(quarters: int, rows: int, total: int) -> list[tuple[tuple[int, ...], ...]]:
    return [
        tuple(counts[start : start + rows] for start in range(0, quarters * rows, rows))
        for counts in tables_of(quarters * rows, total)
    ]


def told(made: list[Period], years: list) -> list[set[int]]:
    """What may be small and has fewer than four ways, in a paper or in what follows from them all."""
    whole = max(made, key=lambda period: len(period.quarters))
    stretches = [*(period.quarters for period in made), *derivable(whole, made)]
    alike = defaultdict(list)
    for counted in years:
        alike[published(counted, made)].append(counted)
    found = []
    for papers, candidates in alike.items():
        if None in {total for _, total in papers}:
            continue
        for stretch in stretches:
            tables = [over(stretch, counted) for counted in candidates]
            found += [{one[row] for one in tables} for row in tables[0]]
    return [possible for possible in found if len(possible) < 4 and possible & {1, 2, 3, 4}]


def test_what_is_small_in_the_rest_of_the_year_is_hidden_here():
    year = protect(table(30, 20, 12), beside=[table(12, 8, 9), table(18, 12, 3)])

    assert shown(year) == ((30, None, None), 62)


def test_rest_of_one_to_four_people_hides_everything():
    assert shown(protect(table(30, 20), beside=[table(28, 20), table(2, 0)])) == ((None, None), None)
