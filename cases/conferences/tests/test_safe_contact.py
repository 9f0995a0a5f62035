"""What stands in minutes is read by many: it gives nobody's safety away."""

from datetime import date

import pytest

from cases.conferences import actions
from cases.conferences.actions import Audience
from cases.conferences.choices import ActionState, Confidentiality, LineKind
from cases.conferences.models import AgendaItem
from cases.consents import actions as consents
from cases.consents.actions import Terms
from cases.consents.choices import GivenBy, How, Interpreter, Scope, SpokenLanguage
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


def test_the_source_of_a_line_and_the_reason_of_an_item_give_no_phone_number_away(
    about, conference, coordinator
):
    with pytest.raises(actions.CannotLog, match="telefoonnummer"):
        actions.add_line(about, kind=LineKind.SHARED, text="Slaapt slecht", source=PHONE, by=coordinator)
    audience = Audience(Confidentiality.CARE, [coordinator.organisation])
    with pytest.raises(actions.CannotLog, match="telefoonnummer"):
        actions.add_item(
            conference,
            title="Opvang",
            dossier=about.dossier,
            audience=audience,
            deviation_reason=PHONE,
            by=coordinator,
        )


def test_after_a_withdrawal_nobody_joins_an_item_and_who_sits_there_may_go(about, coordinator, police):
    terms = Terms(
        Scope.CONFERENCE, GivenBy.SELF, How.WRITTEN, SpokenLanguage.DUTCH, Interpreter.NONE, date(2026, 11, 3)
    )
    consent = consents.record_consent(about.dossier, terms, by=coordinator)
    both = Audience(Confidentiality.CARE, [coordinator.organisation, police])
    alone = Audience(Confidentiality.RESTRICTED, [coordinator.organisation])
    actions.change_item(about, audience=both, by=coordinator)
    consents.withdraw_consent(consent, withdrawn_on=date(2026, 11, 4), by=coordinator)
    about = AgendaItem.objects.get(pk=about.pk)

    actions.change_item(about, audience=alone, by=coordinator)
    with pytest.raises(actions.CannotLog, match="in het ketenoverleg te bespreken is ingetrokken"):
        actions.change_item(AgendaItem.objects.get(pk=about.pk), audience=both, by=coordinator)


def test_who_may_not_know_the_dossier_learns_nothing_by_guessing(about, make_user):
    outsider = make_user(Role.CHAIN_DIRECTOR)

    assert actions.add_line(about, kind=LineKind.SHARED, text=PHONE, by=outsider).pk
