"""Leafing: everybody once, in both directions, whatever happens meanwhile, and as quick at the end."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from cases.dossiers import paging
from cases.dossiers.choices import SafetyLevel, Status
from cases.dossiers.listing import DANGER, NEWEST, OLDEST
from cases.dossiers.models import Dossier

ADDRESS = reverse("dossiers:list")


@pytest.fixture
def client(client, coordinator, sign_in):
    return sign_in(coordinator)


@pytest.fixture
def seven(register, monkeypatch) -> list[Dossier]:
    """Seven dossiers on pages of three."""
    monkeypatch.setattr(paging, "PER_PAGE", 3)
    levels = [SafetyLevel.ACUTE, SafetyLevel.HIGH, *[SafetyLevel.RAISED] * 5]
    return [
        register(safety_level=level, reported_on=date(2026, 10, 1 + place % 3))
        for place, level in enumerate(levels)
    ]


def leaf(client, **asked: str) -> list[list[str]]:
    """The numbers on each page, following “Volgende”."""
    pages, page = [], client.get(ADDRESS, asked).context
    while True:
        pages.append([dossier.case_number for dossier in page["rows"]])
        if page["page"].following is None:
            return pages
        page = client.get(ADDRESS, asked | {"na": page["page"].following}).context


@pytest.mark.parametrize("order", [DANGER, NEWEST, OLDEST])
def test_every_dossier_is_on_exactly_one_page(client, seven, order):
    pages = leaf(client, volgorde=order)

    assert [len(page) for page in pages] == [3, 3, 1]
    assert len({number for page in pages for number in page}) == 7


def test_danger_comes_first_and_then_the_newest(client, seven):
    first, *_ = leaf(client)

    assert first[:2] == [seven[0].case_number, seven[1].case_number]


def test_the_way_back_shows_the_same_pages(client, seven):
    first = client.get(ADDRESS).context["page"]
    second = client.get(ADDRESS, {"na": first.following}).context["page"]
    third = client.get(ADDRESS, {"na": second.following}).context["page"]

    back = client.get(ADDRESS, {"voor": third.previous}).context["page"]
    assert (back.ids, back.following) == (second.ids, second.following)
    assert client.get(ADDRESS, {"voor": back.previous}).context["page"].ids == first.ids
    assert (first.previous, third.following) == (None, None)


def test_a_new_dossier_pushes_nothing_off_the_following_page(client, seven, register):
    pages = leaf(client)
    following = client.get(ADDRESS).context["page"].following
    register(safety_level=SafetyLevel.ACUTE)

    page = client.get(ADDRESS, {"na": following}).context["rows"]
    assert [dossier.case_number for dossier in page] == pages[1]


def test_an_address_names_no_case_number(client, seven):
    page = client.get(ADDRESS).content.decode()

    assert "na=" in page
    assert not any(f"na={dossier.case_number}" in page for dossier in seven)


@pytest.mark.parametrize("asked", [{"na": "x"}, {"na": "00000000-0000-4000-8000-000000000000"}, {"voor": ""}])
def test_a_place_that_is_none_gives_the_first_page(client, seven, asked):
    assert client.get(ADDRESS, asked).context["page"].ids == client.get(ADDRESS).context["page"].ids


def test_the_place_of_a_strangers_dossier_tells_nothing(client, seven, register, other_coordinator):
    foreign = register(by=other_coordinator)

    page = client.get(ADDRESS, {"na": foreign.pk, "wie": "huis"}).context["page"]
    assert page.ids == client.get(ADDRESS, {"wie": "huis"}).context["page"].ids


def test_counting_stops_at_a_number_that_says_enough(client, seven, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 6)

    assert "meer dan 6" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("state", [None, Status.ACTIVE])
def test_a_deep_page_is_entered_by_an_index(seven, coordinator, state):
    """No sort and no leafing through what stands before: only then is the last page as quick as the first."""
    order = paging.Order(("danger", "reported_on", "case_number"), is_descending=True)
    dossiers = Dossier.objects.visible_to(coordinator)
    dossiers = dossiers.filter(status=state) if state else dossiers.exclude(status=Status.CLOSED)
    deep = order.beyond(dossiers, (0, date(2020, 1, 1), "NM")).values("pk")[:50]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    plan = deep.explain()

    assert "Sort" not in plan
    assert "Index Cond" in plan
    assert "ROW(danger, reported_on" in plan
