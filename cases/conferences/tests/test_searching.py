"""The words of the minutes are found by whoever may read the minutes, and by nobody else."""

import pytest
from django.urls import reverse

from cases.conferences import actions
from cases.conferences.choices import Confidentiality, LineKind
from cases.notes.searching import Hit

C = Confidentiality


@pytest.fixture
def dossier(new_case):
    return new_case()


@pytest.fixture
def minuted(new_item, coordinator, dossier):
    """`minuted("tekst", C.CASE, by=…)`: a line about the dossier, under who may see it."""

    def make(text: str, confidentiality=C.CASE, by=None):
        item = new_item(confidentiality, dossier=dossier, by=by)
        actions.add_line(item, kind=LineKind.SHARED, text=text, by=by or coordinator)
        return item

    return make


@pytest.fixture
def found(sign_in):
    """`found(user, dossier, "woord")`: what the search inside one dossier shows."""

    def make(user, dossier, words: str) -> list[Hit]:
        page = sign_in(user).post(reverse("notes:search", args=[dossier.pk]), {"words": words}, follow=True)
        hits: list[Hit] = page.context["result"].hits
        return hits

    return make


def test_a_line_of_the_minutes_is_found_and_leads_to_its_item(minuted, found, coordinator, dossier):
    item = minuted("De opvang belde over een uitstapje.")
    (hit,) = found(coordinator, dossier, "uitstapje")

    assert (hit.source.label, hit.url) == ("Verslag van een overleg", item.get_absolute_url())
    assert hit.moment.date() == item.conference.held_on


def test_the_minutes_of_another_dossier_are_not_found(minuted, found, coordinator, new_case):
    minuted("De opvang belde over een uitstapje.")

    assert found(coordinator, new_case(), "uitstapje") == []


def test_minutes_that_are_for_named_people_are_found_by_them_only(
    minuted, found, coordinator, colleague, dossier
):
    minuted("De opvang belde over een uitstapje.", C.RESTRICTED)

    assert len(found(coordinator, dossier, "uitstapje")) == 1
    assert found(colleague, dossier, "uitstapje") == []


def test_after_a_move_to_another_house_the_minutes_stay_with_the_first(
    minuted, found, other_coordinator, dossier
):
    minuted("De opvang belde over een uitstapje.")
    type(dossier).objects.filter(pk=dossier.pk).update(house=other_coordinator.house)

    assert found(other_coordinator, dossier, "uitstapje") == []
