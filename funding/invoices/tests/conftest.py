"""One invoice, and what may happen to it."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.utils import timezone

from funding.invoices import actions, payments
from funding.invoices.models import Invoice, Payment
from funding.invoices.unissued import seen_of


@pytest.fixture
def of_beesel(issued, beesel) -> Invoice:
    return Invoice.objects.with_payments().get(municipality=beesel)


@pytest.fixture
def pay(finance_administrator) -> Callable[..., Payment]:
    """`pay(invoice, amount)` notes money that came in today."""

    def note(invoice: Invoice, amount: str | Decimal) -> Payment:
        return payments.note_payment(
            invoice, amount=Decimal(amount), paid_on=timezone.localdate(), by=finance_administrator
        )

    return note


@pytest.fixture
def give_back(finance_administrator) -> Callable[..., Payment]:
    """`give_back(invoice, amount)` notes money that went back today."""

    def note(invoice: Invoice, amount: str | Decimal) -> Payment:
        return payments.note_return(
            invoice, amount=Decimal(amount), paid_on=timezone.localdate(), by=finance_administrator
        )

    return note


@pytest.fixture
def correct(finance_administrator, second_finance_administrator) -> Callable[..., list[Invoice]]:
    """`correct(invoice, is_reissued=…)` proposes and approves; gives what was made."""

    def make(invoice: Invoice, *, is_reissued: bool) -> list[Invoice]:
        proposal = actions.propose_correction(
            invoice, reason="Proef", is_reissued=is_reissued, by=finance_administrator
        )
        return actions.approve_correction(proposal, seen=seen_of(proposal), by=second_finance_administrator)

    return make
