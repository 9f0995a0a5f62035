"""Rounds of the two schemes, as drafts and with their invoices."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connections

from funding.contributions import actions
from funding.contributions.models import Round, Scheme
from funding.invoices.actions import store_paper
from funding.invoices.models import Invoice
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job
from zorgportaal.regions.choices import PopulationStatus
from zorgportaal.regions.models import Municipality, PopulationFigure


@pytest.fixture
def bridging(database: None) -> Scheme:
    return Scheme.objects.get(slug="overbrugging-2019")


@pytest.fixture
def structural(database: None) -> Scheme:
    return Scheme.objects.get(slug="structureel")


@pytest.fixture
def venlo(database: None) -> Municipality:
    return Municipality.objects.get(gm_code="GM0983")


@pytest.fixture
def draft(structural: Scheme, finance_administrator: User) -> Round:
    return actions.make_round(scheme=structural, year=2020, by=finance_administrator)


@pytest.fixture
def approved(draft: Round, second_finance_administrator: User) -> Round:
    return actions.approve_round(draft, by=second_finance_administrator)


@pytest.fixture
def number() -> Callable[[], None]:
    """`number()` does the numbering that waits, and none of the printing: that takes long."""

    def do_the_numbering() -> None:
        for job in Job.objects.due().filter(kind=actions.ISSUE):
            outbox.run(job.pk)

    return do_the_numbering


@pytest.fixture
def issue(
    finance_administrator: User, second_finance_administrator: User, number: Callable[[], None]
) -> Callable[[Scheme, int], Round]:
    """`issue(scheme, year)` makes, approves and numbers a round; none of its papers."""

    def issued_round(scheme: Scheme, year: int) -> Round:
        made = actions.make_round(scheme=scheme, year=year, by=finance_administrator)
        actions.approve_round(made, by=second_finance_administrator)
        number()
        return Round.objects.get(pk=made.pk)

    return issued_round


@pytest.fixture
def issued(issue: Callable[[Scheme, int], Round], structural: Scheme) -> Round:
    """The structural round of 2020 with 31 invoices, none of them on paper."""
    return issue(structural, 2020)


@pytest.fixture
def print_for(second_finance_administrator: User) -> Callable[..., Invoice]:
    """`print_for(municipality, year=2020)` makes the paper of one invoice, as the worker does."""

    def make(municipality: Municipality, year: int = 2020) -> Invoice:
        invoice = Invoice.objects.get(municipality=municipality, year=year)
        store_paper(invoice.pk, by=second_finance_administrator)
        return invoice

    return make


@pytest.fixture
def add_municipalities() -> Callable[[int], None]:
    """`add_municipalities(n)` lets a larger Limburg exist, with figures on 1 January 2020."""

    def add(number: int) -> None:
        made = [
            Municipality(gm_code=f"GM{7000 + n}", name=f"Proefdal {n}", is_in_limburg=True)
            for n in range(number)
        ]
        Municipality.objects.bulk_create(made)
        PopulationFigure.objects.bulk_create(
            PopulationFigure(
                municipality=municipality,
                reference_date=date(2020, 1, 1),
                inhabitants=1000 + position,
                status=PopulationStatus.DEFINITIVE,
                source="proef",
            )
            for position, municipality in enumerate(made)
        )

    return add


@pytest.fixture
def at_once(committed_db: str) -> Callable[..., list[str]]:
    """`at_once(f, g, …)` starts all at the same moment; gives the name of what each ran into, or ""."""

    def run(*calls: Callable[[], object]) -> list[str]:
        start = Barrier(len(calls))
        with ThreadPoolExecutor(len(calls)) as threads:
            return list(threads.map(lambda call: _outcome(call, start), calls))

    return run


def _outcome(call: Callable[[], object], start: Barrier) -> str:
    start.wait()
    try:
        with trail.recording(Origin.COMMAND):
            call()
    except Exception as problem:
        return type(problem).__name__
    finally:
        connections.close_all()
    return ""
