"""What the comparison of names promises; its quality is measured on the labelled pairs."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.names.comparing import Verdict, compare
from cases.names.tests.pairs import fitted, held_back, pairs, quality


def verdict(one: str, other: str) -> Verdict:
    return compare(one, other).verdict


def test_there_are_at_least_300_labelled_pairs_of_all_three_verdicts():
    assert len({(pair["name_a"], pair["name_b"]) for pair in pairs()}) >= 300
    assert {pair["verdict"] for pair in pairs()} == set(Verdict)
    assert all(pair["reason"] for pair in pairs())


def test_the_pairs_that_were_held_back_are_judged_well():
    found = quality(held_back())

    assert found.f1 >= 0.93
    assert found.same_verdict >= 0.88
    assert found.other_people_matched == 0


def test_the_pairs_that_were_fitted_are_judged_better():
    found = quality(fitted())

    assert found.f1 >= 0.97
    assert found.other_people_matched == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Thị Lan", "Lan Nguyen Thi"),
        ("محمد العمراني", "Mohammed El Amrani"),
        ("Олександр Шевченко", "Alexander Schewtschenko"),
        ("陈伟", "Wei Chen"),
        ("Γεώργιος Παπαδόπουλος", "Georgios Papadopoulos"),
        ("ሰላም ተስፋይ", "Selam Tesfay"),
        ("สมชาย ใจดี", "Somchai Jaidee"),
    ],
)
def test_a_script_other_than_latin_is_read(one, other):
    assert verdict(one, other) == Verdict.MATCH


def test_brother_and_sister_are_no_match():
    assert verdict("Carlos Sánchez Mora", "Pedro Sánchez Mora") == Verdict.NO


def test_a_surname_in_the_form_for_a_woman_is_the_same_surname():
    assert verdict("Elena Ivanova", "Elena Ivanov") == Verdict.MATCH
    assert verdict("Anna Kowalska", "Anna Kowalski") == Verdict.MATCH


def test_a_given_name_in_the_form_for_a_woman_is_another_person():
    assert verdict("Ivana Petrova", "Ivan Petrov") == Verdict.NO


def test_an_initial_alone_is_never_a_match():
    assert verdict("J. García", "Juan García") == Verdict.MAYBE


def test_father_and_son_of_one_name_are_two_people():
    assert verdict("José Silva Filho", "José Silva") == Verdict.MAYBE


def test_the_reason_says_in_dutch_what_was_seen_and_no_name():
    reason = compare("Juan García López", "Jaun Garcia").reason

    assert reason == "typefout; één naam staat er niet bij"


def test_nothing_is_like_nothing():
    assert compare("", "").score == 0
    assert compare("…", "Jansen").score == 0


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_at_all_gets_a_score_that_does_not_depend_on_the_order(one, other):
    there, back = compare(one, other), compare(other, one)

    assert 0 <= there.score <= 1
    assert there.score == back.score


@given(st.lists(st.text(string.ascii_letters, min_size=2, max_size=9), min_size=1, max_size=4))
@settings(deadline=None)
def test_a_name_is_a_match_for_itself_in_capitals(words):
    name = " ".join(words)

    assert not any(compare(name, name).score != compare(name, name.upper()).score for _ in range(1))
