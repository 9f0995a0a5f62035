"""What the worklist hears of promises and of coming meetings, and what it does not hear."""

from datetime import date

import pytest
import time_machine

from cases.conferences import actions
from cases.conferences.models import ActionItem
from cases.conferences.schedule import meetings, promises
from cases.dossiers.milestones import Window, milestones
from cases.dossiers.models import Dossier
from zorgportaal.accounts.roles import Permission

NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture(autouse=True)
def the_day_before():
    with time_machine.travel("2026-11-24T08:40:00+01:00", tick=False):
        yield


@pytest.fixture
def item(new_item, new_case):
    return new_item("case", dossier=new_case())


def promised(item, organisation, by) -> ActionItem:
    fields = {"text": "Kanarie belt", "owner_organisation": organisation, "due_on": date(2026, 11, 26)}
    return actions.add_action(item, by=by, **fields)


def told(source):
    return milestones(Dossier.objects.all(), NOVEMBER, [source])


def test_a_promise_waits_on_the_organisation_and_does_not_say_what_it_is(item, police, coordinator):
    promised(item, police, coordinator)
    (day,) = told(promises)

    assert (day.day, day.dossier, day.waits_on) == (date(2026, 11, 26), item.dossier_id, police.name)
    assert "Kanarie" not in f"{day}"


def test_a_promise_of_the_house_waits_on_the_coordinator(item, coordinator):
    coordinator.organisation.kind = "safety_house"
    coordinator.organisation.save()
    promised(item, coordinator.organisation, coordinator)

    assert told(promises)[0].waits_on == "u"


def test_what_is_finished_or_for_named_persons_only_is_not_told(item, police, coordinator):
    action = promised(item, police, coordinator)
    action.item.confidentiality = "restricted"
    action.item.save()

    assert told(promises) == told(meetings) == []


def test_only_who_works_on_the_dossiers_of_the_house_may_know(item, police, coordinator):
    promised(item, police, coordinator)

    assert {day.needs for day in [*told(promises), *told(meetings)]} == {Permission.CHANGE_DOSSIER}


def test_the_coming_meeting_is_told_with_its_hour(item):
    (day,) = told(meetings)

    assert (day.day, day.what, day.detail) == (date(2026, 11, 25), "Ketenoverleg 18+", "Om 09.30 uur.")


def test_a_meeting_of_the_past_is_not_told(item):
    with time_machine.travel("2026-11-26T08:40:00+01:00", tick=False):
        assert told(meetings) == []
