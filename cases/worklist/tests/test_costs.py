"""At most 8 questions to the database for a list and 12 for a tab of a dossier, however much there is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.closing.actions import plan_aftercare
from cases.dossiers.actions import add_to_team
from cases.dossiers.choices import Vocabulary
from cases.dossiers.tabs import TABS
from cases.notes.actions import Entry, write_note
from cases.notes.choices import Partner
from zorgportaal.accounts.choices import Role

LIST, TAB = 8, 12


@pytest.fixture
def fill(make_user, coordinator, north, word):
    """`fill(dossier, 12)`: as many notes, moments of aftercare and colleagues."""

    def add(dossier, number: int) -> None:
        for day in range(number):
            entry = Entry(
                kind=word(Vocabulary.NOTE_KIND, "PHONE"),
                partner=Partner.SELF,
                happened_at=timezone.now() - timedelta(days=day),
                minutes=10,
                text="Verzonnen: gebeld.",
            )
            write_note(dossier, entry=entry, by=coordinator)
            plan_aftercare(
                dossier,
                by=coordinator,
                type=word(Vocabulary.AFTERCARE_TYPE, "CHECK_IN"),
                starts_on=timezone.localdate() + timedelta(days=number + day),
                months=[1],
            )
            add_to_team(dossier, by=coordinator, member=make_user(Role.CARE_COORDINATOR, house=north))

    return add


@pytest.mark.parametrize("query", ["", "?wie=huis&status=alle", "?wie=huis&status=nazorg&volgorde=oudste"])
def test_the_list_costs_the_same_for_a_few_and_for_more_than_a_page(
    sign_in, coordinator, new_case, count_queries, query
):
    client, address = sign_in(coordinator), reverse("dossiers:list") + query
    new_case()
    few = count_queries(client, address)
    for _ in range(54):
        new_case()

    assert count_queries(client, address) == few <= LIST


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_a_tab_costs_the_same_for_a_young_and_an_old_dossier(
    sign_in, coordinator, new_case, count_queries, fill, tab
):
    dossier, client = new_case(), sign_in(coordinator)
    address = reverse(tab.name, args=[dossier.pk])
    fill(dossier, 1)
    few = count_queries(client, address)
    fill(dossier, 12)

    assert count_queries(client, address) == few <= TAB
