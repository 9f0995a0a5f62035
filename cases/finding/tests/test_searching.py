"""Who is found, by whom, and what stays of the question."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cases.finding import actions
from cases.finding.choices import ReferenceKind, Trail
from cases.finding.forms import SearchForm
from cases.finding.models import SearchQuery
from cases.finding.tests.steps import change_name
from zorgportaal.accounts.choices import Role
from zorgportaal.audit.models import Event
from zorgportaal.vault.models import DataKey

SEARCH = reverse("finding:search")
MOST_QUERIES = 8


@pytest.mark.parametrize(
    "asked",
    [
        {"surname": "Nguyen", "given_names": "Thi Lan"},
        {"surname": "Lan Nguyen"},
        {"surname": "Ngyuen", "given_names": "Lan"},
        {"surname": "N.", "given_names": "Lan", "born": "1998"},
        {"surname": "Nguyen", "born": "1999"},
        {"surname": "Nguyen", "given_names": "Lan", "born": "1998", "nationality": "0336"},
    ],
)
def test_somebody_is_found_by_a_name_in_another_order_spelling_or_part(lan, found, asked):
    assert found(**asked) == [lan]


@pytest.mark.parametrize(
    "asked",
    [
        {"surname": "Nguyen", "given_names": "Thi Hoa"},
        {"surname": "Tran", "given_names": "Thi Lan"},
        {"surname": "Nguyen", "given_names": "Lan", "born": "1961"},
        {"surname": "Jansen", "given_names": "Piet"},
    ],
)
def test_another_person_of_the_same_surname_or_age_is_not_found(lan, found, asked):
    assert found(**asked) == []


@pytest.mark.parametrize("number", ["1234567890", "V 1234 567 890", "+31 6 00000001", "0031600000001"])
def test_somebody_is_found_by_a_whole_number_however_it_is_written(lan, found, number):
    assert found(number=number) == [lan]


@pytest.mark.parametrize("number", ["1234567891", "123456789", "234567890", "--"])
def test_a_part_of_a_number_finds_nobody(lan, found, number):
    assert found(number=number) == []


def test_a_dossier_is_found_by_its_number_however_typed(lan, found):
    assert found(number=lan.case_number.lower().replace("-", " ")) == [lan]


def test_a_bsn_is_found_whole_only(somebody, found):
    dossier = somebody("Voorbeeldsen", bsn=f"{12:09}")

    assert found(number=f"{12:09}") == [dossier]
    assert found(number=f"{12:08}") == []


def test_a_dossier_is_found_by_the_number_that_the_police_or_comensha_gave_it(lan, found, coordinator):
    actions.add_reference(lan, kind=ReferenceKind.POLICE, number="PL2300-2026.00001", by=coordinator)

    assert found(number="pl2300 202600001") == [lan]
    assert found(number="PL2300-2026.0000") == []


def test_a_new_name_is_found_and_the_old_one_is_not(lan, found, coordinator):
    change_name(lan, coordinator, surname="Trần")

    assert found(surname="Tran", given_names="Thi Lan") == [lan]
    assert found(surname="Nguyen", given_names="Thi Lan") == []


def test_a_colleague_in_another_house_finds_nobody_and_reads_the_same(lan, client_of, other_coordinator):
    client = client_of(other_coordinator)

    foreign = client.post(SEARCH, {"number": "1234567890"}, follow=True)
    absent = client.post(SEARCH, {"number": "0987654321"}, follow=True)

    assert foreign.context["found"] == absent.context["found"] == []
    assert foreign.content.count(b"<") == absent.content.count(b"<")


def test_birth_date_and_nationality_are_part_of_the_reason(lan, look, coordinator):
    query = look(surname="Nguyen", given_names="Lan", born="1998-03-14", nationality="0336")
    (found,) = actions.find(query, by=coordinator)

    assert found.reason == "dezelfde namen, andere volgorde; zelfde geboortedatum; zelfde nationaliteit"
    assert found.score == 1


def test_day_and_month_may_be_the_wrong_way_round(somebody, look, coordinator):
    somebody("Popescu", "Maria", birth_date=date(1998, 3, 4))
    (found,) = actions.find(look(surname="Popescu", given_names="Maria", born="1998-04-03"), by=coordinator)

    assert "dag en maand van geboorte verwisseld" in found.reason


# --- the page -------------------------------------------------------------
def test_what_was_looked_for_stands_in_no_address_and_the_page_can_be_loaded_again(
    lan, client_of, coordinator
):
    client = client_of(coordinator)
    answer = client.post(SEARCH, {"surname": "Nguyen", "given_names": "Lan"})

    assert answer.status_code == 302
    assert "nguyen" not in answer["Location"].lower()
    for _ in range(2):
        page = client.get(answer["Location"])
        assert [one.dossier for one in page.context["found"]] == [lan]


def test_nobody_else_opens_the_result(look, colleague, coordinator, client_of):
    query = look(surname="Nguyen", given_names="Lan")

    assert client_of(colleague).get(query.get_absolute_url()).status_code == 404
    assert client_of(coordinator).get(query.get_absolute_url()).status_code == 200


def test_after_eight_hours_the_question_is_gone_with_its_key(look, client_of, coordinator):
    query = look(surname="Nguyen", given_names="Lan")
    with time_machine.travel(timezone.now() + timedelta(hours=8, minutes=1)):
        assert not SearchQuery.objects.visible_to(coordinator).exists()
        assert actions.forget_searches() == 1
        assert actions.forget_searches() == 0

    assert not DataKey.objects.filter(pk=query.key_id).exists()
    assert not SearchQuery.objects.exists()


def test_the_columns_of_a_question_hold_nothing_that_can_be_read(look):
    look(surname="Kanariegeel", given_names="Test", born="1998", number="1234567890")
    stored = str(list(SearchQuery.objects.values()))

    for word in ("Kanariegeel", "1998", "1234567890"):
        assert word not in stored


def test_the_trail_keeps_what_was_found_but_not_what_was_looked_for(lan, client_of, coordinator, trail_head):
    client = client_of(coordinator)
    client.post(SEARCH, {"surname": "Nguyen", "given_names": "Lan"}, follow=True)

    asked, found = Event.objects.filter(kind__in=[Trail.SEARCHED, Trail.FOUND]).order_by("number")
    assert set(asked.details) == {"term"}
    assert found.details == {"ids": [str(lan.pk)]}
    assert "guyen" not in str(list(Event.objects.values()))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "number"),
        ({"surname": "Nguyen"}, "given_names"),
        ({"surname": "Nguyen", "born": "1870"}, "born"),
        ({"surname": "Nguyen", "born": "gisteren"}, "born"),
        ({"number": "ZL-7F3K-82QN"}, "number"),
    ],
)
def test_half_a_question_is_not_asked(database, typed, field):
    form = SearchForm(typed)

    assert field in form.errors


def test_a_name_typed_in_the_box_of_numbers_is_understood(database):
    form = SearchForm({"number": "Lan Nguyen"})

    assert form.is_valid()
    assert (form.asked().number, form.asked().surname) == ("", "Lan Nguyen")


@pytest.mark.parametrize("number", [1, 12])
def test_a_result_costs_the_same_for_any_number_of_dossiers(
    somebody, look, client_of, coordinator, count_queries, number
):
    for _ in range(number):
        somebody("Nguyen", "Thi Lan")
    query = look(surname="Nguyen", given_names="Lan")

    assert count_queries(client_of(coordinator), query.get_absolute_url()) <= MOST_QUERIES


# --- the intake that follows ----------------------------------------------
def test_none_of_these_begins_an_intake_in_which_the_name_stands_already(look, client_of, coordinator):
    query = look(surname="Nguyen", given_names="Lan", born="1998-03-14")
    client = client_of(coordinator)

    page = client.post(reverse("finding:begin_intake", args=[query.pk]), follow=True)

    address, _ = page.redirect_chain[-1]
    assert address.startswith(reverse("dossiers:register"))
    assert "nguyen" not in address.lower()
    assert 'value="Nguyen"' in page.content.decode()


def test_a_process_director_may_look_but_not_begin_an_intake(look, client_of, process_director):
    query = look(by=process_director, surname="Nguyen", given_names="Lan")
    client = client_of(process_director)

    page = client.get(query.get_absolute_url())
    assert "nieuwe intake" not in page.content.decode()
    assert client.post(reverse("finding:begin_intake", args=[query.pk])).status_code == 404


def test_who_works_at_no_house_can_look_too(look, make_user):
    assert look(by=make_user(Role.PROCESS_DIRECTOR), surname="Nguyen", given_names="Lan").key
