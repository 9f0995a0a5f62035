"""What stands in minutes is read by many: it gives nobody's safety away."""

import pytest

from cases.conferences import actions
from cases.conferences.actions import Audience
from cases.conferences.choices import ActionState, Confidentiality, LineKind
from cases.conferences.models import AgendaItem
from cases.dossiers import actions as dossiers
from cases.dossiers.registration import Identity
from zorgportaal.accounts.choices import Role

PHONE = "Bel haar op 06-00000001"


@pytest.fixture
def about(conference, new_case, coordinator) -> AgendaItem:
    dossier = new_case()
    dossiers.change_identity(dossier, by=coordinator, version=1, identity=Identity(phone="06 0000 0001"))
    audience = Audience(Confidentiality.CARE, [coordinator.organisation])
    return actions.add_item(conference, title="Opvang", dossier=dossier, audience=audience, by=coordinator)


def test_minutes_give_no_phone_number_away(about, coordinator):
    line = actions.add_line(about, kind=LineKind.SHARED, text="Slaapt slecht", by=coordinator)
    with pytest.raises(actions.CannotLog, match="telefoonnummer"):
        actions.add_line(about, kind=LineKind.SHARED, text=PHONE, by=coordinator)
    with pytest.raises(actions.CannotLog, match="telefoonnummer"):
        actions.change_line(line, version=1, kind=LineKind.SHARED, text=PHONE, by=coordinator)


def test_an_action_gives_no_phone_number_away(about, coordinator):
    agreed = {"owner_organisation": coordinator.organisation, "due_on": about.conference.held_on}
    action = actions.add_action(about, text="Bel de opvang", by=coordinator, **agreed)
    with pytest.raises(actions.CannotLog, match="telefoonnummer"):
        actions.add_action(about, text=PHONE, by=coordinator, **agreed)
    with pytest.raises(actions.CannotLog, match="telefoonnummer"):
        actions.change_action(action, state=ActionState.DONE, result=PHONE, by=coordinator)


def test_the_title_of_an_item_gives_no_phone_number_away(about, conference, coordinator):
    audience = Audience(Confidentiality.CARE, [coordinator.organisation])
    with pytest.raises(actions.CannotLog, match="telefoonnummer"):
        actions.add_item(conference, title=PHONE, dossier=about.dossier, audience=audience, by=coordinator)


def test_who_may_not_know_the_dossier_learns_nothing_by_guessing(about, make_user):
    outsider = make_user(Role.CHAIN_DIRECTOR)

    assert actions.add_line(about, kind=LineKind.SHARED, text=PHONE, by=outsider).pk
