"""The structural round of 2020 with VAT to pass on."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from funding.contributions.models import Round
from funding.invoices import actions as invoices
from funding.invoices.unissued import seen_of
from funding.pass_through import actions
from funding.pass_through.models import PassThrough
from zorgportaal.accounts.models import User

GIVEN = {
    "total": Decimal("12345.67"),
    "basis": "Voorbeeld: brief van de Belastingdienst van 3 maart 2020",
    "only_public_bodies": True,
}


@pytest.fixture
def proposal(issued: Round, finance_administrator: User) -> PassThrough:
    return actions.propose(issued, by=finance_administrator, **GIVEN)


@pytest.fixture
def passed_on(proposal: PassThrough, second_finance_administrator: User) -> PassThrough:
    return actions.approve(proposal, by=second_finance_administrator)


@pytest.fixture
def credit(finance_administrator: User, second_finance_administrator: User) -> Callable[..., None]:
    """`credit(invoice, is_reissued=False)` by two people."""

    def do(invoice, *, is_reissued: bool = False) -> None:
        from_one = invoices.propose_correction(
            invoice, reason="Proef", is_reissued=is_reissued, by=finance_administrator
        )
        invoices.approve_correction(from_one, seen=seen_of(from_one), by=second_finance_administrator)

    return do
