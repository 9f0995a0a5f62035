"""Who may know of which dossier, and that nobody else learns that it exists."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.dossiers import actions
from cases.dossiers.models import Dossier, Person, TeamMember

PAGES = ["detail", "change", "identity", "change_identity", "team"]


def test_a_coordinator_knows_the_dossiers_of_the_own_house(dossier, coordinator, colleague):
    assert Dossier.objects.visible_to(coordinator).get() == dossier
    assert Dossier.objects.visible_to(colleague).get() == dossier
    assert Person.objects.visible_to(colleague).get() == dossier.person


def test_a_coordinator_of_another_house_knows_nothing(dossier, other_coordinator):
    assert not Dossier.objects.visible_to(other_coordinator).exists()
    assert not Person.objects.visible_to(other_coordinator).exists()
    assert not TeamMember.objects.visible_to(other_coordinator).exists()


def test_somebody_else_knows_a_dossier_while_in_its_team(dossier, coordinator, process_director):
    assert not Dossier.objects.visible_to(process_director).exists()

    member = actions.add_to_team(dossier, by=coordinator, member=process_director)
    assert Dossier.objects.visible_to(process_director).get() == dossier

    member.starts_on = timezone.localdate() - timedelta(days=2)
    member.ends_on = timezone.localdate() - timedelta(days=1)
    member.save()
    assert not Dossier.objects.visible_to(process_director).exists()


def test_joining_twice_is_joining_once(dossier, coordinator, process_director, collected):
    actions.add_to_team(dossier, by=coordinator, member=process_director)
    collected.events.clear()
    actions.add_to_team(dossier, by=coordinator, member=process_director)

    assert dossier.team.filter(user=process_director).count() == 1
    assert not collected.events


@pytest.mark.parametrize(
    "role",
    ["chain_director", "police_liaison", "provider_contact", "finance_administrator", "officer_of_beesel",
     "policy_advisor", "functional_administrator", "privacy_officer", "focal_point"],
)  # fmt: skip
def test_no_other_role_knows_any_dossier_not_even_in_the_team(dossier, role, request):
    user = request.getfixturevalue(role)
    TeamMember.objects.create(dossier=dossier, user=user)

    assert not Dossier.objects.visible_to(user).exists()


@pytest.mark.parametrize("page", PAGES)
def test_not_yours_and_not_there_are_the_same_answer(dossier, other_coordinator, sign_in, page):
    client = sign_in(other_coordinator)
    ask = client.post if "identity" in page else client.get
    foreign = ask(reverse(f"dossiers:{page}", args=[dossier.pk]))
    absent = ask(reverse(f"dossiers:{page}", args=[dossier.person_id]))

    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert without_chance(foreign) == without_chance(absent)


def without_chance(response) -> bytes:
    """The page without the nonce and the form token, which differ every time."""
    page = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content)
    return re.sub(rb'nonce="[^"]+"', b"", page)


def test_the_list_counts_only_what_may_be_known(register, other_coordinator, coordinator, sign_in):
    register()
    register(by=other_coordinator)

    page = sign_in(coordinator).get(reverse("dossiers:list"), {"wie": "huis", "status": "alle"})

    assert page.context["page"].number == 1
