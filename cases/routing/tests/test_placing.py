"""Asking for a place, and what may and may not happen after that."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.routing import actions
from cases.routing.choices import HelpRequestState, PlacementOutcome, Trail
from cases.routing.models import HelpRequest, PlacementRequest
from zorgportaal.audit.models import Event
from zorgportaal.jobs import outbox
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import Job


@pytest.fixture
def full(word):
    return word(Vocabulary.REFUSAL_REASON, "FULL")


def test_request_goes_out_with_only_what_was_chosen(place, cosm, collected):
    placement = place(cosm, shared_fields=["gender", "age"])

    assert placement.shared_fields == ["age", "gender"]
    assert collected.events[-1].kind == Trail.PLACE_REQUESTED
    assert collected.events[-1].details["shared"] == ["age", "gender"]
    assert collected.events[-1].details["basis"] == "PUBLIC_TASK"


def test_emergency_bed_needs_a_written_reason(place, bed):
    with pytest.raises(actions.CannotPlace, match="waarom u afwijkt"):
        place(bed)
    assert place(bed, deviation_reason="Het is nacht.").deviation_reason == "Het is nacht."


def test_provider_that_the_law_closes_cannot_be_asked(place, new_provider):
    with pytest.raises(actions.CannotPlace, match="Geen recht in de bedenktijd"):
        place(new_provider("Vrouwenopvang Roersteen", "VO"), deviation_reason="Toch graag.")


def test_provider_is_asked_once_at_a_time(place, cosm):
    place(cosm)
    with pytest.raises(actions.CannotPlace, match="al gevraagd"):
        place(cosm)


def test_declined_provider_can_be_asked_again(place, cosm, full, coordinator):
    actions.record_answer(place(cosm), outcome="declined", refusal_reason=full, by=coordinator)
    assert place(cosm).is_pending


def test_duty_to_report_is_no_basis_to_tell_a_provider(new_case, coordinator, word):
    asked = HelpRequest(dossier=new_case(legal_basis="STATUTORY_DUTY"))
    assert asked.may_share == {"age_band", "gender", "children", "security"}


def test_request_that_shares_more_than_the_basis_allows_is_refused(new_case, cosm, coordinator, word):
    asked = actions.ask_help(
        new_case(legal_basis="STATUTORY_DUTY"),
        by=coordinator,
        type=word(Vocabulary.HELP_REQUEST_TYPE, "SHELTER"),
        urgency="now",
        security_needed=0,
    )
    with pytest.raises(actions.CannotPlace, match="grondslag"):
        actions.request_place(asked, cosm, shared_fields=["age"], by=coordinator)
    assert not PlacementRequest.objects.exists()


def test_place_that_is_given_closes_the_other_requests(asked, place, cosm, bed, coordinator):
    other = place(bed, deviation_reason="Het is nacht.")
    actions.record_answer(place(cosm), outcome="accepted", by=coordinator)

    other.refresh_from_db()
    asked.refresh_from_db()
    assert other.outcome == PlacementOutcome.WITHDRAWN
    assert asked.state == HelpRequestState.PLACED


@pytest.mark.parametrize(("free", "left"), [(2, 1), (1, 0), (0, 0)])
def test_place_that_is_given_is_free_no_more(place, new_provider, coordinator, collected, free, left):
    service = new_provider("COSM Proefdal", capacity_free=free, capacity_confirmed_on=timezone.localdate())
    actions.record_answer(place(service), outcome="accepted", by=coordinator)

    service.refresh_from_db()
    answered = next(event for event in collected.events if event.kind == Trail.ANSWERED)
    assert service.capacity_free == left
    assert answered.details.get("capacity_free") == (left if free else None)


def test_unknown_number_of_places_stays_unknown(place, cosm, coordinator):
    actions.record_answer(place(cosm), outcome="accepted", by=coordinator)
    cosm.refresh_from_db()
    assert cosm.capacity_free is None


def test_refusal_needs_a_reason(place, cosm, coordinator):
    with pytest.raises(actions.CannotAnswer, match="reden"):
        actions.record_answer(place(cosm), outcome="declined", by=coordinator)


def test_answer_is_given_once(place, cosm, full, coordinator):
    placement = place(cosm)
    actions.record_answer(placement, outcome="declined", refusal_reason=full, by=coordinator)
    with pytest.raises(actions.CannotAnswer, match="al geantwoord"):
        actions.record_answer(placement, outcome="accepted", by=coordinator)


def test_contact_of_the_provider_may_answer(asked, place, cosm, contact_of):
    contact = contact_of(cosm)
    placement = actions.record_answer(place(cosm), outcome="accepted", note="Vanavond.", by=contact)

    placement = PlacementRequest.objects.with_case().get(pk=placement.pk)
    assert placement.decided_by == contact
    assert placement.answer_note == "Vanavond."


def test_withdrawn_help_request_takes_its_requests_along(asked, place, cosm, coordinator):
    placement = place(cosm)
    actions.withdraw_help(asked, by=coordinator)

    placement.refresh_from_db()
    assert placement.outcome == PlacementOutcome.WITHDRAWN
    with pytest.raises(actions.CannotPlace, match="al afgehandeld"):
        place(cosm)


def test_request_without_an_answer_can_be_taken_back(asked, place, cosm, coordinator):
    placement = place(cosm)
    actions.withdraw_request(placement, by=coordinator)
    with pytest.raises(actions.CannotAnswer):
        actions.withdraw_request(placement, by=coordinator)
    asked.refresh_from_db()
    assert asked.is_open


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "declined"},
        {"outcome": "accepted", "decided_at": None},
        {"outcome": "expired"},
        {"outcome": "pending", "refusal_reason": "FULL"},
    ],
)
def test_database_refuses_an_answer_that_contradicts_itself(place, cosm, word, wrong):
    placement = place(cosm)
    if "refusal_reason" in wrong:
        wrong = {**wrong, "refusal_reason": word(Vocabulary.REFUSAL_REASON, "FULL")}
    with pytest.raises(IntegrityError), transaction.atomic():
        PlacementRequest.objects.filter(pk=placement.pk).update(**wrong)


def test_note_is_sealed_with_the_key_of_the_dossier(asked):
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM routing_helprequest")
        stored = bytes(cursor.fetchone()[0])
    assert b"Kanarie" not in stored
    assert asked.key == asked.dossier.key


def long_ago(placement, **ago) -> PlacementRequest:
    """The same request, asked so long ago."""
    PlacementRequest.objects.filter(pk=placement.pk).update(requested_at=timezone.now() - timedelta(**ago))
    return placement


def test_request_without_an_answer_expires_after_14_days(place, cosm, bed, collected):
    old = long_ago(place(cosm), days=14)
    young = long_ago(place(bed, deviation_reason="Het is nacht."), days=13, hours=23)
    actions.expire_requests()

    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.outcome, old.decided_by, young.is_pending) == (PlacementOutcome.EXPIRED, None, True)
    assert collected.events[-1].kind == Trail.REQUEST_EXPIRED
    assert (collected.events[-1].subject, collected.events[-1].role) == (old.pk, "system")


def test_request_that_was_answered_never_expires(place, cosm, coordinator):
    placement = long_ago(place(cosm), days=20)
    actions.record_answer(placement, outcome="accepted", by=coordinator)
    actions.expire_requests()
    placement.refresh_from_db()
    assert placement.is_accepted


def test_expired_request_takes_no_answer(place, cosm, coordinator):
    placement = long_ago(place(cosm), days=15)
    actions.expire_requests()
    with pytest.raises(actions.CannotAnswer, match="verlopen"):
        actions.record_answer(placement, outcome="accepted", by=coordinator)


def test_expired_request_is_put_again_with_the_same_facts_and_reason(place, bed, coordinator):
    placement = long_ago(place(bed, deviation_reason="Het is nacht."), days=15)
    actions.expire_requests()
    again = actions.repeat_request(placement, by=coordinator)

    assert again.is_pending
    assert again.pk != placement.pk
    assert (again.shared_fields, again.deviation_reason) == (["age", "gender"], "Het is nacht.")


def test_request_that_still_stands_is_not_put_again(place, cosm, coordinator):
    with pytest.raises(actions.CannotPlace, match="niet verlopen"):
        actions.repeat_request(place(cosm), by=coordinator)


def test_clock_writes_the_work_down_once_a_day(database):
    actions.put_expiry()
    actions.put_expiry()
    assert Job.objects.get().kind == actions.EXPIRE


def test_worker_lets_requests_expire(place, cosm, trail_head):
    placement = long_ago(place(cosm), days=14)
    actions.put_expiry()
    outbox.run(Job.objects.get().pk)
    placement.refresh_from_db()
    assert placement.is_expired
    assert Job.objects.get().state == State.DONE
    assert Event.objects.get(kind=Trail.REQUEST_EXPIRED).subject == placement.pk
