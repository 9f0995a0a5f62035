"""Who works on money reaches no case: not by a page, not by a job, not by a query (C003)."""

from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from cases.dossiers.models import Dossier
from funding.invoices.models import Invoice
from zorgportaal.accounts import confinement
from zorgportaal.accounts.confinement import FUNDING, ROLE, confined
from zorgportaal.accounts.roles import Permission
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job

RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


def views_of(patterns: list) -> Iterator:
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from views_of(pattern.url_patterns)
        else:
            yield pattern.callback


def may(table: str, right: str) -> bool:
    with connection.cursor() as at:
        at.execute("SELECT has_table_privilege(%s, %s, %s)", [ROLE, table, right])
        return at.fetchone()[0]


@pytest.mark.django_db
def test_the_role_has_no_right_at_all_on_a_table_of_cases():
    tables = confinement.tables_of_cases()

    assert {"dossiers_dossier", "routing_helprequest", "conferences_conference"} <= set(tables)
    assert [(table, right) for table in tables for right in RIGHTS if may(table, right)] == []


@pytest.mark.django_db
def test_the_role_may_work_with_money_and_only_add_to_the_trail():
    assert may(Invoice._meta.db_table, "INSERT")
    assert may("audit_event", "INSERT")
    assert not may("audit_event", "UPDATE")


@pytest.mark.django_db
@pytest.mark.parametrize("permission", sorted(FUNDING))
def test_what_runs_with_a_permission_of_funding_cannot_ask_for_a_dossier(permission):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        confined(permission),
    ):
        Dossier.objects.count()
    assert Dossier.objects.count() == 0


@pytest.mark.django_db
def test_the_rights_come_back_when_the_page_is_done():
    with confined(Permission.PREPARE_ROUND):
        assert Invoice.objects.count() == 0

    assert Dossier.objects.count() == 0


def test_a_page_about_money_takes_the_role_before_it_asks_anything(sign_in, officer_of_beesel):
    with CaptureQueriesContext(connection) as asked:
        sign_in(officer_of_beesel).get(reverse("invoices:municipality"))

    statements = [query["sql"] for query in asked]
    of_money = next(i for i, sql in enumerate(statements) if "municipalities" in sql)
    assert f"SET LOCAL ROLE {ROLE}" in statements[:of_money]


def test_every_page_of_funding_needs_a_permission_that_confines():
    found = [view for view in views_of(get_resolver().url_patterns) if view.__module__.startswith("funding.")]

    assert len(found) > 10
    assert [view for view in found if view.required_permission not in FUNDING] == []


def test_a_job_about_money_is_confined_too(approved):
    with CaptureQueriesContext(connection) as asked:
        outbox.run(Job.objects.get().pk)

    assert any(f"SET LOCAL ROLE {ROLE}" in query["sql"] for query in asked)
