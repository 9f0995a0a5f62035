"""Planning a meeting, keeping its minutes and finishing its actions."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from cases.conferences import actions
from cases.conferences.choices import Trail
from cases.conferences.models import ActionItem, Attendance, MinuteLine


@pytest.fixture
def promise(new_item, coordinator, police) -> ActionItem:
    return actions.add_action(
        new_item("case"),
        text="Tolk regelen",
        owner_organisation=police,
        due_on=date(2026, 11, 27),
        by=coordinator,
    )


def test_own_organisation_sits_at_the_meeting(conference, coordinator):
    assert Attendance.objects.filter(conference=conference, organisation=coordinator.organisation).exists()


def test_attendance_is_recorded_and_somebody_joins(conference, coordinator, police, process_director):
    actions.set_attendance(
        conference,
        presence={str(police.pk): "absent_notice"},
        invite=process_director.organisation,
        by=coordinator,
    )
    assert conference.attendance.get(organisation=police).status == "absent_notice"
    assert conference.attendance.filter(organisation=process_director.organisation).exists()


def test_items_and_lines_are_numbered(new_item, coordinator):
    first, second = new_item(), new_item()
    lines = [actions.add_line(second, kind="shared", text="Iets", by=coordinator) for _ in range(2)]
    assert (first.position, second.position) == (1, 2)
    assert [line.position for line in lines] == [1, 2]


def test_what_was_said_is_sealed(new_item, coordinator):
    actions.add_line(new_item(), kind="shared", text="Kanarie", source="Kanarie", by=coordinator)
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, text, source FROM conferences_agendaitem, conferences_minuteline")
        stored = b"".join(bytes(value) for value in cursor.fetchone())
    assert b"Kanarie" not in stored
    assert b"Tolk" not in stored
    assert MinuteLine.objects.get().text == "Kanarie"


def test_trail_holds_ids_and_codes_but_no_text(new_item, coordinator, collected):
    actions.add_line(new_item(), kind="decision", text="Kanarie", by=coordinator)
    event = collected.events[-1]
    assert event.kind == Trail.LINE_ADDED
    assert set(event.details) == {"item", "kind"}


def test_closed_meeting_takes_no_more_lines(new_item, conference, coordinator):
    item = new_item()
    actions.close_conference(conference, by=coordinator)
    with pytest.raises(actions.CannotLog, match="gesloten"):
        actions.add_line(item, kind="shared", text="Iets", by=coordinator)


def test_action_is_finished_after_the_meeting_was_closed(promise, conference, coordinator, police_liaison):
    actions.close_conference(conference, by=coordinator)
    actions.change_action(promise, state="done", result="Geregeld", by=police_liaison)

    done = ActionItem.objects.with_key().get()
    assert (done.finished_by, done.result) == (police_liaison, "Geregeld")


def test_action_that_is_taken_up_again_has_no_end(promise, coordinator):
    actions.change_action(promise, state="done", by=coordinator)
    assert actions.change_action(promise, state="busy", by=coordinator).finished_at is None


def test_database_refuses_an_end_without_a_finished_action(promise):
    with pytest.raises(IntegrityError, match="finished"), transaction.atomic():
        ActionItem.objects.update(state="done")


def test_owner_works_at_the_organisation_that_does_it(new_item, coordinator, police_liaison, shelter):
    with pytest.raises(actions.CannotLog, match="werkt niet bij"):
        actions.add_action(
            new_item(),
            text="Bellen",
            owner_organisation=shelter,
            owner=police_liaison,
            due_on=date(2026, 12, 1),
            by=coordinator,
        )
