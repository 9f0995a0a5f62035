"""The rule in plain Python: what holds for any amount of VAT and any contributions."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.pass_through.shares import CENT, shares

AMOUNTS = st.decimals(min_value=CENT, max_value=10**9, places=2)
CODES = st.integers(min_value=0, max_value=9999).map(lambda number: f"GM{number:04}")
CONTRIBUTIONS = st.dictionaries(CODES, AMOUNTS, min_size=1, max_size=60)


@given(total=AMOUNTS, contributions=CONTRIBUTIONS)
def test_the_shares_are_together_exactly_the_total(total, contributions):
    parts = shares(total, contributions)

    assert sum(parts.values()) == total
    assert parts.keys() == contributions.keys()


@given(total=AMOUNTS, contributions=CONTRIBUTIONS)
def test_each_share_is_in_whole_cents_less_than_a_cent_from_its_proportion(total, contributions):
    together = sum(map(Fraction, contributions.values()))

    for code, share in shares(total, contributions).items():
        exact = Fraction(total) * Fraction(contributions[code]) / together
        assert abs(Fraction(share) - exact) < Fraction(CENT)
        assert share == share.quantize(CENT) >= 0


@given(total=AMOUNTS, contributions=CONTRIBUTIONS, random=st.randoms(use_true_random=False))
def test_the_order_in_which_the_contributions_come_makes_no_difference(total, contributions, random):
    shuffled = list(contributions.items())
    random.shuffle(shuffled)

    assert shares(total, dict(shuffled)) == shares(total, contributions)


@given(total=AMOUNTS, contributions=CONTRIBUTIONS)
def test_who_contributes_more_never_gets_less(total, contributions):
    parts = shares(total, contributions)
    by_contribution = sorted(contributions, key=lambda code: (contributions[code], parts[code]))

    assert [parts[code] for code in by_contribution] == sorted(parts.values())


@given(contributions=CONTRIBUTIONS)
def test_the_contributions_themselves_as_total_give_everybody_the_own_one(contributions):
    assert shares(sum(contributions.values()), contributions) == contributions


def test_between_equals_the_lower_code_gets_the_cent():
    same = dict.fromkeys(["GM0003", "GM0001", "GM0002"], Decimal("5.00"))

    assert shares(Decimal("0.05"), same) == {
        "GM0001": Decimal("0.02"),
        "GM0002": Decimal("0.02"),
        "GM0003": Decimal("0.01"),
    }


def test_the_cent_that_is_left_goes_to_whoever_was_cut_most():
    # 3.33… and 6.66… cents
    assert shares(Decimal("0.10"), {"GM0001": Decimal(1), "GM0002": Decimal(2)}) == {
        "GM0001": Decimal("0.03"),
        "GM0002": Decimal("0.07"),
    }


@pytest.mark.parametrize("total", ["0", "-1", "0.005"])
def test_there_is_something_to_split_in_whole_cents(total):
    with pytest.raises(ValueError, match="above zero, in whole cents"):
        shares(Decimal(total), {"GM0001": Decimal(1)})


@pytest.mark.parametrize("contribution", ["0", "-1", "0.005"])
def test_a_contribution_is_an_amount_in_whole_cents(contribution):
    with pytest.raises(ValueError, match="above zero, in whole cents"):
        shares(Decimal(1), {"GM0001": Decimal(contribution)})


def test_somebody_contributes():
    with pytest.raises(ValueError, match="Nobody contributes"):
        shares(Decimal(1), {})
