"""The worklist as a coordinator reads it in the morning."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.dossiers import actions as dossiers
from cases.dossiers.choices import SafetyLevel, Status, Vocabulary
from cases.dossiers.milestones import Milestone
from cases.dossiers.models import Dossier, TeamMember
from cases.dossiers.tests.conftest import word
from cases.dossiers.tests.test_pages import SECRETS, copies
from cases.notes.models import Note
from cases.worklist.board import spoken_on
from cases.worklist.choices import Trail
from cases.worklist.models import Alarm
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit.models import Event

ADDRESS = reverse("worklist:list")
MOST_QUERIES = 9  # one of them counts for the menu


@pytest.fixture
def client(client, coordinator, sign_in):
    return sign_in(coordinator)


@pytest.fixture
def task(days, today):
    """`task(dossier, in_days=-1, waits_on="CoMensha")` is something that has to be done."""

    def make(dossier, in_days=0, what="Bellen", **more) -> Milestone:
        made = Milestone(today + timedelta(days=in_days), dossier.pk, what, **more)
        days.append(made)
        return made

    return make


def board(client, **asked):
    return client.get(ADDRESS, asked).context["board"]


def test_a_new_intake_begins_with_a_search(client):
    page = client.get(ADDRESS).content.decode()

    assert f'href="{reverse("finding:search")}">Nieuwe intake' in page
    assert reverse("dossiers:register") not in page


def whats(rows) -> list[str]:
    return [row.milestone.what for row in rows]


# --- parts ----------------------------------------------------------------
def test_the_page_greets_by_first_name_and_counts_the_tasks_of_today(client, dossier, task, coordinator):
    task(dossier)
    task(dossier, in_days=-3)

    page = client.get(ADDRESS).content.decode()

    assert f"Goedemorgen {coordinator.name.split()[0]}, 2 taken voor vandaag" in page


def test_each_task_stands_in_the_part_of_its_day(client, dossier, task):
    for days, what in ((-2, "laat"), (0, "nu"), (1, "morgen"), (7, "week"), (8, "later")):
        task(dossier, in_days=days, what=what)

    found = board(client)

    assert whats(found.for_today) == ["laat", "nu"]
    assert whats(found.this_week) == ["morgen", "week"]


def test_a_late_task_says_how_late_and_a_term_how_long_ago(client, dossier, task):
    task(dossier, in_days=-1)
    task(dossier, in_days=-2, warns=True)

    page = client.get(ADDRESS).content.decode()

    assert "1 dag te laat" in page
    assert "2 dagen geleden" in page


def test_a_term_of_a_month_ago_is_history_and_a_promise_is_not(client, dossier, task):
    task(dossier, in_days=-31, what="termijn", warns=True)
    task(dossier, in_days=-31, what="meldplicht", waits_on="cliënt")
    task(dossier, in_days=-32, what="gevraagd", waits_on="politie", since=date(2026, 9, 1))
    task(dossier, in_days=-31, what="belofte")

    assert whats(board(client).for_today) == ["gevraagd", "belofte"]


def test_the_greatest_danger_comes_first_whatever_its_day(client, register, task):
    calm, acute = register(), register(safety_level=SafetyLevel.ACUTE)
    task(calm, in_days=-5, what="oud")
    task(acute, what="gevaar")

    assert whats(board(client).for_today) == ["gevaar", "oud"]


def test_whom_we_wait_for_longest_stands_on_top_together(client, register, task, today):
    one, two = register(), register()
    task(one, what="Plek", waits_on="CoMensha", since=today - timedelta(days=2))
    task(two, what="Plek", waits_on="CoMensha", since=today - timedelta(days=1))
    task(one, what="Woning", waits_on="Gemeente Venlo", since=today - timedelta(days=34))
    task(two, what="Meldplicht", in_days=5, waits_on="cliënt")

    waiting = board(client).waiting

    assert [(group.who, len(group.rows), group.days) for group in waiting] == [
        ("Gemeente Venlo", 1, 34),
        ("CoMensha", 2, 2),
    ]


def test_an_empty_day_says_when_the_first_task_is(client, dossier, task):
    task(dossier, in_days=4)

    page = client.get(ADDRESS).content.decode()

    assert "geen taken voor vandaag" in page
    assert "De eerste taak is dinsdag 24 november." in page


def test_a_row_shows_no_more_than_a_list_may(client, register, identity, task):
    dossier = register(identity=identity)
    task(dossier)

    page = client.get(ADDRESS).content.decode()

    assert "vrouw, 22 · Venlo" in page
    for hidden in [*SECRETS, "Seksuele", "verhoogd"]:
        assert hidden not in page


def test_what_only_a_coordinator_may_know_stays_out_of_a_directors_worklist(
    client, dossier, task, coordinator, process_director, sign_in
):
    task(dossier, what="geheim", needs=Permission.CHANGE_DOSSIER)
    task(dossier, what="voor beiden")
    dossiers.add_to_team(dossier, by=coordinator, member=process_director)

    assert whats(board(sign_in(process_director)).for_today) == ["voor beiden"]


# --- ways to look ---------------------------------------------------------
def test_chips_count_what_they_lead_to(client, register, colleague, other_coordinator):
    register()
    register(by=colleague)
    register(by=other_coordinator)

    labels = [chip.label for chip in client.get(ADDRESS).context["looking"].scopes]

    assert labels == ["Mijn dossiers (1)", "Heel het huis (2)"]


def test_who_was_not_spoken_for_30_days_is_found_without_a_task(client, register, today):
    silent = register(reported_on=today - timedelta(days=31))
    register(reported_on=today - timedelta(days=30))

    assert board(client, welke="niet-gesproken").dossiers == [silent]
    assert silent.case_number in client.get(ADDRESS, {"welke": "niet-gesproken"}).content.decode()


def test_whoever_was_spoken_to_is_not_among_the_silent(client, register, coordinator, today):
    silent, talked = (register(reported_on=today - timedelta(days=60)) for _ in range(2))
    Note.objects.create(
        dossier=talked,
        kind=word(Vocabulary.NOTE_KIND, "PHONE"),
        happened_at=timezone.now() - timedelta(days=1),
        text="",
        is_contact=True,
        written_by=coordinator,
    )

    found = board(client, welke="niet-gesproken")
    assert found.dossiers == [silent]
    assert spoken_on(next(one for one in found.in_scope if one == talked)) == today - timedelta(days=1)


def test_asked_shelter_is_a_way_to_look(client, register, coordinator):
    asking, _ = register(), register()
    kind = word(Vocabulary.HELP_REQUEST_TYPE, "SHELTER")
    asking.help_requests.create(type=kind, urgency="now", created_by=coordinator)

    assert board(client, welke="opvang").dossiers == [asking]


@pytest.mark.parametrize(
    ("asked", "order"), [("wanneer", ["a", "b"]), ("-wanneer", ["b", "a"]), ("wacht", ["b", "a"])]
)
def test_a_column_sorts_and_says_so(client, dossier, task, asked, order):
    task(dossier, in_days=-2, what="a", waits_on="politie")
    task(dossier, in_days=-1, what="b")

    page = client.get(ADDRESS, {"volgorde": asked})

    assert whats(page.context["board"].for_today) == order
    direction = "descending" if asked.startswith("-") else "ascending"
    assert f'aria-sort="{direction}"' in page.content.decode()


def test_closed_dossiers_are_asked_for(client, register, task):
    closed = register()
    Dossier.objects.filter(pk=closed.pk).update(status=Status.CLOSED)
    task(closed)

    assert board(client).for_today == []
    assert whats(board(client, status="afgesloten").for_today) == ["Bellen"]


@pytest.mark.parametrize(
    "asked", [{"wie": "'; --"}, {"welke": "x"}, {"status": "y"}, {"volgorde": "-naam"}, {"volgorde": "--"}]
)
def test_what_is_not_offered_gives_the_usual_worklist(client, dossier, asked):
    assert board(client, **asked).in_scope == [dossier]


# --- trail and cost -------------------------------------------------------
def test_the_worklist_leaves_one_look_with_the_ids_shown(client, dossier, coordinator):
    before = Event.objects.count()
    client.get(ADDRESS)
    (event,) = Event.objects.order_by("number")[before:]

    assert (event.kind, event.is_look, event.actor) == (Trail.LISTED, True, coordinator.pk)
    assert event.details["ids"] == [str(dossier.pk)]


def test_the_worklist_costs_the_same_at_10_and_1000_dossiers(client, register, count_queries):
    dossier = register(reflection_started_on=date(2026, 11, 1))
    copies(dossier, 9)
    few = count_queries(client, ADDRESS)
    TeamMember.objects.exclude(dossier=dossier).delete()
    Dossier.objects.exclude(pk=dossier.pk).delete()
    copies(dossier, 999)

    assert count_queries(client, ADDRESS) == few <= MOST_QUERIES


def test_a_long_part_shows_50_rows_and_the_way_to_all(client, dossier, task):
    for number in range(60):
        task(dossier, what=f"Taak {number:02d}.")

    page = client.get(ADDRESS).content.decode()

    assert "Alle 60" in page
    assert "Taak 49." in page
    assert "Taak 50." not in page
    assert "Taak 59." in client.get(ADDRESS, {"alles": "ja"}).content.decode()


def test_an_alarm_keeps_its_place_until_somebody_saw_it(client, dossier, task):
    made = task(dossier, in_days=12, what="Bedenktijd eindigt", warns=True)
    alarm = Alarm.objects.create(dossier=dossier, what=made.what, day=made.day, step=14)

    assert whats(board(client).for_today) == ["Bedenktijd eindigt"]
    client.post(reverse("worklist:alarm_seen", args=[alarm.pk]))
    assert board(client).for_today == []
