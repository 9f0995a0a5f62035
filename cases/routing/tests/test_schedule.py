"""What the worklist hears of help requests and of answers that are waited for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.dossiers.milestones import LOOKS_BACK, Window, milestones
from cases.dossiers.models import Dossier
from cases.routing import actions
from cases.routing.models import HelpRequest, PlacementRequest
from cases.routing.schedule import help_to_find


@pytest.fixture
def told():
    """What this room says of all dossiers, from long ago to a month ahead."""

    def tell(dossiers=None):
        today = timezone.localdate()
        window = Window(today - LOOKS_BACK, today + timedelta(days=31))
        return milestones(Dossier.objects.all() if dossiers is None else dossiers, window, [help_to_find])

    return tell


def test_help_that_nobody_was_asked_for_waits_on_the_coordinator(asked, told):
    (day,) = told()

    assert (day.day, day.dossier) == (timezone.localdate(), asked.dossier_id)
    assert (day.what, day.waits_on) == ("Nog niemand gevraagd", "u")
    assert day.url == asked.get_absolute_url()


def test_what_may_wait_a_week_is_due_in_a_week(asked, told):
    HelpRequest.objects.update(urgency="week")

    assert told()[0].day == timezone.localdate() + timedelta(days=7)


def test_an_answer_is_due_in_24_hours_and_waits_on_who_decides(asked, place, new_provider, told):
    place(new_provider("Opvang Peelrand", security_level=1))
    (day,) = told()

    assert day.day == timezone.localdate() + timedelta(days=1)
    assert (day.waits_on, day.since) == ("Opvang Peelrand", timezone.localdate())


def test_a_place_with_a_secret_address_is_not_named(place, bed, told):
    place(bed, deviation_reason="Vannacht nodig")

    assert told()[0].waits_on == "aanbieder"


@pytest.mark.parametrize("sensitive", ["MEDICAL", "ADDICTION", "EXIT"])
def test_an_illness_or_a_weakness_is_not_named(asked, told, word, sensitive):
    HelpRequest.objects.update(type=word("help_request_type", sensitive))

    assert told()[0].detail == "Zorg en begeleiding, nu nodig."


def test_two_that_were_asked_are_two_to_wait_for(place, new_provider, told):
    place(new_provider("Opvang Peelrand", security_level=1))
    place(new_provider("Opvang Tweede", security_level=1))

    assert [day.waits_on for day in told()] == ["Opvang Peelrand", "Opvang Tweede"]


def test_what_was_answered_or_withdrawn_is_waited_for_no_more(asked, coordinator, told):
    actions.withdraw_help(asked, by=coordinator)

    assert told() == []
    assert not PlacementRequest.objects.exists()


def test_only_the_dossiers_that_are_asked_for_are_told_of(asked, told):
    assert told(Dossier.objects.exclude(pk=asked.dossier_id)) == []
