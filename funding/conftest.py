"""Rounds of the two schemes, as drafts and with their invoices."""

from collections.abc import Callable
from datetime import date

import pytest

from funding.contributions import actions
from funding.contributions.models import Round, Scheme
from funding.invoices.actions import store_paper
from funding.invoices.models import Invoice
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job
from zorgportaal.regions.choices import PopulationStatus
from zorgportaal.regions.models import Municipality, PopulationFigure


@pytest.fixture
def bridging(database) -> Scheme:
    return Scheme.objects.get(slug="overbrugging-2019")


@pytest.fixture
def structural(database) -> Scheme:
    return Scheme.objects.get(slug="structureel")


@pytest.fixture
def draft(structural, finance_administrator) -> Round:
    return actions.make_round(scheme=structural, year=2020, by=finance_administrator)


@pytest.fixture
def approve(second_finance_administrator) -> Callable[[Round], Round]:
    """`approve(round)` as the second person."""
    return lambda round_: actions.approve_round(round_, by=second_finance_administrator)


@pytest.fixture
def approved(draft, approve) -> Round:
    return approve(draft)


@pytest.fixture
def number() -> Callable[[], None]:
    """`number()` does the numbering that waits, and none of the printing: that takes long."""

    def do_the_numbering() -> None:
        for job in Job.objects.due().filter(kind=actions.ISSUE):
            outbox.run(job.pk)

    return do_the_numbering


@pytest.fixture
def issued(approved, number) -> Round:
    """The structural round of 2020 with 31 invoices, none of them on paper."""
    number()
    approved.refresh_from_db()
    return approved


@pytest.fixture
def print_for(second_finance_administrator) -> Callable[..., Invoice]:
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
