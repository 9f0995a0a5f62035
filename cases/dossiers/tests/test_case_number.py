import itertools
import random
from string import ascii_uppercase, digits

import pytest

from cases.dossiers import case_number
from cases.dossiers.case_number import WrongNumber, make, parse

NUMBERS = [make(region, random.Random(seed).choice) for seed in range(30) for region in ("ZL", "NM", "OO")]


def is_read_as_another(text: str, number: str) -> bool:
    try:
        return parse(text) != number
    except WrongNumber:
        return False


def test_a_number_is_two_letters_and_twice_four_characters():
    assert parse("ZL-7F3K-82QM") == "ZL-7F3K-82QM"


@pytest.mark.parametrize(
    "typed",
    ["zl-7f3k-82qm", " ZL 7F3K 82QM ", "ZL7F3K82QM", "ZL-7F3K–82QM", "zl 7f3k82 qm", "Z1-7F3K-82QM"],
)
def test_reading_forgives_how_people_type(typed):
    assert parse(typed) == "ZL-7F3K-82QM"


def test_the_letters_o_i_and_l_are_read_as_digits():
    number = next(number for number in map(numbered, range(1000)) if {"0", "1"} <= set(number))

    assert parse(number[:2] + number[2:].replace("0", "o").replace("1", "l")) == number
    assert parse(number[:2] + number[2:].replace("1", "I")) == number


def numbered(seed: int) -> str:
    return make("NM", random.Random(seed).choice)


def test_every_single_wrong_character_is_caught():
    for number in NUMBERS:
        for place, right in enumerate(number):
            for wrong in set(ascii_uppercase + digits) - {right}:
                typed = number[:place] + wrong + number[place + 1 :]
                assert not is_read_as_another(typed, number), (number, typed)


def test_every_swap_of_two_different_characters_is_caught():
    for number in NUMBERS:
        bare = number.replace("-", "")
        for a, b in itertools.combinations(range(len(bare)), 2):
            swapped = list(bare)
            swapped[a], swapped[b] = swapped[b], swapped[a]
            assert not is_read_as_another("".join(swapped), number), (number, a, b)


@pytest.mark.parametrize(
    "typed", ["", "ZL", "ZL-7F3K-82Q", "ZL-7F3K-82QMM", "0612345678", "1012345678", "Ξ", "Z\x00L"]
)
def test_something_else_is_no_number(typed):
    with pytest.raises(WrongNumber, match="Een van de tekens klopt niet"):
        parse(typed)


def test_numbers_tell_no_order():
    made = [make("ZL")[3:] for _ in range(400)]
    rank = {number: place for place, number in enumerate(sorted(made))}
    middle = (len(made) - 1) / 2
    together = sum((place - middle) * (rank[number] - middle) for place, number in enumerate(made))
    alone = sum((place - middle) ** 2 for place in range(len(made)))

    assert abs(together / alone) < 0.25


def test_the_field_has_an_inverse_for_everything_but_nought():
    for a in range(1, 32):
        assert {case_number.times(a, b) for b in range(32)} == set(range(32))
