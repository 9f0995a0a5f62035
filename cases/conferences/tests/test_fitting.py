"""Children at 18-, adults at 18+, and the reason where somebody is in between."""

from datetime import date

import pytest
from django.urls import reverse

from cases.conferences import actions
from cases.conferences.actions import Audience
from cases.conferences.fitting import About, objection
from cases.conferences.models import AgendaItem

REPORTED, HELD = date(2026, 11, 2), date(2026, 11, 25)


def verdict(kind, age, held_on=HELD, **about) -> str:
    found = objection(kind, About(age, about.pop("may_be_minor", False), REPORTED, **about), held_on)
    return "ok" if found is None else "reason" if found.may_deviate else "no"


@pytest.mark.parametrize(
    ("age", "at_18_plus", "at_18_min"),
    [
        (11, "no", "ok"),
        (16, "no", "ok"),
        (17, "reason", "ok"),
        (18, "ok", "reason"),
        (22, "ok", "reason"),
        (23, "ok", "no"),
        (None, "ok", "reason"),
    ],
)
def test_age_decides_at_which_meeting_somebody_belongs(age, at_18_plus, at_18_min):
    assert verdict("ko18plus", age) == at_18_plus
    assert verdict("ko18min", age) == at_18_min
    assert verdict("casus_avim", age) == "ok"


@pytest.mark.parametrize("age", [None, 17, 19, 30])
def test_who_may_be_a_child_is_one_at_every_age(age):
    assert verdict("ko18plus", age, may_be_minor=True) == "no"
    assert verdict("ko18min", age, may_be_minor=True) == "ok"


@pytest.mark.parametrize(("held_on", "expected"), [(date(2027, 11, 1), "no"), (date(2027, 11, 2), "reason")])
def test_somebody_of_16_may_have_become_18_a_year_later(held_on, expected):
    assert verdict("ko18plus", 16, held_on) == expected


def test_adult_who_stood_at_18_min_before_may_come_back_with_a_reason():
    assert verdict("ko18min", 30, was_at_meeting_for_children=True) == "reason"


def test_child_is_refused_at_18_plus_with_a_sentence_at_the_number(
    sign_in, coordinator, conference, new_case
):
    sent = {"title": "School", "dossier": new_case(age=12).case_number, "confidentiality": "case"}
    page = (
        sign_in(coordinator)
        .post(reverse("conferences:add_item", args=[conference.pk]), sent)
        .content.decode()
    )
    assert "Dit dossier gaat over een kind. Kies een ketenoverleg 18-." in page
    assert not AgendaItem.objects.exists()


def test_somebody_of_almost_18_comes_to_18_plus_with_a_reason(sign_in, coordinator, conference, new_case):
    sent = {"title": "School", "dossier": new_case(age=17).case_number, "confidentiality": "case"}
    client, address = sign_in(coordinator), reverse("conferences:add_item", args=[conference.pk])
    assert "Schrijf op waarom" in client.post(address, sent).content.decode()
    assert "Schrijf op waarom" in client.post(address, {**sent, "deviation_reason": " "}).content.decode()

    client.post(address, {**sent, "deviation_reason": "Wordt volgende week 18."})
    item = AgendaItem.objects.with_place().get()
    assert item.deviation_reason == "Wordt volgende week 18."
    assert "Wordt volgende week 18." in client.get(item.get_absolute_url()).content.decode()


def test_reason_that_was_not_needed_is_not_kept(conference, coordinator, new_case, collected):
    item = actions.add_item(
        conference,
        title="Tolk",
        audience=Audience("case"),
        dossier=new_case(),
        deviation_reason="Zomaar",
        by=coordinator,
    )
    assert item.deviation_reason == ""
    assert collected.events[-1].details["deviates"] is False
