"""What two people do with one invoice at the same moment, on a database in which COMMIT is real."""

from decimal import Decimal
from functools import partial

import pytest

from funding.invoices import actions
from funding.invoices.choices import Kind
from funding.invoices.models import Invoice, NumberSeries, Payment

pytestmark = pytest.mark.servers


@pytest.fixture
def of_beesel(issued, beesel) -> Invoice:
    return Invoice.objects.get(municipality=beesel)


def test_what_is_open_is_received_once(
    at_once, of_beesel, finance_administrator, second_finance_administrator
):
    whole = {"amount": of_beesel.total, "received_on": of_beesel.issued_on}
    people = [finance_administrator, second_finance_administrator] * 3

    outcomes = at_once(*[partial(actions.note_payment, of_beesel, by=person, **whole) for person in people])

    assert sorted(outcomes) == ["", *["CannotSettle"] * 5]
    assert Payment.objects.get().amount == of_beesel.total


def test_a_correction_gives_one_credit_note_and_one_new_invoice(
    at_once, of_beesel, finance_administrator, second_finance_administrator
):
    proposal = actions.propose_correction(
        of_beesel, reason="Proef", is_reissued=True, by=finance_administrator
    )

    outcomes = at_once(
        *[partial(actions.approve_correction, proposal, by=second_finance_administrator)] * 3,
        partial(
            actions.note_payment,
            of_beesel,
            amount=Decimal("1.00"),
            received_on=of_beesel.issued_on,
            by=finance_administrator,
        ),
    )

    assert sorted(outcomes[:3]) == ["", "CannotCorrect", "CannotCorrect"]
    assert outcomes[3] in {"", "CannotSettle"}
    assert Invoice.objects.filter(kind=Kind.CREDIT_NOTE).count() == 1
    assert NumberSeries.objects.get().last == 33
