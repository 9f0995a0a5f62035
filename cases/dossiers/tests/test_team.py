"""Taking somebody off the case team."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.dossiers import actions
from cases.dossiers.choices import Trail
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


@pytest.mark.parametrize("wrong", ["", "geen-id"])
def test_whoever_is_no_member_cannot_be_taken_off(take_off, member, wrong):
    assert "Kies iemand uit het casusteam." in take_off(wrong)


def test_a_member_of_another_dossier_is_not_taken_off(take_off, member, register):
    foreign = register().team.get()

    assert "Kies iemand uit het casusteam." in take_off(foreign.pk)
    foreign.refresh_from_db()
    assert foreign.ends_on is None
