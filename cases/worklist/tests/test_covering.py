"""Whoever stands in for somebody finds that work in the own worklist, and by itself."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.dossiers.milestones import Milestone
from zorgportaal.covering import actions as covering

ADDRESS = reverse("worklist:list")


@pytest.fixture
def client(client, coordinator, sign_in, cover):
    return sign_in(coordinator)


@pytest.fixture
def cover(coordinator, colleague, today):
    last = today + timedelta(days=7)
    return covering.cover_for(colleague, by=colleague, stand_in=coordinator, first=today, last=last)


def test_the_page_says_for_whom_and_until_when(client, colleague):
    page = client.get(ADDRESS).content.decode()

    assert f"U neemt waar voor {colleague.name}" in page
    assert "tot en met 27 november" in page


def test_the_tasks_of_who_is_away_stand_between_the_own_and_can_be_seen_apart(
    client, register, colleague, days, today
):
    own, others = register(), register(by=colleague)
    days.extend(Milestone(today, one.pk, "Bellen") for one in (own, others))

    assert len(client.get(ADDRESS).context["board"].for_today) == 2
    page = client.get(ADDRESS, {"wie": "waarneming"})
    assert [row.dossier for row in page.context["board"].for_today] == [others]
    assert "Waarneming (1)" in page.content.decode()


def test_who_stands_in_for_nobody_sees_no_such_place(client, cover, colleague, sign_in):
    page = sign_in(colleague).get(ADDRESS).content.decode()

    assert "U neemt waar" not in page
    assert "Waarneming (" not in page
