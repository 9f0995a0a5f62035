"""What two people do with one invoice at the same moment, on a database in which COMMIT is real."""

from decimal import Decimal
from functools import partial

import pytest

from funding.invoices import actions, correction_requests, payments
from funding.invoices.choices import Direction, Kind
from funding.invoices.models import Invoice, NumberSeries, Payment
from funding.invoices.tests.books import again
from funding.invoices.unissued import seen_of

pytestmark = pytest.mark.servers


def test_what_is_open_is_paid_once(at_once, of_beesel, finance_administrator, second_finance_administrator):
    whole = {"amount": of_beesel.total, "paid_on": of_beesel.issued_on}
    people = [finance_administrator, second_finance_administrator] * 3

    outcomes = at_once(*[partial(payments.note_payment, of_beesel, by=person, **whole) for person in people])

    assert sorted(outcomes) == ["", *["CannotSettle"] * 5]
    assert Payment.objects.get().amount == of_beesel.total


def test_a_correction_gives_one_credit_note_and_one_new_invoice(
    at_once, of_beesel, finance_administrator, second_finance_administrator
):
    proposal = actions.propose_correction(
        of_beesel, reason="Proef", is_reissued=True, by=finance_administrator
    )

    outcomes = at_once(
        *[
            partial(
                actions.approve_correction, proposal, seen=seen_of(proposal), by=second_finance_administrator
            )
        ]
        * 3,
        partial(
            payments.note_payment,
            of_beesel,
            amount=Decimal("1.00"),
            paid_on=of_beesel.issued_on,
            by=finance_administrator,
        ),
    )

    assert sorted(outcomes[:3]) == ["", "CannotCorrect", "CannotCorrect"]
    assert outcomes[3] in {"", "CannotSettle"}
    assert Invoice.objects.filter(kind=Kind.CREDIT_NOTE).count() == 1
    assert NumberSeries.objects.get().last == 33


@pytest.fixture
def replaced(of_beesel, pay, correct) -> tuple[Invoice, Invoice]:
    """Paid, taken back, and a new invoice of the same sum."""
    pay(of_beesel, of_beesel.total)
    _, new = correct(of_beesel, is_reissued=True)
    return of_beesel, new


def test_what_is_to_return_goes_back_once(
    at_once, replaced, finance_administrator, second_finance_administrator
):
    whole = {"amount": replaced[0].total, "paid_on": replaced[0].issued_on}
    people = [finance_administrator, second_finance_administrator] * 3

    outcomes = at_once(*[partial(payments.note_return, replaced[0], by=person, **whole) for person in people])

    assert sorted(outcomes) == ["", *["CannotSettle"] * 5]
    assert again(replaced[0]).balance.open == 0


def test_money_goes_back_or_on_but_not_both(at_once, replaced, finance_administrator):
    old, new = replaced
    whole = {"amount": old.total, "paid_on": old.issued_on}
    received = partial(payments.note_payment, new, by=finance_administrator, **whole)
    moved = partial(payments.settle, old, by=finance_administrator)
    returned = partial(payments.note_return, old, by=finance_administrator, **whole)

    outcomes = at_once(moved, returned, received, moved)

    assert set(outcomes) == {"", "CannotSettle"}
    assert 0 <= again(old).balance.kept <= old.total
    assert 0 <= again(new).balance.open <= new.total


def test_a_wrong_payment_is_taken_back_once(
    at_once, of_beesel, pay, finance_administrator, second_finance_administrator
):
    payment = pay(of_beesel, "100.00")
    people = [finance_administrator, second_finance_administrator] * 3

    outcomes = at_once(*[partial(payments.withdraw_payment, payment, by=person) for person in people])

    assert sorted(outcomes) == ["", *["CannotSettle"] * 5]


def test_two_who_write_past_the_actions_return_it_once_too(at_once, replaced, finance_administrator):
    row = {"direction": Direction.RETURNED, "amount": replaced[0].total, "paid_on": replaced[0].issued_on}

    outcomes = at_once(*[partial(replaced[0].payments.create, noted_by=finance_administrator, **row)] * 3)

    assert sorted(outcomes) == ["", "IntegrityError", "IntegrityError"]


def test_a_municipality_asks_once(at_once, of_beesel, officer_of_beesel):
    ask = partial(correction_requests.ask, of_beesel, reason="Proef", by=officer_of_beesel)

    assert sorted(at_once(*[ask] * 3)) == ["", "CannotAsk", "CannotAsk"]
