from datetime import date

import pytest

from reporting.counts import ADULT, MINOR, UNKNOWN
from reporting.figures import ALL_KINDS, Figures, median
from reporting.periods import Period, Quarter

YEAR = Period.of_year(2025)
FIRST_HALF = Period(Quarter(2025, 1), Quarter(2025, 2))


def tables(period=YEAR, *, known=()):
    return Figures({period: list(known)}).of(period)


def nonzero(protected):
    return {code: count for code, count in protected if count != 0}


def test_people_count_once_in_the_quarter_in_which_they_were_reported(reported):
    reported(6, on=date(2025, 3, 31))
    reported(7, on=date(2025, 4, 1))

    assert tables().people == 13
    assert tables(FIRST_HALF).people == 13
    assert Figures({YEAR: []}).inflow(YEAR.quarters, public=[YEAR]) == {
        Quarter(2025, 1): 6,
        Quarter(2025, 2): 7,
        Quarter(2025, 3): 0,
        Quarter(2025, 4): 0,
    }


def test_one_small_quarter_hides_the_quarters_of_its_year(reported):
    reported(3, on=date(2025, 3, 31))
    reported(17, on=date(2025, 4, 1))

    assert set(Figures({YEAR: []}).inflow(YEAR.quarters, public=[YEAR]).values()) == {None}


def test_quarter_about_which_nothing_was_published_stays_out_of_the_chart(reported):
    reported(6, on=date(2025, 3, 31))
    reported(7, on=date(2025, 4, 1))
    second = Period(Quarter(2025, 2), Quarter(2025, 2))

    inflow = Figures({YEAR: []}).inflow(FIRST_HALF.quarters, public=[second])

    assert list(inflow.values()) == [None, 7]


def test_chart_that_starts_in_a_year_hides_it_for_a_small_quarter_before(reported):
    """Its total stands on the dashboard: K3 and K4 would leave K1."""
    reported(3, on=date(2025, 1, 1))
    reported(20, on=date(2025, 7, 1))
    reported(20, on=date(2025, 10, 1))

    inflow = Figures({YEAR: []}).inflow(YEAR.quarters[2:], public=[YEAR])

    assert set(inflow.values()) == {None}


def test_care_regions_add_up_to_limburg(reported, south):
    reported(8)
    reported(9, house=south)

    assert dict(tables().regions) == {"NM": 8, "ZL": 9}


def test_small_region_hides_the_other_too(reported, south):
    reported(2)
    reported(30, house=south)

    assert dict(tables().regions) == {"NM": None, "ZL": None}
    assert tables().people == 32


def test_forms_and_reporters_are_counted_by_the_words_of_the_field(reported):
    reported(9, form="LABOUR", reporter="POLICE")
    reported(6, form="CRIMINAL", reporter="POLICE")

    assert nonzero(tables().forms) == {"LABOUR": 9, "CRIMINAL": 6}
    assert nonzero(tables().reporters) == {"POLICE": 15}


def test_bill_that_is_no_law_yet_has_no_row(reported):
    assert "SURROGACY" not in tables().forms.cells


def test_who_may_be_a_child_counts_as_a_minor(reported):
    reported(5, age=17)
    reported(1, age=19, age_is_estimated=True, may_be_minor=True)
    reported(1, age=None, may_be_minor=True)
    reported(8, age=18)
    reported(5, age=None)

    assert nonzero(tables().ages) == {"18-22": 8, MINOR: 7, UNKNOWN: 5}
    assert tables().adults == 8


def test_groups_divide_each_age_class_by_nationality(reported):
    reported(6, nationality="0001")
    reported(7, nationality="0027")
    reported(5, nationality=None, age=12)

    groups = tables().nationalities
    assert dict(groups[ADULT]) == {"other": 7, "dutch": 6, "unknown": 0}
    assert dict(groups[MINOR]) == {"other": 0, "dutch": 0, "unknown": 5}


def test_few_minors_hide_one_band_and_the_division_of_both_classes(reported):
    """Whoever knew the sum of the adults could subtract."""
    reported(20, age=20)
    reported(9, age=45)
    reported(3, age=15)

    found = tables()
    assert nonzero(found.ages) == {"18-22": 20, "40-59": None, MINOR: None}
    assert found.adults is None
    assert {*found.nationalities[ADULT].cells.values(), *found.nationalities[MINOR].cells.values()} == {None}


def test_help_requests_are_asked_met_and_not_met(reported, asked, answered):
    answered(asked(reported(6)))
    asked(reported(5))
    asked(reported(7), "PSYCH")

    found = tables()
    assert nonzero(found.help) == {"SHELTER": 11, "PSYCH": 7}
    assert dict(found.outcomes["SHELTER"]) == {"placed": 6, "withdrawn": 0, "open": 5}
    assert found.placed == 6


def test_waiting_is_the_day_by_which_half_had_a_place(reported, asked, answered):
    for days in (1, 2, 4, 9, 30):
        answered(asked(reported(1)), days=days)

    assert tables().waiting[ALL_KINDS] == 4
    assert tables().waiting["comensha"] == 4


def test_waiting_of_a_hidden_number_is_hidden(reported, asked, answered):
    answered(asked(reported(4)))

    assert tables().waiting[ALL_KINDS] is None


@pytest.mark.parametrize(
    ("days", "expected"), [({3: 4}, None), ({3: 5}, 3), ({1: 3, 8: 3}, 1), ({1: 3, 8: 4}, 8)]
)
def test_median_needs_five(days, expected):
    assert median(days) == expected


def test_refusals_count_by_reason_without_a_total(reported, asked, answered):
    answered(asked(reported(6)), refused="FULL")
    answered(asked(reported(2)), refused="AGE")

    refusals = tables().refusals
    assert (refusals["FULL"], refusals["AGE"], refusals.total) == (6, None, None)


def test_year_hides_what_the_first_half_would_give_away(reported):
    reported(20, on=date(2025, 2, 1), form="LABOUR")
    reported(9, on=date(2025, 2, 1), form="CRIMINAL")
    reported(20, on=date(2025, 8, 1), form="LABOUR")
    reported(2, on=date(2025, 8, 1), form="CRIMINAL")
    reported(30, on=date(2025, 8, 1), form="SEXUAL")

    assert tables().forms["CRIMINAL"] == 11
    assert tables(known=[FIRST_HALF]).forms["CRIMINAL"] is None


@pytest.mark.parametrize("count", [10, 1000])
def test_figures_cost_the_same_for_any_number_of_dossiers(
    count, reported, asked, answered, django_assert_num_queries
):
    answered(asked(reported(count)))

    with django_assert_num_queries(7):
        tables()
