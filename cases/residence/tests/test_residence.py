"""Bedenktijd, status and permits as the coordinator notes them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.residence import actions
from cases.residence.actions import Offer, Refused
from cases.residence.models import Deviation, Permit, PoliceReport, Reflection
from cases.residence.tests.conftest import START


def test_the_end_follows_from_the_start_and_cannot_be_given(dossier, coordinator):
    actions.keep_reflection(dossier, by=coordinator, offer=Offer(START))

    assert actions.reflection_of(dossier).last_day == date(2027, 1, 16)


def test_a_dublin_claim_makes_it_thirty_days(dossier, coordinator):
    actions.keep_reflection(dossier, by=coordinator, offer=Offer(START, is_dublin=True))

    assert actions.reflection_of(dossier).last_day == date(2026, 11, 15)


def test_a_bedenktijd_that_ended_does_not_begin_again(dossier, coordinator, word):
    actions.keep_reflection(dossier, by=coordinator, offer=Offer(START))
    waived = word(Vocabulary.REFLECTION_END_REASON, "WAIVED")
    actions.end_reflection(dossier, by=coordinator, ended_on=START + timedelta(days=3), reason=waived)

    with pytest.raises(Refused, match="Een tweede keer kan niet"):
        actions.keep_reflection(dossier, by=coordinator, offer=Offer(START + timedelta(days=9)))


def test_the_database_holds_one_bedenktijd_a_dossier(dossier, coordinator):
    actions.keep_reflection(dossier, by=coordinator, offer=Offer(START))

    with pytest.raises(IntegrityError), transaction.atomic():
        Reflection.objects.create(dossier=dossier)


def test_a_later_start_is_no_way_to_extend_it(dossier, coordinator):
    actions.keep_reflection(dossier, by=coordinator, offer=Offer(START))

    with pytest.raises(Refused, match="Verlengen kan niet"):
        actions.keep_reflection(dossier, by=coordinator, offer=Offer(START + timedelta(days=5)))


def test_a_wrong_day_is_put_right_with_a_reason_that_stays(dossier, coordinator):
    actions.keep_reflection(dossier, by=coordinator, offer=Offer(START))
    reason = "De politie gaf eerst een andere dag door."
    actions.keep_reflection(dossier, by=coordinator, offer=Offer(START - timedelta(days=1)), reason=reason)

    assert actions.reflection_of(dossier).starts_on == START - timedelta(days=1)
    assert Deviation.objects.get().reason == reason


def test_a_dutch_national_gets_none_also_not_with_a_reason(new_case, coordinator):
    dossier = new_case(residence_status="NL")

    with pytest.raises(Refused, match="Nederlander"):
        actions.keep_reflection(dossier, by=coordinator, offer=Offer(START), reason="Omdat het moet " * 2)


def test_the_end_is_asked_exactly_once(dossier, coordinator, word):
    actions.keep_reflection(dossier, by=coordinator, offer=Offer(START))
    filed = word(Vocabulary.REFLECTION_END_REASON, "COMPLAINT_FILED")
    actions.end_reflection(dossier, by=coordinator, ended_on=START, reason=filed)

    with pytest.raises(Refused, match="staat al vast"):
        actions.end_reflection(dossier, by=coordinator, ended_on=START, reason=filed)


def test_a_month_is_reported_once(dossier, coordinator):
    actions.keep_reflection(dossier, by=coordinator, offer=Offer(START))
    due = date(2026, 11, 16)
    for done in (due, due + timedelta(days=1)):
        actions.note_report(dossier, by=coordinator, due_on=due, done_on=done)

    assert PoliceReport.objects.get().done_on == due


def test_a_new_status_ends_the_one_before_and_keeps_it_readable(dossier, coordinator, word):
    status = word(Vocabulary.RESIDENCE_STATUS, "REFLECTION")
    actions.change_status(dossier, by=coordinator, status=status, starts_on=START)
    dossier.refresh_from_db()

    assert dossier.residence_status == status
    codes = dossier.residence_periods.values_list("status__code", "starts_on")
    assert list(codes) == [("UNDOCUMENTED", None), ("REFLECTION", START)]


def test_a_status_of_long_ago_does_not_become_the_status_of_now(dossier, coordinator, word):
    actions.change_status(
        dossier, by=coordinator, status=word(Vocabulary.RESIDENCE_STATUS, "REFLECTION"), starts_on=START
    )
    earlier = word(Vocabulary.RESIDENCE_STATUS, "VISA_FREE")
    actions.change_status(dossier, by=coordinator, status=earlier, starts_on=START - timedelta(days=60))
    dossier.refresh_from_db()

    assert dossier.residence_status.code == "REFLECTION"


def test_a_permit_on_ground_d_is_not_given_twice(dossier, coordinator, ground):
    first = Permit(ground=ground("D_CANNOT"), applied_on=START, starts_on=START)
    actions.keep_permit(dossier, by=coordinator, permit=first)

    second = Permit(ground=ground("D_CANNOT"), applied_on=timezone.localdate())
    with pytest.raises(Refused, match="niet verlengd"):
        actions.keep_permit(dossier, by=coordinator, permit=second)
    with pytest.raises(IntegrityError), transaction.atomic():
        Permit.objects.create(dossier=dossier, ground=ground("D_CANNOT"), applied_on=START)
