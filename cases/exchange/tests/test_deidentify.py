"""No row of an export stands alone."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as some

from cases.exchange.deidentify import ENOUGH, NOTHING, coarsened

WORDS = some.tuples(some.sampled_from(["forms", "control", "age"]), some.sampled_from("abc"))
OUTLINES = some.lists(some.frozensets(WORDS, max_size=5), max_size=80)
LABOUR, POLISH, DEBT = ("forms", "ForcedLabour"), ("citizenship", "PL"), ("control", "DebtBondage")


@given(OUTLINES)
def test_what_is_told_of_somebody_is_told_of_five_or_of_nobody_in_particular(outlines):
    for outline, number in Counter(coarsened(outlines)).items():
        assert number >= ENOUGH or outline == NOTHING


@given(OUTLINES)
def test_nothing_is_told_that_is_not_so(outlines):
    assert all(after <= before for before, after in zip(outlines, coarsened(outlines), strict=True))


@given(OUTLINES)
def test_the_order_in_which_people_stand_decides_nothing(outlines):
    assert Counter(coarsened(outlines[::-1])) == Counter(coarsened(outlines))


def test_many_who_are_alike_are_told_in_full():
    alike = [frozenset({LABOUR, POLISH, DEBT})] * ENOUGH

    assert coarsened(alike) == alike


def test_what_others_share_is_told_of_somebody_and_what_is_only_theirs_is_not():
    usual, different = frozenset({LABOUR}), frozenset({LABOUR, DEBT})

    assert coarsened([usual] * ENOUGH + [different])[-1] == usual


def test_who_shares_nothing_costs_the_others_nothing():
    common, alone = [frozenset({LABOUR, POLISH})] * 2 * ENOUGH, frozenset({("forms", "OrganRemoval")})

    assert coarsened([*common, alone]) == [*common, NOTHING]


def test_two_groups_that_are_enough_are_both_told_in_full():
    two = [frozenset({LABOUR, DEBT})] * ENOUGH + [frozenset({LABOUR, POLISH})] * ENOUGH

    assert coarsened(two) == two
