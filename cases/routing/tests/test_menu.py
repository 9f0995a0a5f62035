"""The numbers in the menu, at the example of Hulpvragen."""

import re

import pytest
from django.urls import reverse

from zorgportaal.navigation import MOST, pages_of, what_waits


def number(user) -> int:
    return what_waits(user, pages_of(user))["routing:list"]


def test_the_menu_counts_what_waits_for_this_person_and_not_for_a_colleague(asked, coordinator, colleague):
    assert number(coordinator) == 1
    assert number(colleague) == 0


def test_what_a_provider_has_to_answer_is_not_counted(place, cosm, coordinator):
    place(cosm)

    assert number(coordinator) == 0


def test_counting_stops_somewhere(many_requests, coordinator):
    many_requests(MOST + 5)

    assert number(coordinator) == MOST


def test_all_pages_are_counted_in_one_query(asked, coordinator, django_assert_num_queries):
    pages = pages_of(coordinator)
    assert coordinator.covers == []  # known with the session, on a page

    with django_assert_num_queries(1):
        what_waits(coordinator, pages)


def test_who_has_nothing_to_count_costs_no_query(policy_advisor, django_assert_num_queries):
    with django_assert_num_queries(0):
        what_waits(policy_advisor, pages_of(policy_advisor))


def test_a_dossier_shows_the_number_of_the_last_list(sign_in, coordinator, asked):
    client = sign_in(coordinator)
    client.get(reverse("worklist:list"))

    page = client.get(asked.dossier.get_absolute_url()).content.decode()

    assert re.search(r'Hulpvragen <span class="nav__count">1<', page)


@pytest.fixture
def many_requests(asked, coordinator):
    def make(number: int) -> None:
        kind = type(asked)
        kind.objects.bulk_create(
            kind(dossier=asked.dossier, type=asked.type, urgency="week", created_by=coordinator)
            for _ in range(number)
        )

    return make
