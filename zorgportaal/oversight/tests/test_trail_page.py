"""The privacy officer sees who did what, and that she looked is on the trail too."""

import pytest

from zorgportaal.accounts.choices import Trail
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin
from zorgportaal.audit.models import Event

PAGE = "/logboek/"


def leave_rows(user, amount: int) -> None:
    with trail.recording(Origin.COMMAND):
        for _ in range(amount):
            trail.look(Trail.LISTED, by=user)


def test_rows_are_shown_in_words_newest_first(sign_in, privacy_officer, coordinator):
    leave_rows(coordinator, 2)

    page = sign_in(privacy_officer).get(PAGE).content.decode()

    assert page.count("Accounts bekeken") == 2
    assert coordinator.name in page
    assert Event.objects.get(kind="audit.viewed").actor == privacy_officer.pk


def test_one_persons_rows_can_be_chosen(sign_in, privacy_officer, coordinator, colleague):
    leave_rows(coordinator, 1)
    leave_rows(colleague, 1)

    page = sign_in(privacy_officer).get(PAGE, {"persoon": coordinator.pk}).content.decode()

    assert page.count("Accounts bekeken") == 1


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"vanaf": "31-02-2026"}, "een datum in"),
        ({"vanaf": "2-2-2026", "tot_en_met": "1-2-2026"}, "Deze dag ligt voor de eerste dag."),
    ],
)
def test_a_wrong_period_gets_a_sentence(sign_in, privacy_officer, answers, sentence):
    assert sentence in sign_in(privacy_officer).get(PAGE, answers).content.decode()


@pytest.mark.parametrize("amount", [10, 1000])
def test_the_page_costs_the_same_for_any_number_of_rows(
    sign_in, privacy_officer, coordinator, count_queries, amount
):
    leave_rows(coordinator, amount)

    assert count_queries(sign_in(privacy_officer), PAGE) == 3


def test_all_rows_about_one_object_can_be_asked_for(sign_in, privacy_officer, coordinator, colleague):
    with trail.recording(Origin.COMMAND):
        trail.act(Trail.ACCOUNT_CHANGED, by=coordinator, on=coordinator)
        trail.act(Trail.ACCOUNT_CHANGED, by=coordinator, on=colleague)

    page = sign_in(privacy_officer).get(PAGE, {"object": colleague.pk}).content.decode()

    assert page.count("Account gewijzigd") == 1
    assert "zorgcoördinatie" in page


def test_a_question_that_is_not_understood_shows_no_rows(sign_in, privacy_officer, coordinator):
    leave_rows(coordinator, 1)

    page = sign_in(privacy_officer).get(PAGE, {"persoon": "x"}).content.decode()

    assert "Kies iemand uit de lijst." in page
    assert "Accounts bekeken" not in page
