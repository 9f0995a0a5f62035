"""People at the same moment, about one round and one proposal."""

from functools import partial

import pytest

from funding.invoices import actions as invoices
from funding.invoices.models import Invoice
from funding.pass_through import actions
from funding.pass_through.models import PassThrough
from funding.pass_through.tests.conftest import GIVEN

pytestmark = pytest.mark.servers


def test_one_of_two_proposals_stands(at_once, issued, finance_administrator, second_finance_administrator):
    outcomes = at_once(
        *[partial(actions.propose, issued, by=finance_administrator, **GIVEN)] * 2,
        *[partial(actions.propose, issued, by=second_finance_administrator, **GIVEN)] * 2,
    )

    assert sorted(outcomes) == ["", *["CannotPropose"] * 3]
    assert PassThrough.objects.get().shares.count() == 31


def test_it_is_decided_once_whoever_asks(
    at_once, proposal, finance_administrator, second_finance_administrator
):
    outcomes = at_once(
        *[partial(actions.approve, proposal, by=second_finance_administrator)] * 3,
        *[partial(actions.withdraw, proposal, by=finance_administrator)] * 3,
    )

    assert sorted(outcomes) == ["", *["CannotDecide"] * 5]


def test_nothing_is_approved_by_an_invoice_that_was_credited_just_before(
    at_once, proposal, beesel, finance_administrator, second_finance_administrator
):
    correction = invoices.propose_correction(
        Invoice.objects.get(municipality=beesel), reason="Proef", is_reissued=False, by=finance_administrator
    )

    credited, approved = at_once(
        partial(invoices.approve_correction, correction, seen="", by=second_finance_administrator),
        partial(actions.approve, proposal, by=second_finance_administrator),
    )

    assert (credited, approved) in {("", ""), ("", "CannotDecide")}
    if approved == "":
        correction.refresh_from_db()
        assert PassThrough.objects.get().decided_at < correction.approved_at
