"""Roles and last days in the case team, and taking somebody off."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cases.dossiers import actions
from cases.dossiers.choices import TeamRole, Trail
from cases.dossiers.models import Dossier, TeamMember
from zorgportaal.audit.models import Event


@pytest.fixture
def client(client, coordinator, sign_in):
    return sign_in(coordinator)


@pytest.fixture
def take_off(client, dossier):
    address = reverse("dossiers:leave_team", args=[dossier.pk])
    return lambda member: client.post(address, {"member": str(member)}, follow=True).content.decode()


@pytest.fixture
def member(dossier, coordinator, process_director) -> TeamMember:
    return actions.add_to_team(dossier, by=coordinator, member=process_director)


def test_whoever_is_taken_off_no_longer_knows_of_the_dossier(take_off, member, dossier, process_director):
    """C013: at the very next request, not at midnight."""
    assert Dossier.objects.visible_to(process_director).exists()

    take_off(member.pk)

    member.refresh_from_db()
    assert member.ends_on == timezone.localdate()
    assert not Dossier.objects.visible_to(process_director).exists()


def test_taking_off_leaves_one_row_on_the_trail(take_off, member, dossier, process_director):
    take_off(member.pk)
    take_off(member.pk)

    event = Event.objects.get(kind=Trail.LEFT)
    assert (event.subject, event.details) == (dossier.pk, {"member": str(process_director.pk)})


def test_the_last_of_the_team_stays(take_off, dossier):
    page = take_off(dossier.team.get().pk)

    assert "Dit is de laatste in het casusteam." in page
    assert dossier.team.get().ends_on is None


@pytest.fixture
def change(client, dossier):
    address = reverse("dossiers:change_member", args=[dossier.pk])

    def post(member, role="member", ends_on=""):
        typed = {"member": str(member.pk), "role": role, "ends_on": ends_on}
        return client.post(address, typed, follow=True).content.decode()

    return post


def test_whoever_registers_coordinates(dossier):
    assert dossier.team.get().role == TeamRole.COORDINATOR


def test_a_place_with_an_end_date_ends_by_itself(dossier, coordinator, process_director):
    last = timezone.localdate() + timedelta(days=14)
    actions.add_to_team(dossier, by=coordinator, member=process_director, role=TeamRole.READER, ends_on=last)
    assert Dossier.objects.visible_to(process_director).exists()

    with time_machine.travel(timezone.now() + timedelta(days=14)):
        assert not Dossier.objects.of_team_member(process_director).exists()


def test_another_coordinator_takes_over_from_who_was_it(dossier, coordinator, colleague):
    actions.add_to_team(dossier, by=coordinator, member=colleague, role=TeamRole.COORDINATOR)

    assert dict(dossier.team.values_list("user", "role")) == {
        colleague.pk: TeamRole.COORDINATOR,
        coordinator.pk: TeamRole.MEMBER,
    }


def test_a_role_and_a_last_day_can_be_changed(change, member):
    last = timezone.localdate() + timedelta(days=30)
    change(member, role="backup", ends_on=f"{last:%d-%m-%Y}")

    member.refresh_from_db()
    assert (member.role, member.ends_on) == (TeamRole.BACKUP, last)
    assert Event.objects.get(kind=Trail.TEAM_CHANGED).details["role"] == "backup"


def test_the_last_who_stays_gets_no_last_day(change, dossier):
    last = timezone.localdate() + timedelta(days=30)

    assert "Dit is de laatste in het casusteam." in change(dossier.team.get(), ends_on=f"{last:%d-%m-%Y}")


def test_a_last_day_lies_ahead(change, member):
    assert "Kies een einddatum na vandaag." in change(member, ends_on=f"{timezone.localdate():%d-%m-%Y}")


def test_the_database_knows_one_coordinator(dossier, process_director):
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMember.objects.create(dossier=dossier, user=process_director, role=TeamRole.COORDINATOR)


@pytest.mark.parametrize("wrong", ["", "geen-id"])
def test_whoever_is_no_member_cannot_be_taken_off(take_off, member, wrong):
    assert "Kies iemand uit het casusteam." in take_off(wrong)


def test_a_member_of_another_dossier_is_not_taken_off(take_off, member, register):
    foreign = register().team.get()

    assert "Kies iemand uit het casusteam." in take_off(foreign.pk)
    foreign.refresh_from_db()
    assert foreign.ends_on is None
