"""A list of words changes by two people, from a day to come, and an old record keeps its word."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Option
from cases.vocabulary import actions
from cases.vocabulary.actions import CannotChange, Wish
from cases.vocabulary.choices import KNOWN_TO_RULES, NOT_YET, ChangeKind, State
from cases.vocabulary.models import WordChange
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin

V = Vocabulary


def later(days: int = 30) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def hotel(word) -> Option:
    return word(V.SECTOR_SEXUAL, "HOTEL")


@pytest.fixture
def change(functional_administrator, second_functional_administrator):
    """`change(Wish)`: one proposes, the other approves."""

    def both(wish: Wish) -> WordChange:
        proposal = actions.propose(wish, by=functional_administrator)
        return actions.approve(proposal, by=second_functional_administrator)

    return both


def words(vocabulary: Vocabulary, day: date) -> set[str]:
    return set(Option.objects.of(vocabulary).on(day).values_list("label", flat=True))


def test_nothing_changes_before_a_second_person_says_so(functional_administrator, hotel):
    actions.propose(Wish(ChangeKind.END, V.SECTOR_SEXUAL, later(), hotel), by=functional_administrator)

    hotel.refresh_from_db()
    assert hotel.valid_until is None


def test_a_new_word_is_offered_from_its_day(change):
    change(Wish(ChangeKind.NEW, V.SECTOR_LABOUR, later(), label="Bezorgkeuken", help_text="uitleg"))

    assert "Bezorgkeuken" not in words(V.SECTOR_LABOUR, later(29))
    assert "Bezorgkeuken" in words(V.SECTOR_LABOUR, later())


def test_another_name_leaves_the_old_row_to_old_records(change, hotel):
    change(Wish(ChangeKind.RELABEL, V.SECTOR_SEXUAL, later(), hotel, label="Hotels en vakantiehuizen"))

    hotel.refresh_from_db()
    assert (hotel.label, hotel.valid_until) == ("Hotelprostitutie", later())
    new = Option.objects.get(label="Hotels en vakantiehuizen")
    assert (new.valid_from, new.position, new.attributes["htcds"]) == (
        later(),
        hotel.position,
        "Prostitution",
    )
    assert new.attributes["replaces"] == "HOTEL"
    assert len(words(V.SECTOR_SEXUAL, later())) == len(words(V.SECTOR_SEXUAL, later(29)))


def test_a_word_that_waits_for_its_law_begins(change, word):
    surrogacy = word(V.EXPLOITATION_FORM, "SURROGACY")
    assert surrogacy.valid_from == NOT_YET
    change(Wish(ChangeKind.START, V.EXPLOITATION_FORM, later(), surrogacy))

    assert surrogacy.label in words(V.EXPLOITATION_FORM, later())


def test_loading_the_data_again_does_not_undo_what_was_approved(change, hotel, word):
    change(Wish(ChangeKind.END, V.SECTOR_SEXUAL, later(), hotel))
    change(Wish(ChangeKind.START, V.EXPLOITATION_FORM, later(), word(V.EXPLOITATION_FORM, "SURROGACY")))
    change(Wish(ChangeKind.NEW, V.SECTOR_LABOUR, later(), label="Bezorgkeuken"))
    Option.objects.filter(pk=hotel.pk).update(attributes={})
    Option.objects.filter(vocabulary=V.SECTOR_SEXUAL, code="CLUB").update(label="oud")
    call_command("load_reference", verbosity=0)

    hotel.refresh_from_db()
    assert hotel.valid_until == later()
    assert hotel.attributes["htcds"] == "Prostitution"
    assert word(V.EXPLOITATION_FORM, "SURROGACY").valid_from == later()
    assert "Bezorgkeuken" in words(V.SECTOR_LABOUR, later())
    assert word(V.SECTOR_SEXUAL, "CLUB").label == "Bordeel, club of privéhuis"


@pytest.mark.parametrize("day", [date(2020, 1, 1), timezone.localdate()])
def test_only_days_to_come_can_change(functional_administrator, hotel, day):
    with pytest.raises(CannotChange, match="een dag die nog komt"):
        actions.propose(Wish(ChangeKind.END, V.SECTOR_SEXUAL, day, hotel), by=functional_administrator)


def test_who_waits_too_long_proposes_again(functional_administrator, second_functional_administrator, hotel):
    wish = Wish(ChangeKind.END, V.SECTOR_SEXUAL, later(2), hotel)
    proposal = actions.propose(wish, by=functional_administrator)
    after = timezone.now() + timedelta(days=3)
    with time_machine.travel(after), pytest.raises(CannotChange, match="een dag die nog komt"):
        actions.approve(proposal, by=second_functional_administrator)


def test_nobody_approves_an_own_proposal(functional_administrator, hotel):
    proposal = actions.propose(
        Wish(ChangeKind.END, V.SECTOR_SEXUAL, later(), hotel), by=functional_administrator
    )
    with pytest.raises(CannotChange, match="Een andere functioneel beheerder"):
        actions.approve(proposal, by=functional_administrator)
    proposal.state, proposal.decided_by = State.APPROVED, functional_administrator
    proposal.decided_at = timezone.now()
    with pytest.raises(IntegrityError, match="takes_two"), transaction.atomic():
        proposal.save()


def test_who_proposed_may_take_it_back_and_nothing_changes(functional_administrator, hotel):
    proposal = actions.propose(
        Wish(ChangeKind.END, V.SECTOR_SEXUAL, later(), hotel), by=functional_administrator
    )
    actions.reject(proposal, by=functional_administrator)

    hotel.refresh_from_db()
    assert hotel.valid_until is None


@pytest.mark.parametrize("vocabulary", sorted(KNOWN_TO_RULES))
@pytest.mark.parametrize("kind", [ChangeKind.END, ChangeKind.RELABEL])
def test_a_word_that_rules_know_stays(functional_administrator, vocabulary, kind):
    option = Option.objects.of(V(vocabulary)).on(later()).first()
    if option is None:
        pytest.skip("this list has no words yet")
    with pytest.raises(CannotChange, match="Regels van het portaal"):
        actions.propose(
            Wish(kind, V(vocabulary), later(), option, label="Anders"), by=functional_administrator
        )


def test_a_list_whose_words_carry_rules_takes_no_new_one(functional_administrator):
    wish = Wish(ChangeKind.NEW, V.LEGAL_BASIS, later(), label="Omdat het kan")
    with pytest.raises(CannotChange, match="horen regels"):
        actions.propose(wish, by=functional_administrator)


def test_no_two_words_have_one_name_at_once(functional_administrator):
    wish = Wish(ChangeKind.NEW, V.SECTOR_SEXUAL, later(), label="hotelprostitutie")
    with pytest.raises(CannotChange, match="al een woord met deze naam"):
        actions.propose(wish, by=functional_administrator)


def test_one_proposal_waits_per_word(functional_administrator, second_functional_administrator, hotel):
    wish = Wish(ChangeKind.END, V.SECTOR_SEXUAL, later(), hotel)
    actions.propose(wish, by=functional_administrator)
    with pytest.raises(CannotChange, match="wacht al een voorstel"):
        actions.propose(wish, by=second_functional_administrator)


def test_a_list_keeps_its_last_word(change, functional_administrator):
    *rest, last = Option.objects.of(V.EXPLOITATION_STAGE)
    for option in rest:
        change(Wish(ChangeKind.END, V.EXPLOITATION_STAGE, later(), option))
    with pytest.raises(CannotChange, match="laatste woord"):
        actions.propose(
            Wish(ChangeKind.END, V.EXPLOITATION_STAGE, later(), last), by=functional_administrator
        )


@pytest.mark.servers
def test_of_two_who_approve_at_once_one_is_told_it_was_decided(
    committed_db, functional_administrator, second_functional_administrator, make_user, hotel
):
    third = make_user(functional_administrator.role)
    wish = Wish(ChangeKind.RELABEL, V.SECTOR_SEXUAL, later(), hotel, label="Hotels")
    with trail.recording(Origin.COMMAND):
        proposal = actions.propose(wish, by=functional_administrator)

    def approve(by) -> bool:
        try:
            with trail.recording(Origin.COMMAND):
                actions.approve(proposal, by=by)
        except CannotChange:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(2) as pool:
        counted = list(pool.map(approve, [second_functional_administrator, third]))

    assert sorted(counted) == [False, True]
    assert Option.objects.filter(label="Hotels").count() == 1
