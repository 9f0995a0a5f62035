"""Dossiers and providers for the rooms that build on them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from cases.dossiers import actions as dossiers
from cases.dossiers.choices import Gender, IdentityMode, SafetyLevel, Vocabulary
from cases.dossiers.models import Dossier, Option
from cases.dossiers.registration import Facts
from cases.routing import actions as routing
from cases.routing.models import ProviderService
from zorgportaal.accounts.choices import OrganisationKind
from zorgportaal.accounts.models import Organisation
from zorgportaal.regions.models import Municipality


@pytest.fixture
def word(database) -> Callable[[Vocabulary, str], Option]:
    """`word(Vocabulary.X, "CODE")` gives an option."""
    return lambda vocabulary, code: Option.objects.get(vocabulary=vocabulary, code=code)


@pytest.fixture
def new_case(coordinator, word) -> Callable[..., Dossier]:
    """`new_case(by=…, age=15, …)`: a woman of 22 in the reflection period, unless told otherwise.

    Options may be given by code: `residence_status="NL"`.
    """
    usual = {
        "exploitation_form": "SEXUAL",
        "residence_status": "REFLECTION",
        "reporter_category": "POLICE",
        "legal_basis": "PUBLIC_TASK",
    }

    def make(by=None, **changes) -> Dossier:
        by = by or coordinator
        codes = {name: changes.pop(name, code) for name, code in usual.items()}
        facts = Facts(
            identity_mode=IdentityMode.PSEUDONYM,
            gender=Gender.FEMALE,
            age=22,
            safety_level=SafetyLevel.HIGH,
            found_municipality=Municipality.objects.get(gm_code="GM0983"),
            reported_on=date(2026, 11, 2),
            **{name: word(Vocabulary(name), code) for name, code in codes.items()},
        )
        return dossiers.register_dossier(by=by, house=by.house, facts=replace(facts, **changes))

    return make


@pytest.fixture
def new_provider(
    functional_administrator, second_functional_administrator, word
) -> Callable[..., ProviderService]:
    """`new_provider("Naam", "COSM", age_min=18, …)`: an active provider with one service."""

    def make(name: str, shelter_type: str = "COSM", helps=("SHELTER",), **terms) -> ProviderService:
        organisation, _ = Organisation.objects.get_or_create(
            name=name, defaults={"kind": OrganisationKind.PROVIDER}
        )
        provider = routing.propose_provider(organisation=organisation, by=functional_administrator)
        routing.approve_provider(provider, by=second_functional_administrator)
        service = ProviderService(
            provider=provider,
            name=name,
            shelter_type=word(Vocabulary.SHELTER_TYPE, shelter_type) if shelter_type else None,
            **terms,
        )
        types = [word(Vocabulary.HELP_REQUEST_TYPE, code) for code in helps]
        routing.keep_service(service, lists={"help_request_types": types}, by=functional_administrator)
        service.refresh_from_db()
        return service

    return make
