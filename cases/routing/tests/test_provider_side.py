"""What the contact of a provider gets to see, and nothing else (security.md C007, C011, C012)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.routing import actions
from cases.routing.models import HelpRequest, PlacementRequest
from cases.routing.sharing import facts

HIDDEN = ["vrouw", "22 jaar", "Bedenktijd", "Seksuele", "Kanarie", "Venlo"]
SHOWN_BY = {
    "gender": "vrouw",
    "age": "22 jaar",
    "residence_status": "Bedenktijd",
    "exploitation_form": "Seksuele",
    "note": "Kanarie",
}


@pytest.fixture
def reply(sign_in, contact_of):
    """`reply(placement)` is the page that its provider sees."""

    def show(placement) -> str:
        client = sign_in(contact_of(placement.service))
        return client.get(reverse("routing:reply", args=[placement.pk])).content.decode()

    return show


@pytest.mark.parametrize("field", SHOWN_BY)
def test_provider_sees_exactly_what_was_shared(reply, place, cosm, field):
    page = reply(place(cosm, shared_fields=[field]))
    assert [word for word in HIDDEN if word in page] == [SHOWN_BY[field]]


def test_age_band_does_not_hide_that_somebody_may_be_a_child(new_case):
    perhaps = new_case(age=19, age_is_estimated=True, may_be_minor=True)
    told = facts(HelpRequest(dossier=perhaps), ["age_band"])
    assert told == [("Leeftijdsgroep", "18 tot en met 22, misschien jonger dan 18")]


def test_provider_hears_a_reference_and_neither_case_number_nor_coordinator(reply, place, cosm, asked):
    placement = place(cosm)
    page = reply(placement)

    assert placement.reference in page
    assert asked.dossier.case_number not in page
    assert asked.created_by.name not in page
    assert str(asked.dossier_id) not in page
    assert str(asked.pk) not in page


def test_inbox_holds_the_own_requests_only(sign_in, contact_of, place, cosm, bed):
    own = place(cosm)
    other = place(bed, deviation_reason="Het is nacht.")
    client = sign_in(contact_of(cosm))

    page = client.get(reverse("routing:inbox")).content.decode()
    assert own.reference in page
    assert other.reference not in page
    assert "Swalmdal" not in page
    assert client.get(reverse("routing:reply", args=[other.pk])).status_code == 404


def test_inbox_starts_with_what_is_most_urgent_and_ends_with_the_oldest_answer(
    new_case, coordinator, cosm, word
):
    def ask(urgency, answer=False):
        help_ = actions.ask_help(
            new_case(),
            by=coordinator,
            type=word(Vocabulary.HELP_REQUEST_TYPE, "SHELTER"),
            urgency=urgency,
            security_needed=0,
        )
        placement = actions.request_place(help_, cosm, shared_fields=["age"], by=coordinator)
        if answer:
            actions.record_answer(placement, outcome="accepted", by=coordinator)
        return placement

    first_answer, last_answer = ask("now", answer=True), ask("now", answer=True)
    later, longest, week, now = ask("later"), ask("week"), ask("week"), ask("now")
    expected = [now, longest, week, later, last_answer, first_answer]
    assert list(PlacementRequest.objects.to_answer_first()) == expected


def test_withdrawn_request_is_gone_for_the_provider(sign_in, contact_of, place, cosm, coordinator):
    placement = place(cosm)
    actions.withdraw_request(placement, by=coordinator)
    client = sign_in(contact_of(cosm))
    assert client.get(reverse("routing:reply", args=[placement.pk])).status_code == 404


def test_request_of_14_days_ago_is_gone_for_the_provider_before_the_clock_says_so(
    sign_in, contact_of, place, cosm
):
    placement = place(cosm)
    client, address = sign_in(contact_of(cosm)), reverse("routing:reply", args=[placement.pk])
    asked_at = timezone.now() - timedelta(days=13, hours=23, minutes=59)
    PlacementRequest.objects.filter(pk=placement.pk).update(requested_at=asked_at)
    assert client.get(address).status_code == 200

    PlacementRequest.objects.filter(pk=placement.pk).update(requested_at=asked_at - timedelta(minutes=1))
    assert client.get(address).status_code == 404
    assert client.post(address, {"outcome": "accepted"}).status_code == 404
    assert placement.reference not in client.get(reverse("routing:inbox")).content.decode()

    actions.expire_requests()
    assert client.get(address).status_code == 404


def test_provider_that_was_ended_sees_nothing_more(
    sign_in, contact_of, place, cosm, functional_administrator
):
    placement = place(cosm)
    actions.end_provider(cosm.provider, by=functional_administrator)
    client = sign_in(contact_of(cosm))
    assert client.get(reverse("routing:reply", args=[placement.pk])).status_code == 404


def test_contact_answers_on_the_page(sign_in, contact_of, place, cosm):
    placement = place(cosm)
    client = sign_in(contact_of(cosm))
    client.post(reverse("routing:reply", args=[placement.pk]), {"outcome": "accepted", "note": "Vanavond."})

    placement.refresh_from_db()
    assert placement.is_accepted


def test_contact_reaches_no_page_of_the_coordinator(sign_in, contact_of, asked, cosm):
    client = sign_in(contact_of(cosm))
    names = [("list", []), ("detail", [asked.pk]), ("create", [asked.dossier_id]), ("providers", [])]
    answers = [client.get(reverse(f"routing:{name}", args=args)).status_code for name, args in names]
    assert answers == [404] * 4


def test_note_of_the_answer_is_read_by_the_coordinator(place, cosm, contact_of):
    actions.record_answer(place(cosm), outcome="accepted", note="Vanavond.", by=contact_of(cosm))
    assert PlacementRequest.objects.with_case().get().answer_note == "Vanavond."
