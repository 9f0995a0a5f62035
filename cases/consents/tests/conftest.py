from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from cases.consents import actions
from cases.consents.actions import Terms
from cases.consents.choices import GivenBy, How, Interpreter, Scope, SpokenLanguage
from cases.consents.models import Consent

GIVEN = date(2026, 11, 3)


@pytest.fixture
def terms() -> Callable[..., Terms]:
    """`terms(scope=…, given_by=…)`: on paper by the person, unless told otherwise."""
    usual = Terms(
        scope=Scope.COMENSHA,
        given_by=GivenBy.SELF,
        how=How.WRITTEN,
        language=SpokenLanguage.POLISH,
        interpreter=Interpreter.PROFESSIONAL,
        given_on=GIVEN,
    )

    def make(**changes) -> Terms:
        if changes.get("given_by", GivenBy.SELF) != GivenBy.SELF:
            changes = {"relation": "nidos", "guardian": "Kanarie Voogd"} | changes
        return replace(usual, **changes)

    return make


@pytest.fixture
def agree(coordinator, terms) -> Callable[..., Consent]:
    """`agree(dossier, scope=…)` records a consent."""
    return lambda dossier, **changes: actions.record_consent(dossier, terms(**changes), by=coordinator)


@pytest.fixture
def take_back(coordinator) -> Callable[[Consent], Consent]:
    def withdraw(consent: Consent) -> Consent:
        actions.withdraw_consent(consent, withdrawn_on=date(2026, 11, 10), by=coordinator)
        consent.refresh_from_db()
        return consent

    return withdraw


@pytest.fixture
def bed(new_provider):
    return new_provider("Noodbed Swalmdal", "EMERGENCY", security_level=2)


@pytest.fixture
def other_bed(new_provider):
    return new_provider("Opvang Peelrand", "EMERGENCY", security_level=2)
