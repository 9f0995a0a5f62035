"""No row of an export stands alone."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as some

from cases.exchange.deidentify import ENOUGH, Outline, coarsened

OUTLINES = some.lists(
    some.builds(
        Outline,
        gender=some.sampled_from(["Feminine", "Masculine"]),
        age_band=some.sampled_from(["12-15", "18-22", "40-59"]),
        nationality=some.sampled_from(["Poolse", "Nigeriaanse", "Nederlandse"]),
        quarter=some.sampled_from(["2025-Q4", "2026-Q1"]),
    ),
    max_size=80,
)
NOTHING = Outline("", "", "", "")


@given(OUTLINES)
def test_what_is_told_of_somebody_is_told_of_five_or_of_nobody_in_particular(outlines):
    for outline, number in Counter(coarsened(outlines)).items():
        assert number >= ENOUGH or outline == NOTHING


@given(OUTLINES)
def test_nothing_is_told_that_is_not_so(outlines):
    for before, after in zip(outlines, coarsened(outlines), strict=True):
        for name, value in vars(after).items():
            assert value in ("", getattr(before, name))


def test_many_who_are_alike_are_told_in_full():
    alike = [Outline("Feminine", "18-22", "Poolse", "2026-Q1")] * ENOUGH

    assert coarsened(alike) == alike
