"""A draft: kept sealed, opened by its owner only, gone once the form is saved."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from zorgportaal.audit.models import Event
from zorgportaal.drafts import actions
from zorgportaal.drafts.choices import Trail
from zorgportaal.drafts.models import KEPT_FOR, Draft
from zorgportaal.drafts.slot import Ticket
from zorgportaal.jobs import outbox
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import Job
from zorgportaal.vault.models import DataKey

KEEP, OWN = reverse("drafts:keep"), reverse("drafts:list")
WORDS = "Verzonnen Maja belde om 03.14 uur"


@pytest.fixture
def place(north):
    """A form about the house of the north, which is as good a subject as any."""
    return actions.Place("tests.note", north.pk, "Notitie", "/dossiers/nieuw/")


@pytest.fixture
def token(place, coordinator) -> str:
    return Ticket(coordinator.pk, place).sign()


def typed(text: str) -> MultiValueDict:
    return MultiValueDict({"note": [text], "never": ["call", "post"]})


def test_what_was_typed_comes_back_as_it_was(place, coordinator, collected):
    actions.keep_draft(place, by=coordinator, typed=typed(WORDS))

    assert dict(Draft.objects.get().typed.lists()) == {"note": [WORDS], "never": ["call", "post"]}


def test_a_draft_lies_in_the_database_as_ciphertext(place, coordinator, collected):
    draft = actions.keep_draft(place, by=coordinator, typed=typed(WORDS))

    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM drafts_draft WHERE id = %s", [draft.pk])
        (content,) = cursor.fetchone()
    assert WORDS.encode() not in bytes(content)
    assert draft.key.region == "noord-limburg"


def test_one_draft_per_person_form_and_subject(place, coordinator, colleague, collected):
    for text in ("a", "ab", "abc"):
        actions.keep_draft(place, by=coordinator, typed=typed(text))
    actions.keep_draft(place, by=colleague, typed=typed("van de collega"))

    assert [draft.typed["note"] for draft in Draft.objects.visible_to(coordinator)] == ["abc"]
    assert [event.kind for event in collected.events] == [Trail.BEGUN, Trail.BEGUN]


def test_a_draft_ends_with_its_key(place, coordinator, collected):
    actions.keep_draft(place, by=coordinator, typed=typed(WORDS))
    actions.clear_draft(place, by=coordinator)

    assert not Draft.objects.exists()
    assert not DataKey.objects.exists()


@pytest.mark.parametrize(("age", "is_left"), [(KEPT_FOR - timedelta(minutes=1), True), (KEPT_FOR, False)])
def test_after_14_days_without_a_key_a_draft_ends_by_itself(place, coordinator, collected, age, is_left):
    actions.keep_draft(place, by=coordinator, typed=typed(WORDS))
    with time_machine.travel(timezone.now() + age, tick=False):
        actions.expire_drafts()

    assert Draft.objects.exists() is is_left


def test_the_clock_ends_them_once_a_day(place, coordinator, collected):
    actions.keep_draft(place, by=coordinator, typed=typed(WORDS))
    with time_machine.travel(timezone.now() + KEPT_FOR, tick=False):
        for _ in range(2):
            actions.put_expiry()
        (job,) = Job.objects.filter(kind=actions.EXPIRE)
        outbox.run(job.pk)

    assert not Draft.objects.exists()
    job.refresh_from_db()
    assert job.state == State.DONE


# --- over the web ---------------------------------------------------------
def test_the_script_hears_when_it_was_kept(sign_in, coordinator, place):
    with time_machine.travel("2026-11-22 02:14:00+00:00", tick=False):
        token = Ticket(coordinator.pk, place).sign()
        response = sign_in(coordinator).post(KEEP, {"draft": token, "note": WORDS})

    assert response.json() == {"at": "03.14"}


def test_without_a_script_the_button_keeps_it_and_leads_to_the_list(sign_in, coordinator, token):
    page = sign_in(coordinator).post(KEEP, {"draft": token, "note": WORDS, "later": "ja"}, follow=True)

    assert page.redirect_chain == [(OWN, 302)]
    assert "Concept bewaard om" in page.content.decode()
    assert "Notitie" in page.content.decode()
    assert WORDS not in page.content.decode()


def test_no_secret_and_no_token_is_kept(sign_in, coordinator, token):
    sign_in(coordinator).post(KEEP, {"draft": token, "note": WORDS, "password": "geheim", "later": "ja"})

    assert set(Draft.objects.get().typed) == {"note"}


@pytest.mark.parametrize("broken", ["", "onzin", "W10:1abcde:onzin"])
def test_a_place_that_the_portal_did_not_sign_keeps_nothing(sign_in, coordinator, broken):
    assert sign_in(coordinator).post(KEEP, {"draft": broken, "note": WORDS}).status_code == 302
    assert not Draft.objects.exists()


def test_nobody_writes_into_the_draft_of_another(sign_in, colleague, token):
    assert sign_in(colleague).post(KEEP, {"draft": token, "note": WORDS}).status_code == 302
    assert not Draft.objects.exists()


def test_nobody_sees_or_throws_away_the_draft_of_another(sign_in, coordinator, colleague, place, collected):
    draft = actions.keep_draft(place, by=coordinator, typed=typed(WORDS))
    other = sign_in(colleague)

    assert "geen concepten" in other.get(OWN).content.decode()
    assert "er niet meer" in other.post(OWN, {"draft": draft.pk}, follow=True).content.decode()
    assert Draft.objects.exists()


def test_the_owner_throws_it_away(sign_in, coordinator, place, collected):
    draft = actions.keep_draft(place, by=coordinator, typed=typed(WORDS))
    page = sign_in(coordinator).post(OWN, {"draft": draft.pk}, follow=True)

    assert "weggegooid" in page.content.decode()
    assert not Draft.objects.exists()
    assert Event.objects.filter(kind=Trail.THROWN_AWAY, subject=draft.pk).exists()


def test_what_is_too_long_is_said(sign_in, coordinator, token):
    response = sign_in(coordinator).post(KEEP, {"draft": token, "note": "n" * (actions.LONGEST + 1)})

    assert response.status_code == 413
    assert not Draft.objects.exists()


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_costs_the_same_for_any_number(sign_in, coordinator, place, collected, count_queries, count):
    for _ in range(count):
        one = replace(place, subject=uuid4())
        actions.keep_draft(one, by=coordinator, typed=typed(WORDS))

    assert count_queries(sign_in(coordinator), OWN) <= 5


def test_signing_in_leads_once_to_what_was_left(sign_in, coordinator, place, collected):
    actions.keep_draft(place, by=coordinator, typed=typed(WORDS))
    client = sign_in(coordinator)

    assert [client.get(reverse("home")).url == OWN for _ in range(2)] == [True, False]


# --- signed out meanwhile -------------------------------------------------
def test_who_was_signed_out_over_a_form_finds_it_back(client, coordinator, token):
    response = client.post("/dossiers/nieuw/", {"draft": token, "note": WORDS})

    assert response.status_code == 401
    assert response["Concept-Bewaard"]
    assert "Het portaal bewaarde wat u typte" in response.content.decode()
    assert WORDS not in response.content.decode()
    assert Draft.objects.get(user=coordinator).typed["note"] == WORDS
    assert Event.objects.get(kind=Trail.BEGUN).actor == coordinator.pk


def test_a_stranger_without_a_signed_place_keeps_nothing(client, database):
    forged = "W10:1abcde:onzin-die-nergens-op-lijkt"
    response = client.post("/dossiers/nieuw/", {"draft": forged, "note": WORDS})

    assert response.status_code == 401
    assert WORDS in response.content.decode()
    assert forged not in response.content.decode()
    assert not Draft.objects.exists()


def test_of_an_account_that_ended_nothing_is_kept(client, coordinator, token):
    coordinator.is_active = False
    coordinator.save()
    client.post("/dossiers/nieuw/", {"draft": token, "note": WORDS})

    assert not Draft.objects.exists()


def test_a_signed_place_is_valid_for_a_day(client, token):
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        client.post("/dossiers/nieuw/", {"draft": token, "note": WORDS})

    assert not Draft.objects.exists()
