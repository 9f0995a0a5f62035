"""A request and its trail stand or fall together (C020, C029)."""

import pytest
from django.db import connections
from django.urls import reverse

from zorgportaal.audit.models import Event

pytestmark = [pytest.mark.servers]


def test_a_look_is_on_the_trail_before_the_page_is_shown(sign_in, functional_administrator):
    sign_in(functional_administrator).get(reverse("accounts:list"))

    event = Event.objects.get()
    assert (event.kind, event.is_look, event.origin) == ("accounts.listed", True, "web")
    assert event.actor == functional_administrator.pk


def test_a_page_whose_trail_row_cannot_be_written_is_not_shown(
    committed_db, sign_in, functional_administrator
):
    client = sign_in(functional_administrator)
    with connections["owner"].cursor() as cursor:
        cursor.execute("REVOKE INSERT ON audit_event FROM zorgportaal")

    response = client.get(reverse("accounts:list"))

    assert response.status_code == 503
    assert functional_administrator.name not in response.content.decode()


def test_an_act_whose_trail_row_cannot_be_written_does_not_happen(
    committed_db, sign_in, functional_administrator, coordinator
):
    client = sign_in(functional_administrator)
    with connections["owner"].cursor() as cursor:
        cursor.execute("REVOKE INSERT ON audit_event FROM zorgportaal")

    client.post(reverse("accounts:end", args=[coordinator.pk]))

    coordinator.refresh_from_db()
    assert coordinator.is_active


def test_a_refused_page_is_on_the_trail_by_its_name_not_its_address(sign_in, coordinator):
    sign_in(coordinator).get(reverse("jobs:list") + "?zoek=geheim")

    event = Event.objects.get()
    assert (event.kind, event.outcome, event.details) == ("audit.refused", "refused", {"page": "jobs:list"})


def test_an_address_that_does_not_exist_leaves_no_typed_text_behind(sign_in, coordinator):
    sign_in(coordinator).get("/dossiers/jansen/")

    assert "jansen" not in str(Event.objects.get().details)


def test_a_stranger_leaves_no_row(client, db):
    client.get(reverse("jobs:list"))

    assert not Event.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_only_reading_and_sending_a_form_are_known(sign_in, functional_administrator, method):
    response = getattr(sign_in(functional_administrator), method)(reverse("accounts:list"))

    assert response.status_code == 405


def test_whether_the_process_lives_is_answered_without_the_database(client):
    """No `db` here: pytest refuses every question to a database."""
    assert client.get("/gezond/live").status_code == 200
