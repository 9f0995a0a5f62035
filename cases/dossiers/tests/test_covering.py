"""What a cover lets somebody see of dossiers, and what the trail says of it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cases.conferences.models import ActionItem, AgendaItem, MinuteLine
from cases.dossiers import actions
from cases.dossiers.behalf import dossier_of
from cases.dossiers.models import Dossier
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import User
from zorgportaal.audit.models import Event
from zorgportaal.covering import actions as covering


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.fixture
def night(north, coordinator, other_coordinator):
    now = timezone.now()
    return covering.cover_house(
        north, by=coordinator, stand_in=other_coordinator, starts_at=now, ends_at=now + timedelta(hours=12)
    )


@pytest.fixture
def absence(coordinator, colleague):
    today = timezone.localdate()
    return covering.cover_for(coordinator, by=coordinator, stand_in=colleague, first=today, last=today)


def events_of(user, dossier):
    return Event.objects.filter(actor=user.pk, subject=dossier.pk)


def test_the_dossiers_of_whoever_is_away_are_mine_for_that_time(dossier, absence, colleague):
    assert Dossier.objects.of_team_member(fresh(colleague)).get() == dossier

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert not Dossier.objects.of_team_member(fresh(colleague)).exists()


def test_a_process_director_knows_through_a_cover_what_the_colleague_knew(
    dossier, coordinator, process_director, make_user, north
):
    actions.add_to_team(dossier, by=coordinator, member=process_director)
    other = make_user(Role.PROCESS_DIRECTOR, house=north)
    assert not Dossier.objects.visible_to(fresh(other)).exists()

    today = timezone.localdate()
    cover = covering.cover_for(process_director, by=coordinator, stand_in=other, first=today, last=today)
    assert Dossier.objects.visible_to(fresh(other)).get() == dossier

    covering.end(cover, by=other)
    assert not Dossier.objects.visible_to(fresh(other)).exists()


def test_the_trail_says_for_whom(dossier, absence, coordinator, colleague, sign_in):
    sign_in(colleague).get(reverse("dossiers:detail", args=[dossier.pk]))

    assert events_of(colleague, dossier).get().on_behalf_of == coordinator.pk


def test_a_line_of_the_minutes_is_about_the_dossier_of_its_item(dossier):
    item = AgendaItem(dossier=dossier)

    assert dossier_of(MinuteLine(item=item)) == dossier_of(ActionItem(item=item)) == dossier


def test_what_is_of_ones_own_team_one_does_for_oneself(register, absence, colleague, sign_in):
    mine = register(by=colleague)
    sign_in(colleague).get(reverse("dossiers:detail", args=[mine.pk]))

    assert [event.on_behalf_of for event in events_of(colleague, mine)] == [None]


def test_by_night_the_other_house_opens_and_changes_and_then_it_is_gone(
    dossier, night, north, other_coordinator, sign_in
):
    client = sign_in(other_coordinator)
    address = reverse("dossiers:detail", args=[dossier.pk])
    page = client.get(address).content.decode()

    assert "U neemt waar voor <b>Zorg- en Veiligheidshuis Noord-Limburg</b>" in page
    assert client.get(reverse("dossiers:change", args=[dossier.pk])).status_code == 200
    assert set(events_of(other_coordinator, dossier).values_list("on_behalf_of", flat=True)) == {north.pk}

    with time_machine.travel(timezone.now() + timedelta(hours=13)):
        client = sign_in(other_coordinator)
        assert client.get(address).status_code == 404


def test_the_looks_and_the_trail_page_name_the_house(
    dossier, night, coordinator, other_coordinator, privacy_officer, sign_in
):
    sign_in(other_coordinator).get(reverse("dossiers:detail", args=[dossier.pk]))
    page = sign_in(coordinator).get(reverse("dossiers:detail", args=[dossier.pk])).content.decode()
    trail = sign_in(privacy_officer).get("/logboek/", {"object": str(dossier.pk)}).content.decode()

    assert "voor Zorg- en Veiligheidshuis Noord-Limburg" in page
    assert "voor Zorg- en Veiligheidshuis Noord-Limburg" in trail


@pytest.mark.parametrize("number", [0, 3])
def test_a_list_costs_the_same_whoever_one_stands_in_for(
    count_queries, register, absence, colleague, sign_in, number
):
    for _ in range(number):
        register()

    assert count_queries(sign_in(colleague), reverse("dossiers:list")) <= 8
