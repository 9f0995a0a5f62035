"""Real parts for the tests: the portal's own database login, the trail, people of each role."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases
from django.utils import timezone

from zorgportaal.accounts.choices import OrganisationKind, Role
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.audit import head, trail
from zorgportaal.audit.choices import Origin
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job
from zorgportaal.regions.models import Municipality, SafetyHouse
from zorgportaal.tests.live import LivePortal, live_portal, redis_address

PASSWORD = "vier losse woorden samen"


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker,
    django_db_modify_db_settings: None,
    django_db_keepdb: bool,
    django_db_createdb: bool,
) -> Iterator[None]:
    """One test database, made by the owner and used by the portal's own login.

    The reference data belong to the schema: they are loaded once, beneath every test.
    """
    verbosity = request.config.option.verbose
    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity,
            interactive=False,
            aliases={"owner", "default"},
            keepdb=django_db_keepdb and not django_db_createdb,
        )
        call_command("load_reference", verbosity=0)
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            connections["default"].close()
            teardown_databases(made, verbosity)


@pytest.fixture(autouse=True)
def collected(request: pytest.FixtureRequest) -> Iterator[trail.Recording]:
    """What the actions of this test put on the trail; a request of the client has its own."""
    with trail.collecting(Origin.COMMAND) as recording:
        yield recording


@pytest.fixture
def committed_db(django_db_setup, django_db_blocker, trail_head) -> Iterator[str]:
    """A database of this test's own in which COMMIT is real; gives its name."""
    with django_db_blocker.unblock(), copied_database() as name:
        yield name


@contextmanager
def copied_database() -> Iterator[str]:
    """The portal's login may not truncate, so the prepared database is copied, not cleaned."""
    template = connections["default"].settings_dict["NAME"]
    copy = f"{template}_committed"
    connections.close_all()
    _administer(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
    _administer(f'CREATE DATABASE "{copy}" TEMPLATE "{template}"')
    _point_to(copy)
    try:
        yield copy
    finally:
        connections.close_all()
        _point_to(template)
        _administer(f'DROP DATABASE "{copy}" WITH (FORCE)')


def _point_to(name: str) -> None:
    for alias in connections:
        connections[alias].settings_dict["NAME"] = name


def _administer(statement: str) -> None:
    owner = connections["owner"]
    with owner._nodb_cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> None:
    """The test's database: rolled back afterwards, or the committed one where a test asks for it."""
    request.getfixturevalue("committed_db" if "committed_db" in request.fixturenames else "db")


# --- people ---------------------------------------------------------------
@pytest.fixture
def make_user(database) -> Callable[..., User]:
    """`make_user(Role.X, house=…, municipalities=[…], organisation=…)` gives a current account."""

    def make(role: Role, **fields) -> User:
        number = User.objects.count() + 1
        municipalities = fields.pop("municipalities", [])
        kind = fields.pop("organisation_kind", OrganisationKind.OTHER)
        organisation = fields.pop("organisation", None) or organisation_of(kind)
        user = User(
            role=role,
            name=fields.pop("name", f"Persoon {number} Voorbeeld"),
            email=fields.pop("email", f"persoon{number}@voorbeeld.invalid"),
            organisation=organisation,
            ends_on=fields.pop("ends_on", timezone.localdate() + timedelta(days=300)),
            **fields,
        )
        user.set_password(PASSWORD)
        user.save()
        user.municipalities.set(municipalities)
        return user

    return make


def organisation_of(kind: OrganisationKind) -> Organisation:
    return Organisation.objects.get_or_create(name=f"Voorbeeld {kind.label}", defaults={"kind": kind})[0]


@pytest.fixture
def north(database) -> SafetyHouse:
    return SafetyHouse.objects.get(slug="noord-limburg")


@pytest.fixture
def south(database) -> SafetyHouse:
    return SafetyHouse.objects.get(slug="maastricht-heuvelland")


@pytest.fixture
def beesel(database) -> Municipality:
    return Municipality.objects.get(gm_code="GM0889")


@pytest.fixture
def weert(database) -> Municipality:
    return Municipality.objects.get(gm_code="GM0988")


@pytest.fixture
def coordinator(make_user, north) -> User:
    """Care coordinator in Noord-Limburg."""
    return make_user(Role.CARE_COORDINATOR, house=north, organisation_kind=OrganisationKind.SAFETY_HOUSE)


@pytest.fixture
def colleague(make_user, north) -> User:
    """A second care coordinator in the same house."""
    return make_user(Role.CARE_COORDINATOR, house=north, organisation_kind=OrganisationKind.SAFETY_HOUSE)


@pytest.fixture
def other_coordinator(make_user, south) -> User:
    """Care coordinator in Maastricht-Heuvelland."""
    return make_user(Role.CARE_COORDINATOR, house=south, organisation_kind=OrganisationKind.SAFETY_HOUSE)


@pytest.fixture
def process_director(make_user, north) -> User:
    return make_user(Role.PROCESS_DIRECTOR, house=north)


@pytest.fixture
def chain_director(make_user) -> User:
    return make_user(Role.CHAIN_DIRECTOR)


@pytest.fixture
def police_liaison(make_user) -> User:
    return make_user(Role.POLICE_LIAISON, organisation_kind=OrganisationKind.POLICE)


@pytest.fixture
def provider_contact(make_user) -> User:
    return make_user(Role.PROVIDER_CONTACT, organisation_kind=OrganisationKind.PROVIDER)


@pytest.fixture
def finance_administrator(make_user) -> User:
    return make_user(Role.FINANCE_ADMINISTRATOR)


@pytest.fixture
def second_finance_administrator(make_user) -> User:
    return make_user(Role.FINANCE_ADMINISTRATOR)


@pytest.fixture
def officer_of_beesel(make_user, beesel) -> User:
    return make_user(Role.FINANCE_OFFICER, municipalities=[beesel])


@pytest.fixture
def officer_of_weert(make_user, weert) -> User:
    return make_user(Role.FINANCE_OFFICER, municipalities=[weert])


@pytest.fixture
def policy_advisor(make_user) -> User:
    return make_user(Role.POLICY_ADVISOR)


@pytest.fixture
def functional_administrator(make_user) -> User:
    return make_user(Role.FUNCTIONAL_ADMINISTRATOR)


@pytest.fixture
def second_functional_administrator(make_user) -> User:
    return make_user(Role.FUNCTIONAL_ADMINISTRATOR)


@pytest.fixture
def privacy_officer(make_user) -> User:
    return make_user(Role.PRIVACY_OFFICER)


@pytest.fixture
def focal_point(make_user, beesel) -> User:
    return make_user(Role.FOCAL_POINT, municipalities=[beesel])


@pytest.fixture
def sign_in(client):
    """`sign_in(user)` gives a test client in which that person is signed in."""

    def as_(user: User):
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return as_


# --- the portal from outside ----------------------------------------------
@pytest.fixture
def trail_head(tmp_path, settings):
    """A head of the chain for this test alone."""
    settings.TRAIL_HEAD_FILE = tmp_path / "trail-head.json"
    head.advance(0, b"")
    return settings.TRAIL_HEAD_FILE


@pytest.fixture
def portal_environment(committed_db) -> dict[str, str]:
    """The environment of a process of the portal that works on this test's database."""
    return environment_of(committed_db)


def environment_of(database: str) -> dict[str, str]:
    environment = dict(os.environ) | {"TRAIL_HEAD_FILE": str(settings.TRAIL_HEAD_FILE)}
    for variable in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        address, _, options = os.environ[variable].partition("?")
        base, _, _ = address.rpartition("/")
        environment[variable] = f"{base}/{database}" + (f"?{options}" if options else "")
    return environment


@pytest.fixture
def count_queries() -> Callable[..., int]:
    """`count_queries(client, url)`: what a page asks of the database besides its frame.

    Left out are the session, savepoints and the trail's own statements, as the issue counts them.
    """

    def count(client, url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url)
        assert response.status_code == 200
        frame = ("django_session", "SAVEPOINT", "audit_event", "pg_advisory_xact_lock", "SET LOCAL ROLE")
        return sum(not any(part in query["sql"] for part in frame) for query in queries)

    return count


@pytest.fixture(scope="session")
def own_redis(worker_id) -> str:
    """A Redis database that no other test process uses."""
    number = int(worker_id.removeprefix("gw")) if worker_id != "master" else 0
    return redis_address(10 + number)


@pytest.fixture
def live(request, portal_environment, own_redis, tmp_path) -> Iterator[LivePortal]:
    """gunicorn on this test's database; `.start_worker()`.

    A test may add to its environment: `@pytest.mark.parametrize("live", [{…}], indirect=True)`.
    """
    added = {"REDIS_URL": own_redis, **getattr(request, "param", {})}
    with live_portal(tmp_path, portal_environment | added) as portal:
        yield portal


@pytest.fixture(scope="module")
def demo_portal(django_db_setup, django_db_blocker, own_redis, tmp_path_factory) -> Iterator[LivePortal]:
    """gunicorn on the demo data with all their work done; shared by the tests of one module."""
    folder = tmp_path_factory.mktemp("demo")
    before, settings.TRAIL_HEAD_FILE = settings.TRAIL_HEAD_FILE, folder / "trail-head.json"
    head.advance(0, b"")
    with django_db_blocker.unblock(), copied_database() as name:
        call_command("make_demo")
        while waiting := list(Job.objects.due().values_list("pk", flat=True)):
            for job in waiting:
                outbox.run(job)
        with live_portal(folder, environment_of(name) | {"REDIS_URL": own_redis}) as portal:
            yield portal
    settings.TRAIL_HEAD_FILE = before
