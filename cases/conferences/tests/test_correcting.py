"""Correcting what was planned and what was written down; nothing is lost and nobody sees more."""

from datetime import date, time

import pytest
from django.db import connection
from django.urls import reverse

from cases.conferences import actions
from cases.conferences.actions import Audience
from cases.conferences.choices import Trail
from cases.conferences.models import FormerLine, MinuteLine

MOVED = {"held_on": date(2026, 12, 2), "starts_at": time(13, 0), "place": "Venlo"}


@pytest.fixture
def new_line(coordinator):
    """`new_line(item)` is a line of the minutes."""
    return lambda item, text="Zij slaapt in Venlo": actions.add_line(
        item, kind="shared", text=text, by=coordinator
    )


@pytest.fixture
def correct(coordinator):
    """`correct(line, "tekst")` corrects it on top of what the line is now."""

    def change(line, text, by=None, version=None):
        version = version or MinuteLine.objects.get(pk=line.pk).version
        return actions.change_line(line, version=version, kind="shared", text=text, by=by or coordinator)

    return change


# --- the meeting ----------------------------------------------------------
def test_meeting_moves_to_another_day_hour_and_place(conference, coordinator, collected):
    moved = actions.change_conference(conference, version=1, by=coordinator, **MOVED)
    assert (moved.held_on, moved.starts_at, moved.place, moved.version) == (*MOVED.values(), 2)
    assert collected.events[-1].kind == Trail.CHANGED
    assert collected.events[-1].details == {"changed": ["held_on", "starts_at", "place"]}


def test_saving_without_a_change_leaves_no_trace(conference, coordinator, collected):
    before = {name: getattr(conference, name) for name in MOVED}
    number = len(collected.events)
    assert actions.change_conference(conference, version=1, by=coordinator, **before).version == 1
    assert len(collected.events) == number


def test_closed_meeting_does_not_move(conference, coordinator):
    actions.close_conference(conference, by=coordinator)
    with pytest.raises(actions.CannotLog, match="gesloten"):
        actions.change_conference(conference, version=1, by=coordinator, **MOVED)


def test_two_who_move_a_meeting_see_each_others_change_first(sign_in, coordinator, conference):
    client, address = sign_in(coordinator), reverse("conferences:change", args=[conference.pk])
    actions.change_conference(conference, version=1, by=coordinator, **MOVED)
    sent = {"held_on": "2026-12-09", "starts_at": "10:00", "place": "Weert", "version": "1"}
    page = client.post(address, sent).content.decode()

    conference.refresh_from_db()
    assert conference.place == "Venlo"
    assert "Een collega wijzigde dit net ook." in page
    assert 'value="Weert"' in page

    client.post(address, {**sent, "version": "2"})
    conference.refresh_from_db()
    assert (conference.place, conference.version) == ("Weert", 3)


def test_moving_a_meeting_far_away_is_refused_at_the_field(sign_in, coordinator, conference):
    sent = {"held_on": "2999-01-01", "starts_at": "10:00", "place": "Weert", "version": "1"}
    page = sign_in(coordinator).post(reverse("conferences:change", args=[conference.pk]), sent)
    assert "hoogstens twee jaar na vandaag" in page.content.decode()


def test_link_to_move_a_meeting_goes_when_it_closes(sign_in, coordinator, conference):
    client, address = sign_in(coordinator), reverse("conferences:change", args=[conference.pk])
    assert address in client.get(conference.get_absolute_url()).content.decode()
    actions.close_conference(conference, by=coordinator)
    assert address not in client.get(conference.get_absolute_url()).content.decode()


# --- a line of the minutes ------------------------------------------------
def test_corrected_line_keeps_what_it_said(new_item, new_line, correct, coordinator):
    line = new_line(new_item())
    correct(line, "Zij slaapt in Weert")
    correct(line, "Zij slaapt in Roermond")

    assert MinuteLine.objects.get().text == "Zij slaapt in Roermond"
    kept = FormerLine.objects.order_by("version")
    assert [(one.version, one.text) for one in kept] == [
        (1, "Zij slaapt in Venlo"),
        (2, "Zij slaapt in Weert"),
    ]
    assert kept[0].replaced_by == coordinator


def test_former_text_is_sealed_and_not_on_the_trail(new_item, new_line, correct, collected):
    correct(new_line(new_item(), "Kanarie"), "Iets anders")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM conferences_formerline")
        assert b"Kanarie" not in bytes(cursor.fetchone()[0])
    assert collected.events[-1].kind == Trail.LINE_CHANGED
    assert set(collected.events[-1].details) == {"item", "version"}


def test_closed_minutes_take_no_correction(sign_in, coordinator, conference, new_item, new_line, correct):
    line = new_line(new_item())
    actions.close_conference(conference, by=coordinator)
    with pytest.raises(actions.CannotLog, match="gesloten"):
        correct(line, "Anders")
    page = sign_in(coordinator).get(reverse("conferences:change_line", args=[line.pk])).content.decode()
    assert "Dit overleg is gesloten." in page
    assert "Bewaar correctie" not in page


def test_two_who_correct_a_line_see_each_others_text_first(sign_in, coordinator, new_item, new_line, correct):
    line = new_line(new_item())
    correct(line, "Zij slaapt in Weert")
    client, address = sign_in(coordinator), reverse("conferences:change_line", args=[line.pk])
    sent = {"text": "Zij slaapt in Horn", "kind": "shared", "version": "1"}
    page = client.post(address, sent).content.decode()

    assert MinuteLine.objects.get().text == "Zij slaapt in Weert"
    assert "“Zij slaapt in Weert”" in page
    assert "Zij slaapt in Horn" in page
    assert 'name="version" value="2"' in page
    client.post(address, {**sent, "version": "2"})
    assert MinuteLine.objects.get().text == "Zij slaapt in Horn"
    assert FormerLine.objects.count() == 2


def test_former_text_stands_below_the_line(sign_in, coordinator, new_item, new_line, correct):
    item = new_item()
    correct(new_line(item), "Zij slaapt in Weert")
    page = sign_in(coordinator).get(item.get_absolute_url()).content.decode()
    assert "Zij slaapt in Venlo" in page
    assert f"gecorrigeerd door {coordinator}" in page


def test_line_of_a_hidden_item_cannot_be_corrected(
    sign_in, process_director, coordinator, conference, new_item, new_line
):
    line = new_line(new_item("police"))
    address = reverse("conferences:change_line", args=[line.pk])
    assert sign_in(process_director).get(address).status_code == 404
    assert sign_in(process_director).post(address, {"text": "x"}).status_code == 404


def test_who_may_not_log_corrects_nothing(sign_in, police_liaison, new_item, new_line):
    line = new_line(new_item("police", organisations=[police_liaison.organisation]))
    assert sign_in(police_liaison).get(reverse("conferences:change_line", args=[line.pk])).status_code == 404


@pytest.fixture
def opened_up(process_director, new_item, new_line, correct, coordinator):
    """A police item whose only line was corrected, and which was opened to others after that."""
    house = [process_director.organisation]
    item = new_item("police", organisations=house)
    correct(new_line(item, "Aanhouding gepland"), "Er is overlegd")
    actions.change_item(item, audience=Audience("case", house), by=coordinator)
    return item


def test_what_was_taken_out_of_a_police_line_comes_to_nobody_when_the_item_opens_up(
    sign_in, coordinator, process_director, opened_up
):
    assert not FormerLine.objects.visible_to(process_director).exists()
    assert FormerLine.objects.visible_to(coordinator).exists()
    page = sign_in(process_director).get(opened_up.get_absolute_url()).content.decode()
    assert "Er is overlegd" in page
    assert "Aanhouding" not in page


def test_former_text_of_named_persons_stays_with_who_replaced_it(
    coordinator, colleague, new_item, new_line, correct
):
    item = new_item("restricted")
    correct(new_line(item), "Er is overlegd")
    actions.change_item(item, audience=Audience("case"), by=coordinator)
    assert FormerLine.objects.visible_to(coordinator).exists()
    assert not FormerLine.objects.visible_to(colleague).exists()


def test_hidden_item_hides_its_former_texts(police_liaison, new_item, new_line, correct):
    correct(new_line(new_item("care", organisations=[police_liaison.organisation])), "Anders")
    assert not FormerLine.objects.visible_to(police_liaison).exists()
