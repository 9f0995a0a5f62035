from datetime import date

import pytest

from reporting.periods import NotWholeQuarters, Period, Quarter, cut_by, derivable, shown_years

FIRST_HALF = Period(Quarter(2026, 1), Quarter(2026, 2))
YEAR = Period.of_year(2026)


def quarters(*numbers: int) -> list[Quarter]:
    return [Quarter(2026, number) for number in numbers]


@pytest.mark.parametrize(
    ("first", "last", "code", "label"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "2026", "2026"),
        (date(2026, 1, 1), date(2026, 6, 30), "2026-H1", "eerste halfjaar 2026"),
        (date(2026, 7, 1), date(2026, 12, 31), "2026-H2", "tweede halfjaar 2026"),
        (date(2026, 7, 1), date(2026, 9, 30), "2026-K3", "derde kwartaal 2026"),
        (
            date(2025, 10, 1),
            date(2026, 3, 31),
            "2025-K4-2026-K1",
            "vierde kwartaal 2025 tot en met eerste kwartaal 2026",
        ),
    ],
)
def test_period_has_a_short_and_a_long_name(first, last, code, label):
    period = Period.of_days(first, last)

    assert (period.code, period.label) == (code, label)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 2), date(2026, 3, 31)),
        (date(2026, 1, 1), date(2026, 3, 30)),
        (date(2026, 4, 1), date(2026, 3, 31)),
    ],
)
def test_only_whole_quarters_make_a_period(first, last):
    with pytest.raises(NotWholeQuarters):
        Period.of_days(first, last)


def test_running_quarter_is_not_closed():
    assert Quarter.last_closed(date(2026, 9, 30)) == Quarter(2026, 2)
    assert Quarter.last_closed(date(2026, 10, 1)) == Quarter(2026, 3)
    assert Quarter.last_closed(date(2026, 1, 1)) == Quarter(2025, 4)


def test_year_is_shown_from_the_first_of_april_after_it():
    assert shown_years(date(2027, 3, 31)) == [2021, 2022, 2023, 2024, 2025]
    assert shown_years(date(2027, 4, 1)) == [2022, 2023, 2024, 2025, 2026]


def test_whole_after_its_part_cuts_nothing_and_a_part_after_the_whole_does():
    third = Period(Quarter(2026, 3), Quarter(2026, 3))
    middle = Period(Quarter(2026, 2), Quarter(2026, 3))

    assert cut_by(YEAR, [FIRST_HALF, third, YEAR]) is None
    assert cut_by(FIRST_HALF, [third]) is None
    assert cut_by(third, [FIRST_HALF, YEAR]) == YEAR
    assert cut_by(middle, [FIRST_HALF]) == FIRST_HALF


def test_period_before_has_the_same_length():
    assert FIRST_HALF.before.label == "tweede halfjaar 2025"


def test_period_that_overlaps_nothing_gives_nothing_to_compute():
    assert derivable(FIRST_HALF, [FIRST_HALF, Period.of_year(2025)]) == []


def test_first_half_and_year_give_the_second_half():
    assert derivable(YEAR, [FIRST_HALF]) == [quarters(1, 2), quarters(3, 4)]


def test_pieces_reach_as_far_as_the_published_periods_touch_each_other():
    third = Period(Quarter(2026, 3), Quarter(2026, 3))

    assert derivable(FIRST_HALF, [YEAR, third]) == [quarters(1, 2), quarters(3), quarters(4)]
