"""Every address × everybody × own and other × every method, against expectations written by hand.

`expected.py` does not read `roles.py`: one mistake cannot fool both. Deleting any line of the
permission table turns this red; the last test proves that for each line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from zorgportaal.accounts.demo import person
from zorgportaal.accounts.roles import PERMISSIONS
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job
from zorgportaal.tests.access.expected import PUBLIC, ROWS, Row
from zorgportaal.tests.access.objects import NOTHING, arguments, build
from zorgportaal.tests.access.people import EVERYBODY

FOR_VIEWS = ("get", "head", "post")
FOR_NOBODY = ("put", "patch", "delete", "options", "trace")
# Who may open some door of an address may be told which methods it has; to anybody else it is absent.
FIRST = {row.name: row for row in reversed(ROWS)}
KNOWN = {row.name: frozenset[str]().union(*(one.who for one in ROWS if one.name == row.name)) for row in ROWS}


@dataclass(frozen=True)
class Cell:
    who: str
    method: str
    row: Row

    def __str__(self) -> str:
        return f"{self.who} {self.method.upper()} {self.row.name} ({self.row.on or 'geen object'})"


@dataclass(frozen=True)
class World:
    """Everybody, signed in, and everything they may try to reach."""

    people: dict[str, Client]
    roles: dict[str, str]
    objects: dict[str, Any]

    def address(self, row: Row) -> str:
        return reverse(row.name, kwargs=arguments(row, self.objects))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """The demo data, its background work done; built once for all tests here, and undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("make_demo")
        while waiting := list(Job.objects.due().values_list("pk", flat=True)):
            for job in waiting:
                outbox.run(job)
        with trail.collecting(Origin.COMMAND):
            objects = build()
        roles = {who: person(who).role for who in EVERYBODY}
        yield World({who: signed_in(who) for who in EVERYBODY}, roles, objects)
        transaction.set_rollback(True)


def signed_in(who: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person(who), backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def views(patterns=None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else "")
        else:
            yield space + str(pattern.name), pattern


def expected(cell: Cell) -> str:
    if cell.method in FOR_NOBODY:
        return "405"
    if cell.method not in cell.row.methods:
        return "405" if cell.who in KNOWN[cell.row.name] else "404"
    return "open" if cell.who in cell.row.who else "404"


def outcome(client: Client, cell: Cell, address: str) -> str:
    """What the door does; whatever it changed is undone."""
    if cell.method in FOR_NOBODY:
        response = getattr(client, cell.method)(address)
    else:
        with transaction.atomic():
            response = getattr(client, cell.method)(address)
            transaction.set_rollback(True)
    assert "no-store" in response["Cache-Control"], cell
    assert "Content-Security-Policy" in response, cell
    if response.status_code in {404, 405}:
        return str(response.status_code)
    return "open" if response.status_code in {200, 302, 303} else f"{response.status_code}?"


def wrong(world: World, cells: list[Cell]) -> Iterator[str]:
    """One door after the other, as far as somebody asks."""
    for cell in cells:
        answer = outcome(world.people[cell.who], cell, world.address(cell.row))
        if answer != expected(cell):
            yield f"{cell}: {answer}, expected {expected(cell)}"


def cells(rows: list[Row] | tuple[Row, ...], methods: tuple[str, ...]) -> list[Cell]:
    return [Cell(who, method, row) for row in rows for who in sorted(EVERYBODY) for method in methods]


def test_every_address_has_a_row():
    assert {name for name, _ in views()} == {row.name for row in ROWS} | PUBLIC


def test_every_page_names_its_permission_or_is_public():
    for name, pattern in views():
        if name in PUBLIC:
            assert getattr(pattern.callback, "login_required", True) is False, name
        else:
            assert hasattr(pattern.callback, "required_permission"), name


def test_every_door_opens_for_exactly_those_it_should(world):
    """HEAD like GET. The right comes before the object: to show that somebody has none, one HEAD will do."""
    told = [
        cell
        for cell in cells(ROWS, FOR_VIEWS)
        if cell.who in KNOWN[cell.row.name]
        or (cell.method in cell.row.methods and (cell.method != "head" or cell.row is FIRST[cell.row.name]))
    ]

    assert list(wrong(world, told)) == []


def test_no_door_knows_any_other_method(world):
    """One object of each address: the method is refused before anything is looked up."""
    assert list(wrong(world, cells(list(FIRST.values()), FOR_NOBODY))) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name} {row.on}")
def test_a_stranger_is_sent_to_the_sign_in_page_and_learns_nothing(world, row):
    response = getattr(Client(), row.methods[0])(world.address(row))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_absent_and_forbidden_are_the_same_page(world):
    """C004: byte for byte, besides the nonce and the token."""
    other = world.people["coordinator.heuvelland"]
    forbidden = other.get(reverse("dossiers:detail", args=[world.objects["north dossier"].pk]))
    absent = other.get(reverse("dossiers:detail", args=[NOTHING]))

    assert (forbidden.status_code, absent.status_code) == (404, 404)
    assert stripped(forbidden) == stripped(absent)
    assert set(forbidden.headers) == set(absent.headers)


def stripped(response) -> str:
    return re.sub(r'nonce="[^"]+"|value="\w{64}"', "", response.content.decode())


LINES = [(role, permission) for role, given in PERMISSIONS.items() for permission in sorted(given)]


@pytest.mark.parametrize(("role", "permission"), LINES, ids=lambda value: str(value))
def test_deleting_any_line_of_the_permission_table_turns_the_matrix_red(world, monkeypatch, role, permission):
    """Only the doors that ask for this right, and only the people of this role: that must be enough."""
    monkeypatch.setitem(PERMISSIONS, role, PERMISSIONS[role] - {permission})
    needs = {name: getattr(view.callback, "required_permission", None) for name, view in views()}
    hit = [
        cell
        for cell in cells(ROWS, ("get", "post"))
        if needs[cell.row.name] == permission and cell.who in cell.row.who
        if world.roles[cell.who] == role
    ]

    assert next(wrong(world, hit), None)
