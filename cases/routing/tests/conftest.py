from collections.abc import Callable

import pytest

from cases.dossiers.choices import Vocabulary
from cases.routing import actions
from cases.routing.models import HelpRequest, PlacementRequest
from zorgportaal.accounts.choices import Role


@pytest.fixture
def asked(new_case, coordinator, word) -> HelpRequest:
    """Shelter for a woman in the reflection period, needed now."""
    return actions.ask_help(
        new_case(),
        by=coordinator,
        type=word(Vocabulary.HELP_REQUEST_TYPE, "SHELTER"),
        urgency="now",
        security_needed=2,
        note="Kanarie slaapt slecht",
    )


@pytest.fixture
def cosm(new_provider):
    return new_provider("COSM, via CoMensha", age_min=18, security_level=3)


@pytest.fixture
def bed(new_provider):
    return new_provider("Noodbed Swalmdal", "EMERGENCY", security_level=2)


@pytest.fixture
def place(asked, coordinator) -> Callable[..., PlacementRequest]:
    """`place(service, shared_fields=[…])` asks for a place at a service."""

    def ask(service, shared_fields=("age", "gender"), **extra) -> PlacementRequest:
        return actions.request_place(asked, service, shared_fields=shared_fields, by=coordinator, **extra)

    return ask


@pytest.fixture
def contact_of(make_user):
    """`contact_of(service)` is somebody who answers for its provider."""
    return lambda service: make_user(Role.PROVIDER_CONTACT, organisation=service.provider.organisation)
