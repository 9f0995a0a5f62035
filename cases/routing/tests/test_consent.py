"""Consent opens what the legal basis closes, for one provider; its withdrawal closes it again."""

from datetime import date

import pytest

from cases.consents import actions as consents
from cases.consents.actions import Terms
from cases.consents.choices import GivenBy, How, Interpreter, Scope, SpokenLanguage
from cases.dossiers.choices import Vocabulary
from cases.routing import actions
from cases.routing.choices import ANONYMOUS, PERSONAL
from cases.routing.models import HelpRequest, PlacementRequest
from cases.routing.sharing import may_offer, may_share_with, readable_fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(new_case, coordinator, word):
    """`ask(legal_basis=…)`: a help request of a dossier on that basis."""

    def make(**changes) -> HelpRequest:
        shelter = word(Vocabulary.HELP_REQUEST_TYPE, "SHELTER")
        dossier = new_case(**changes)
        return actions.ask_help(dossier, by=coordinator, type=shelter, urgency="now", security_needed=2)

    return make


@pytest.fixture
def agree(coordinator):
    def make(asked, service):
        terms = Terms(
            scope=Scope.PROVIDER,
            organisation=service.provider.organisation,
            given_by=GivenBy.SELF,
            how=How.WRITTEN,
            language=SpokenLanguage.DUTCH,
            interpreter=Interpreter.NONE,
            given_on=date(2026, 11, 3),
        )
        return consents.record_consent(asked.dossier, terms, by=coordinator)

    return make


def may(asked, service) -> frozenset:
    found = HelpRequest.objects.with_case().get(pk=asked.pk)
    return may_share_with(found, service.provider.organisation_id)


def test_without_a_basis_consent_for_one_provider_opens_that_one_only(ask, agree, bed, cosm):
    asked = ask(legal_basis="STATUTORY_DUTY")
    agree(asked, bed)

    assert may(asked, bed) >= PERSONAL
    assert may(asked, cosm) == ANONYMOUS


def test_a_place_is_asked_with_more_once_somebody_agreed(ask, agree, bed, coordinator):
    asked = ask(legal_basis="STATUTORY_DUTY")
    more = {"shared_fields": ["age", "gender"], "deviation_reason": "nacht", "by": coordinator}
    with pytest.raises(actions.CannotPlace, match="toestemming"):
        actions.request_place(asked, bed, **more)

    agree(asked, bed)

    assert actions.request_place(asked, bed, **more).shared_fields == ["age", "gender"]


@pytest.mark.parametrize("basis", ["PUBLIC_TASK", "CONSENT_SELF", "STATUTORY_DUTY"])
def test_a_withdrawal_closes_that_provider_whatever_the_basis(ask, agree, bed, cosm, coordinator, basis):
    asked = ask(legal_basis=basis)
    before = may(asked, cosm)
    consents.withdraw_consent(agree(asked, bed), withdrawn_on=date(2026, 11, 10), by=coordinator)

    assert may(asked, bed) == ANONYMOUS
    assert may(asked, cosm) == before


def test_a_provider_that_was_told_reads_no_more_than_still_may_go(ask, agree, bed, coordinator):
    asked = ask(legal_basis="CONSENT_SELF")
    consent = agree(asked, bed)
    told = ["age", "gender", "residence_status"]
    placed = actions.request_place(asked, bed, shared_fields=told, deviation_reason="nacht", by=coordinator)

    consents.withdraw_consent(consent, withdrawn_on=date(2026, 11, 10), by=coordinator)

    found = PlacementRequest.objects.with_case().get(pk=placed.pk)
    assert readable_fields(found) == ["gender"]
    assert found.shared_fields == told  # what went along stays on record


def test_the_form_offers_more_where_some_provider_may_know_more(ask, agree, bed):
    asked = ask(legal_basis="STATUTORY_DUTY")
    assert may_offer(HelpRequest.objects.with_case().get(pk=asked.pk)) == ANONYMOUS

    agree(asked, bed)

    assert may_offer(HelpRequest.objects.with_case().get(pk=asked.pk)) >= PERSONAL
