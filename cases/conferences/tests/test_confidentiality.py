"""Who may know of an item of the agenda; an item that is not yours does not exist."""

import pytest
from django.db import IntegrityError, transaction

from cases.conferences import actions
from cases.conferences.actions import Audience
from cases.conferences.choices import Confidentiality
from cases.conferences.models import ActionItem, AgendaItem, Conference, MinuteLine
from zorgportaal.accounts.choices import Role

# The directors and the police each work at an organisation of their own, none of them a care partner.
OTHERS = ["process_director", "chain_director", "police_liaison"]
PEOPLE = ["coordinator", "colleague", *OTHERS]

SEATED = {
    "open": set(PEOPLE),
    "case": set(PEOPLE),
    "care": {"coordinator", "colleague"},
    "police": {"coordinator", "colleague", "chain_director", "police_liaison"},
    "shelter_loc": {"coordinator", "colleague"},
    "restricted": {"coordinator"},
}
NOT_SEATED = {
    "open": set(PEOPLE),
    "case": {"coordinator", "colleague"},
    "care": {"coordinator", "colleague"},
    "police": {"coordinator", "colleague", "chain_director"},
    "shelter_loc": {"coordinator", "colleague"},
    "restricted": {"coordinator"},
}


@pytest.fixture
def people(request, coordinator, conference):
    found = {name: request.getfixturevalue(name) for name in PEOPLE}
    invited = found["process_director"].organisation
    actions.set_attendance(conference, presence={}, invite=invited, by=coordinator)
    return found


def who_see(item, people) -> set[str]:
    return {
        name
        for name, user in people.items()
        if AgendaItem.objects.visible_to(user).filter(pk=item.pk).exists()
    }


@pytest.mark.parametrize("confidentiality", Confidentiality.values)
def test_everybody_at_the_table_sees_what_is_for_them(people, new_item, confidentiality):
    everybody = [user.organisation for user in people.values()]
    item = new_item(confidentiality, organisations=everybody)
    assert who_see(item, people) == SEATED[confidentiality]


@pytest.mark.parametrize("confidentiality", Confidentiality.values)
def test_who_left_the_table_sees_less(people, new_item, confidentiality):
    assert who_see(new_item(confidentiality), people) == NOT_SEATED[confidentiality]


def test_process_director_of_a_care_partner_sees_care(new_item, make_user, north, coordinator):
    director = make_user(Role.PROCESS_DIRECTOR, house=north, organisation=coordinator.organisation)
    item = new_item("care", organisations=[director.organisation])
    assert AgendaItem.objects.visible_to(director).get() == item


def test_person_who_is_named_sees_a_restricted_item(people, new_item, police_liaison):
    item = new_item("restricted", readers=[police_liaison])
    assert who_see(item, people) == {"coordinator", "police_liaison"}


def test_lines_and_actions_follow_their_item(new_item, coordinator, police_liaison, shelter):
    item = new_item("care", organisations=[police_liaison.organisation])
    actions.add_line(item, kind="shared", text="Vervolgafspraak", by=coordinator)
    actions.add_action(
        item, text="Bellen", owner_organisation=shelter, due_on=item.conference.held_on, by=coordinator
    )
    assert not MinuteLine.objects.visible_to(police_liaison).exists()
    assert not ActionItem.objects.visible_to(police_liaison).exists()


def test_own_action_is_seen_by_whoever_must_do_it(new_item, coordinator, police_liaison):
    actions.add_action(
        new_item("care"),
        text="Bellen",
        owner_organisation=police_liaison.organisation,
        owner=police_liaison,
        due_on=new_item().conference.held_on,
        by=coordinator,
    )
    assert ActionItem.objects.visible_to(police_liaison).with_key().get().text == "Bellen"


def test_other_house_and_uninvited_organisation_know_of_no_meeting(conference, other_coordinator, make_user):
    assert not Conference.objects.visible_to(other_coordinator).exists()
    assert not AgendaItem.objects.visible_to(other_coordinator).exists()


@pytest.mark.parametrize("confidentiality", ["shelter_loc", "police"])
def test_nobody_writes_an_item_that_is_hidden_for_the_writer(new_item, process_director, confidentiality):
    with pytest.raises(actions.CannotLog, match="zelf niet zien"):
        new_item(confidentiality, by=process_director)


def test_item_about_a_case_is_never_open(new_item, new_case):
    with pytest.raises(actions.CannotLog, match="nooit algemeen"):
        new_item("open", dossier=new_case())


def test_database_refuses_an_open_item_about_a_case(new_item, new_case):
    item = new_item("case", dossier=new_case())
    with pytest.raises(IntegrityError, match="not_open"), transaction.atomic():
        AgendaItem.objects.filter(pk=item.pk).update(confidentiality="open")


def test_leaving_the_table_closes_the_item_at_once(people, new_item, coordinator, police_liaison):
    item = new_item("case", organisations=[police_liaison.organisation])
    assert "police_liaison" in who_see(item, people)

    actions.change_item(item, audience=Audience("case"), by=coordinator)
    assert "police_liaison" not in who_see(item, people)
