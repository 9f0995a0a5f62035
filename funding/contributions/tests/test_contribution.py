"""The rule in plain Python: the amounts of the council papers, and what holds for any number."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.contributions.contribution import OutsidePeriod, Rate, Sum, euro, spoken, vat_over, whole
from zorgportaal.accounts.templatetags.portal import euro as euro_on_screen

BRIDGING = Rate(Decimal("0.05"), date(2019, 4, 1), date(2019, 12, 31), is_per_year=False)
STRUCTURAL = Rate(Decimal("0.08"), date(2020, 1, 1), None, is_per_year=True)
INHABITANTS = st.integers(min_value=1, max_value=20_000_000)


@pytest.mark.parametrize(
    ("rate", "inhabitants", "amount"),
    [
        (BRIDGING, 13_478, "673.90"),
        (STRUCTURAL, 13_478, "1078.24"),
        (BRIDGING, 49_735, "2486.75"),
        (STRUCTURAL, 49_735, "3978.80"),
    ],
    ids=["Beesel 2019", "Beesel 2020", "Weert 2019", "Weert 2020"],
)
def test_amounts_are_those_of_the_council_papers(rate, inhabitants, amount):
    assert rate.contribution(inhabitants) == Decimal(amount)


@given(inhabitants=INHABITANTS, cents=st.integers(min_value=1, max_value=9999))
def test_a_contribution_is_a_whole_number_of_cents(inhabitants, cents):
    rate = Rate(Decimal(cents) / 100, date(2020, 1, 1), None, is_per_year=True)

    assert rate.contribution(inhabitants) * 100 == inhabitants * cents


@given(parts=st.lists(INHABITANTS, min_size=1, max_size=40))
def test_the_sum_of_the_parts_is_the_contribution_of_the_whole(parts):
    amounts = [STRUCTURAL.contribution(part) for part in parts]

    assert sum(amounts) == STRUCTURAL.contribution(sum(parts))


@given(inhabitants=INHABITANTS)
def test_one_inhabitant_more_costs_exactly_the_rate(inhabitants):
    more = STRUCTURAL.contribution(inhabitants + 1) - STRUCTURAL.contribution(inhabitants)

    assert more == Decimal("0.08")


@pytest.mark.parametrize("inhabitants", [0, -1])
def test_a_municipality_without_inhabitants_has_no_contribution(inhabitants):
    with pytest.raises(ValueError, match="at least one inhabitant"):
        STRUCTURAL.contribution(inhabitants)


@pytest.mark.parametrize("rate", ["0.085", "0", "-0.05"])
def test_a_rate_is_in_whole_cents_above_nothing(rate):
    with pytest.raises(ValueError, match="whole cents"):
        Rate(Decimal(rate), date(2020, 1, 1), None, is_per_year=True)


def test_bridging_pays_for_nine_months_at_once():
    assert str(BRIDGING.period(2019)) == "1 april tot en met 31 december 2019"


@pytest.mark.parametrize("year", [2020, 2026])
def test_structural_contribution_pays_for_the_calendar_year(year):
    assert str(STRUCTURAL.period(year)) == f"1 januari tot en met 31 december {year}"


def test_a_yearly_contribution_stays_within_the_first_and_the_last_day():
    rate = Rate(Decimal("0.08"), date(2020, 7, 1), date(2021, 6, 30), is_per_year=True)

    assert [str(rate.period(year)) for year in (2020, 2021)] == [
        "1 juli tot en met 31 december 2020",
        "1 januari tot en met 30 juni 2021",
    ]


@pytest.mark.parametrize(("rate", "year"), [(BRIDGING, 2018), (BRIDGING, 2020), (STRUCTURAL, 2019)])
def test_a_year_outside_the_period_has_no_contribution(rate, year):
    with pytest.raises(OutsidePeriod):
        rate.period(year)


@pytest.mark.parametrize(("amount", "vat"), [("0.50", "0.11"), ("1.50", "0.32"), ("0.48", "0.10")])
def test_of_vat_half_a_cent_goes_up(amount, vat):
    assert vat_over(Decimal(amount), Decimal(21)) == Decimal(vat)


def test_the_sum_is_one_sentence_that_names_its_source():
    words = Sum(13_478, "zo rekent het voorstel aan uw college", Decimal("0.08"), Decimal("1078.24"))

    assert str(words).replace("\u00a0", " ") == (
        "13.478 inwoners (zo rekent het voorstel aan uw college) × € 0,08 = € 1.078,24"
    )


def test_words_are_dutch():
    assert (whole(1_116_827), spoken(date(2020, 2, 1))) == ("1.116.827", "1 februari 2020")


@given(amount=st.decimals(min_value=0, max_value=10**9, places=2))
def test_the_sentence_writes_an_amount_as_the_tables_do(amount):
    assert euro(amount) == euro_on_screen(amount)
