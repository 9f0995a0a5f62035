from collections.abc import Callable
from datetime import date, time

import pytest

from cases.conferences import actions
from cases.conferences.actions import Audience
from cases.conferences.models import AgendaItem, Conference
from zorgportaal.accounts.choices import OrganisationKind
from zorgportaal.accounts.models import Organisation


@pytest.fixture
def police(police_liaison) -> Organisation:
    return police_liaison.organisation


@pytest.fixture
def shelter(database) -> Organisation:
    return Organisation.objects.create(name="Opvang Peelrand", kind=OrganisationKind.PROVIDER)


@pytest.fixture
def conference(coordinator, chain_director, police, shelter) -> Conference:
    """A ketenoverleg 18+ of Noord-Limburg, with police and a shelter, chaired by the chain director."""
    return actions.plan_conference(
        by=coordinator,
        house=coordinator.house,
        kind="ko18plus",
        held_on=date(2026, 11, 25),
        starts_at=time(9, 30),
        place="Roermond",
        chair=chain_director,
        organisations=[police, shelter, chain_director.organisation],
    )


@pytest.fixture
def new_item(conference, coordinator) -> Callable[..., AgendaItem]:
    """`new_item("case", organisations=[…])` puts a point on the agenda."""

    def make(confidentiality="open", by=None, dossier=None, title="Tolk en advocaat", **who) -> AgendaItem:
        audience = Audience(confidentiality, **who)
        return actions.add_item(
            conference, title=title, audience=audience, dossier=dossier, by=by or coordinator
        )

    return make
