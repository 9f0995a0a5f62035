"""The question between houses: whoever asks learns nothing, whoever knows gets a call to make."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cases.finding import actions
from cases.finding.choices import Trail
from cases.finding.models import KnownQuestion, KnownTask
from cases.finding.tests.steps import change_nationality, without_tokens
from zorgportaal.audit.models import Event

WHO = {"surname": "Nguyen", "given_names": "Lan", "born": "1998", "nationality": "0336"}


@pytest.fixture
def ask(look, other_coordinator):
    """A colleague of another house asks, and the worker compares."""

    def asked(by=None, **who) -> KnownQuestion:
        by = by or other_coordinator
        question = actions.ask_known(look(by=by, **{**WHO, **who}), by=by)
        actions.answer_known(question.pk)
        question.refresh_from_db()
        return question

    return asked


def test_whoever_holds_the_file_gets_a_call_to_make(lan, ask, coordinator, other_coordinator):
    ask()

    (task,) = KnownTask.objects.visible_to(coordinator).waiting()
    assert (task.dossier, task.question.asked_by) == (lan, other_coordinator)
    assert not KnownTask.objects.visible_to(other_coordinator).exists()


@pytest.mark.parametrize(
    "who",
    [
        {"surname": "Nguyễn", "given_names": "Thị Lan"},
        {"surname": "NGUYEN", "given_names": "lan"},
        {"born": "1998-03-14"},
    ],
)
def test_another_spelling_of_the_same_name_is_known_too(lan, ask, who):
    ask(**who)

    assert KnownTask.objects.exists()


@pytest.mark.parametrize("who", [{"born": "1997"}, {"nationality": "0072"}, {"given_names": "Hoa"}])
def test_another_name_year_or_nationality_is_not_known(lan, ask, who):
    ask(**who)

    assert not KnownTask.objects.exists()


def test_no_call_is_made_about_a_dossier_that_the_asker_may_open(lan, ask, coordinator):
    ask(by=coordinator)

    assert not KnownTask.objects.exists()


def test_the_asker_reads_the_same_known_or_not(lan, look, client_of, other_coordinator):
    client = client_of(other_coordinator)
    pages = []
    for surname in ("Nguyen", "Testers"):
        query = look(by=other_coordinator, **{**WHO, "surname": surname})
        page = client.post(reverse("finding:ask_known", args=[query.pk]), follow=True).content.decode()
        pages.append(page.replace(str(query.pk), "").replace(surname, ""))

    cleaned = [without_tokens(page) for page in pages]
    assert cleaned[0] == cleaned[1]
    assert "Hoort u niets, dan zegt dat niets." in pages[0]


def test_the_question_is_asked_with_the_same_queries_known_or_not(
    lan, look, other_coordinator, django_assert_num_queries
):
    for surname in ("Nguyen", "Testers"):
        query = look(by=other_coordinator, **{**WHO, "surname": surname})
        with django_assert_num_queries(6):
            actions.ask_known(query, by=other_coordinator)


def test_the_question_keeps_no_fingerprint_once_compared_and_says_nothing_of_a_match(lan, ask):
    question = ask()

    assert question.marks == []
    assert question.compared_at
    assert {field.name for field in KnownQuestion._meta.fields} == {
        "id", "marks", "asked_by", "asked_at", "compared_at"
    }  # fmt: skip


def test_the_eleventh_question_of_a_day_is_not_asked(ask, other_coordinator):
    for number in range(actions.MOST_QUESTIONS):
        ask(surname=f"Testers{'abcdefghij'[number]}")

    with pytest.raises(actions.TooManyQuestions, match="Morgen kan het weer"):
        ask()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert ask()


@pytest.mark.parametrize("missing", list(WHO))
def test_too_little_is_not_asked(ask, missing):
    with pytest.raises(actions.CannotAsk):
        ask(**{missing: ""})


def test_the_trail_holds_the_question_as_an_hmac(lan, look, client_of, other_coordinator, trail_head):
    query = look(by=other_coordinator, **WHO)
    client_of(other_coordinator).post(reverse("finding:ask_known", args=[query.pk]))

    event = Event.objects.get(kind=Trail.KNOWN_ASKED)
    assert set(event.details) == {"term"}
    assert len(event.details["term"]) == 24


def test_a_call_that_was_made_leaves_the_list_and_stands_on_the_trail(
    lan, ask, coordinator, client_of, trail_head
):
    ask()
    task = KnownTask.objects.get()
    client = client_of(coordinator)
    assert lan.case_number in client.get(reverse("finding:known")).content.decode()

    client.post(reverse("finding:finish_call", args=[task.pk]))

    task.refresh_from_db()
    assert task.done_by == coordinator
    assert lan.case_number not in client.get(reverse("finding:known")).content.decode()
    assert Event.objects.get(kind=Trail.KNOWN_CALLED).subject == lan.pk


def test_the_fingerprint_follows_a_change_of_nationality(somebody, coordinator, ask):
    dossier = somebody("Nguyen", "Lan", birth_date=date(1998, 3, 14), nationality="0072")
    ask()
    assert not KnownTask.objects.exists()

    change_nationality(dossier, coordinator, "0336")
    ask()
    assert KnownTask.objects.get().dossier == dossier
