"""The pages of the ketenoverleg: who reaches them, what they say, what they cost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.conferences import actions
from cases.conferences.models import ActionItem, AgendaItem, Conference, MinuteLine
from zorgportaal.audit.models import Event


def queries(client, address: str) -> int:
    """How many queries a page costs, besides session, savepoints and the trail."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    aside = ("django_session", "SAVEPOINT", "audit_event", "pg_advisory")
    return len([query for query in captured if not any(word in query["sql"] for word in aside)])


@pytest.fixture
def fill(conference, coordinator, police):
    """`fill(item, n)` gives an item n lines and n actions."""

    def make(item: AgendaItem, number: int) -> None:
        start = MinuteLine.objects.count()
        MinuteLine.objects.bulk_create(
            MinuteLine(item=item, position=start + n + 1, kind="shared", text="Iets") for n in range(number)
        )
        ActionItem.objects.bulk_create(
            ActionItem(item=item, text="Iets", owner_organisation=police, due_on=date(2026, 12, 1))
            for _ in range(number)
        )

    return make


def test_item_costs_the_same_for_10_and_1000_lines(sign_in, coordinator, new_item, new_case, fill):
    client, item = sign_in(coordinator), new_item("case", dossier=new_case())
    fill(item, 10)
    few = queries(client, item.get_absolute_url())
    fill(item, 990)
    assert queries(client, item.get_absolute_url()) == few <= 12


def test_list_costs_the_same_for_10_and_1000_actions(sign_in, coordinator, new_item, fill):
    client, item = sign_in(coordinator), new_item()
    fill(item, 10)
    few = queries(client, reverse("conferences:list"))
    fill(item, 990)
    assert queries(client, reverse("conferences:list")) == few <= 12


def test_list_costs_the_same_for_10_and_1000_meetings(sign_in, coordinator, conference):
    client = sign_in(coordinator)
    same = {"house": conference.house, "kind": conference.kind, "created_by": coordinator}

    def plan(number: int) -> None:
        days = (date(2026, 1, 1) + timedelta(days=n) for n in range(number))
        Conference.objects.bulk_create(Conference(held_on=day, starts_at="09:30", **same) for day in days)

    plan(9)
    few = queries(client, reverse("conferences:list"))
    plan(990)
    assert queries(client, reverse("conferences:list")) == few <= 12


def test_agenda_costs_the_same_for_10_and_1000_items(sign_in, coordinator, conference):
    client = sign_in(coordinator)
    page = reverse("conferences:detail", args=[conference.pk])

    def add(places: range) -> None:
        items = [AgendaItem(conference=conference, position=n, confidentiality="open") for n in places]
        for item in items:
            item.created_by = coordinator
        AgendaItem.objects.bulk_create(items)

    add(range(1, 11))
    few = queries(client, page)
    add(range(11, 1001))
    assert queries(client, page) == few <= 12


def test_agenda_shows_only_what_the_police_may_know(sign_in, police_liaison, new_item):
    seats = [police_liaison.organisation]
    new_item("open", title="Rondvraag")
    new_item("care", title="Vervolgafspraak arts", organisations=seats)
    new_item("police", title="Aanhouding gepland", organisations=seats)
    page = sign_in(police_liaison).get(reverse("conferences:detail", args=[Conference.objects.get().pk]))

    assert "Aanhouding gepland" in page.content.decode()
    assert "Vervolgafspraak" not in page.content.decode()
    assert "Zet erbij" not in page.content.decode()


def test_hidden_item_is_absent_by_its_address_too(sign_in, police_liaison, new_item):
    item = new_item("care", organisations=[police_liaison.organisation])
    client = sign_in(police_liaison)
    assert client.get(item.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        ({"line": "Zij is in COSM", "source": "coördinator"}, "shared"),
        ({"line": "!Eerst een advocaat"}, "decision"),
        ({"line": "Eerst een advocaat", "kind": "decision"}, "decision"),
    ],
)
def test_line_is_typed_or_chosen(sign_in, coordinator, new_item, sent, kind):
    sign_in(coordinator).post(reverse("conferences:add_entry", args=[new_item().pk]), sent)
    assert MinuteLine.objects.get().kind == kind


def test_action_is_typed_in_one_line(sign_in, coordinator, new_item, police):
    address = reverse("conferences:add_entry", args=[new_item().pk])
    sign_in(coordinator).post(address, {"line": "@politie tolk regelen over 2 weken"})

    promise = ActionItem.objects.with_key().get()
    assert (promise.text, promise.owner_organisation) == ("Tolk regelen", police)
    assert promise.due_on >= timezone.localdate() + timedelta(days=14)


def test_action_is_chosen_without_a_sign(sign_in, coordinator, new_item, police):
    address = reverse("conferences:add_entry", args=[new_item().pk])
    sent = {"line": "Tolk regelen", "kind": "action", "owner_organisation": police.pk, "due_on": "2026-12-01"}
    sign_in(coordinator).post(address, sent)
    assert ActionItem.objects.get().due_on == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("@onbekend bellen", "Wij kennen “onbekend” niet."),
        ("!", "Typ wat er gezegd of afgesproken is."),
        ("@politie bellen voor 31-2-2026", "Deze datum bestaat niet. Typ bijvoorbeeld 25-11-2026."),
    ],
)
def test_line_that_says_too_little_is_kept_for_correction(sign_in, coordinator, new_item, line, sentence):
    address = reverse("conferences:add_entry", args=[new_item().pk])
    page = sign_in(coordinator).post(address, {"line": line}).content.decode()
    assert sentence in page
    assert f'value="{line}"' in page


@pytest.mark.parametrize(
    ("line", "what"), [("Bel 06 00 00 00 01", "telefoonnummer"), ("BSN 999900006", "burgerservicenummer")]
)
def test_what_points_at_a_person_in_a_line_is_pointed_out(sign_in, coordinator, new_item, line, what):
    address = reverse("conferences:add_entry", args=[new_item().pk])
    page = sign_in(coordinator).post(address, {"line": line}, follow=True).content.decode()

    assert f"wijst: {what}." in page


def test_line_that_is_too_long_comes_back_whole(sign_in, coordinator, new_item):
    address = reverse("conferences:add_entry", args=[new_item().pk])
    page = sign_in(coordinator).post(address, {"line": "x" * 1001, "source": "a\0b"}).content.decode()
    assert "Vul bij “Nieuwe regel” hoogstens 1000 tekens in. U typte er 1001." in page
    assert "Bij “Bron” staat een teken dat wij niet kunnen lezen." in page
    assert "x" * 1001 in page
    assert "maxlength" not in page


def test_wrong_time_is_said_with_the_name_of_the_field(sign_in, coordinator):
    sent = {"kind": "ko18min", "held_on": "2026-12-02", "starts_at": "25:00", "place": "Venlo"}
    page = sign_in(coordinator).post(reverse("conferences:create"), sent).content.decode()
    assert "Vul bij “Begint om” een tijd in, bijvoorbeeld 09.30." in page


def test_wrong_dossier_number_is_said_with_the_name_of_the_field(sign_in, coordinator, conference):
    address = reverse("conferences:add_item", args=[conference.pk])
    page = sign_in(coordinator).post(address, {"title": "Tolk", "dossier": "ZL-1"}).content.decode()
    assert "Dossiernummer: een van de tekens klopt niet." in page


def test_meeting_is_planned_on_screen(sign_in, coordinator, police):
    sent = {
        "kind": "ko18min",
        "held_on": "2026-12-02",
        "starts_at": "09:30",
        "place": "Venlo",
        "organisations": [police.pk],
    }
    response = sign_in(coordinator).post(reverse("conferences:create"), sent)
    planned = Conference.objects.get()
    assert response.url == planned.get_absolute_url()
    assert planned.house == coordinator.house


def test_chain_director_chooses_the_house(sign_in, chain_director, south):
    sent = {"kind": "ko18min", "held_on": "2026-12-02", "starts_at": "09:30", "place": "Venlo"}
    client = sign_in(chain_director)
    assert "Zorg- en Veiligheidshuis" in client.post(reverse("conferences:create"), sent).content.decode()
    client.post(reverse("conferences:create"), {**sent, "house": south.pk})
    assert Conference.objects.get().house == south


def test_item_about_the_dossier_of_another_house_is_not_found(
    sign_in, coordinator, other_coordinator, conference, new_case
):
    sent = {"title": "Tolk", "dossier": new_case(by=other_coordinator).case_number, "confidentiality": "case"}
    address = reverse("conferences:add_item", args=[conference.pk])
    assert "Wij vonden geen dossier" in sign_in(coordinator).post(address, sent).content.decode()


def test_item_is_put_on_the_agenda(sign_in, coordinator, conference, new_case, police):
    case = new_case()
    sent = {
        "title": "Tolk",
        "dossier": case.case_number.lower(),
        "confidentiality": "case",
        "organisations": [police.pk],
    }
    sign_in(coordinator).post(reverse("conferences:add_item", args=[conference.pk]), sent)
    item = AgendaItem.objects.with_place().get()
    assert (item.title, item.dossier) == ("Tolk", case)
    assert item.seats.filter(organisation=police).exists()


def test_police_finishes_only_the_own_action(sign_in, coordinator, police_liaison, new_item, shelter):
    item = new_item("case", organisations=[police_liaison.organisation])
    due = {"due_on": date(2026, 12, 1), "by": coordinator}
    own = actions.add_action(item, text="Tolk", owner_organisation=police_liaison.organisation, **due)
    other = actions.add_action(item, text="Bed", owner_organisation=shelter, **due)
    client = sign_in(police_liaison)

    client.post(reverse("conferences:action", args=[own.pk]), {"state": "done"})
    assert client.post(reverse("conferences:action", args=[other.pk]), {"state": "done"}).status_code == 404
    assert ActionItem.objects.get(pk=own.pk).state == "done"


def test_blocked_action_needs_a_reason(sign_in, coordinator, new_item, police):
    promise = actions.add_action(
        new_item(), text="Tolk", owner_organisation=police, due_on=date(2026, 12, 1), by=coordinator
    )
    address = reverse("conferences:action", args=[promise.pk])
    assert "Schrijf op waarom." in sign_in(coordinator).post(address, {"state": "blocked"}).content.decode()


def test_attendance_and_close_on_screen(sign_in, coordinator, conference, police):
    client = sign_in(coordinator)
    client.post(
        reverse("conferences:attendance", args=[conference.pk]),
        {str(row.organisation_id): "absent" for row in conference.attendance.all()},
    )
    client.post(reverse("conferences:close", args=[conference.pk]))
    conference.refresh_from_db()
    assert not conference.is_open
    assert conference.attendance.get(organisation=police).status == "absent"


def test_closing_asks_again_and_names_whose_attendance_is_not_known(
    sign_in, coordinator, conference, shelter
):
    conference.attendance.exclude(organisation=shelter).update(status="present")
    page = sign_in(coordinator).get(conference.get_absolute_url()).content.decode()
    assert "De aanwezigheid is nog niet vastgelegd van: Opvang Peelrand." in page
    assert "Ja, sluit dit overleg" in page


@pytest.mark.parametrize(
    ("held_on", "is_kept"), [("1900-01-01", False), ("2000-01-01", True), ("2999-01-01", False)]
)
def test_meeting_is_neither_long_ago_nor_far_away(sign_in, coordinator, held_on, is_kept):
    sent = {"kind": "ko18min", "held_on": held_on, "starts_at": "09.30", "place": "Venlo"}
    page = sign_in(coordinator).post(reverse("conferences:create"), sent).content.decode()
    assert Conference.objects.exists() == is_kept
    assert ("een dag vanaf 1 januari 2000" in page) != is_kept


def test_reading_the_minutes_leaves_a_look(sign_in, coordinator, new_item, new_case, trail_head):
    case = new_case()
    item = new_item("case", dossier=case)
    sign_in(coordinator).get(item.get_absolute_url())

    event = Event.objects.get(kind="conferences.viewed")
    assert event.details == {"item": str(item.pk), "dossiers": [str(case.pk)]}
