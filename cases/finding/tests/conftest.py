"""People with a name, and a person who looks for them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from cases.dossiers import actions as dossiers
from cases.dossiers.models import Dossier
from cases.dossiers.registration import Facts, Identity
from cases.finding import actions
from cases.finding.actions import Asked
from cases.finding.models import SearchQuery
from zorgportaal.accounts.models import User
from zorgportaal.regions.models import Nationality


@pytest.fixture
def somebody(coordinator, new_case) -> Callable[..., Dossier]:
    """`somebody("Nguyen", "Thi Lan", by=…, birth_date=…, nationality="0336")` makes a named dossier."""

    def make(surname: str, given_names: str = "", by=None, nationality: str = "", **identity) -> Dossier:
        by = by or coordinator
        facts = Facts.of(new_case(by=by, age=None))
        nation = Nationality.objects.get(brp_code=nationality) if nationality else None
        return dossiers.register_dossier(
            by=by,
            house=by.house,
            facts=replace(facts, nationality=nation),
            identity=Identity(surname=surname, given_names=given_names, **identity),
        )

    return make


@pytest.fixture
def lan(somebody) -> Dossier:
    """A Vietnamese woman of an invented, common name."""
    return somebody(
        "Nguyễn", "Thị Lan", birth_date=date(1998, 3, 14), v_number="1234567890", phone="06 00 00 00 01",
        nationality="0336",
    )  # fmt: skip


@pytest.fixture
def look(coordinator) -> Callable[..., SearchQuery]:
    """`look(surname="…", born="1998", by=…)` asks, as the search page does."""
    return lambda by=None, **asked: actions.search(Asked(**asked), by=by or coordinator)


@pytest.fixture
def found(coordinator, look) -> Callable[..., list[Dossier]]:
    """The dossiers that somebody finds."""

    def find(by=None, **asked) -> list[Dossier]:
        by = by or coordinator
        return [one.dossier for one in actions.find(look(by=by, **asked), by=by)]

    return find


@pytest.fixture
def client_of(database) -> Callable[[User], Client]:
    """A browser of somebody's own, for tests in which two people look."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return signed_in
