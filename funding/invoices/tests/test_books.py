"""What is open is what was invoiced, less what was credited and received: to the cent, whatever happened."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import Error, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funding.contributions.choices import VatTreatment
from funding.contributions.models import Scheme
from funding.invoices import actions, payments
from funding.invoices.balance import Balance
from funding.invoices.books import Books, books_of
from funding.invoices.choices import Kind, PaymentState
from funding.invoices.journal import journal_csv, journal_of
from funding.invoices.models import Invoice, IssuingParty, Payment
from funding.invoices.tests.books import again, shift_inhabitants

CENT = Decimal("0.01")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["issue", "pay", "credit", "reissue", "withdraw", "return", "settle", "too much"]),
        st.integers(0, 1),
        st.decimals("0.01", "700.00", places=2),
    ),
    max_size=16,
)
# By chance alone there is seldom anything to return.
STARTS = st.sampled_from([(), ("pay", "credit"), ("pay", "reissue"), ("pay", "reissue", "settle")])


def books() -> Books:
    return books_of(Invoice.objects.all())


# --- one invoice ------------------------------------------------------------
def test_a_payment_lowers_what_is_open(of_beesel, pay):
    pay(of_beesel, "78.24")

    assert again(of_beesel).balance == Balance(Decimal("1078.24"), Decimal(0), Decimal("78.24"))
    assert again(of_beesel).payment_state == PaymentState.PARTLY_PAID


def test_more_than_is_open_is_refused_in_words(of_beesel, pay):
    pay(of_beesel, "1000.00")

    with pytest.raises(payments.CannotSettle, match=r"nog €.78,24 open"):
        pay(of_beesel, "78.25")
    with pytest.raises(Error, match="no more is received"), transaction.atomic():
        of_beesel.payments.create(
            amount=Decimal("78.25"),
            paid_on=timezone.localdate(),
            noted_by=Payment.objects.get().noted_by,
        )


def test_a_wrong_payment_is_withdrawn_and_stays_readable(of_beesel, pay, second_finance_administrator):
    payment = pay(of_beesel, "1078.24")
    payments.withdraw_payment(payment, by=second_finance_administrator)

    assert again(of_beesel).payment_state == PaymentState.OPEN
    assert Payment.objects.get().withdrawn_by == second_finance_administrator
    with pytest.raises(payments.CannotSettle, match="al teruggenomen"):
        payments.withdraw_payment(payment, by=second_finance_administrator)
    with pytest.raises(Error, match="Cannot"), transaction.atomic():
        Payment.objects.update(amount=CENT)


def test_on_a_credited_invoice_and_a_credit_note_comes_nothing_in(of_beesel, pay, correct):
    (note,) = correct(of_beesel, is_reissued=False)

    for invoice in (of_beesel, note):
        with pytest.raises(payments.CannotSettle):
            pay(invoice, CENT)


@pytest.mark.parametrize(
    ("credited", "received", "days", "word"),
    [
        (0, 0, 0, "open"),
        (0, 40, 0, "deels betaald"),
        (0, 40, -1, "te laat"),
        (0, 100, -1, "betaald"),
        (100, 0, -1, "gecrediteerd"),
    ],
)
def test_the_books_say_in_one_word_how_an_invoice_stands(credited, received, days, word):
    today = timezone.localdate()
    balance = Balance(Decimal(100), Decimal(credited), Decimal(received))

    assert balance.state(due_on=today + timedelta(days=days), today=today).label == word


# --- all of them --------------------------------------------------------------
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=STARTS, steps=STEPS)
def test_after_any_history_open_is_invoiced_less_credited_less_what_is_kept(issued, acts, start, steps):
    with transaction.atomic():
        for step, which, amount in [*((step, 0, Decimal("500.00")) for step in start), *steps]:
            names = Invoice.objects.order_by("municipality__name").values_list("municipality", flat=True)
            invoices = Invoice.objects.filter(municipality=names.distinct()[which], kind=Kind.INVOICE)
            with suppress(payments.CannotSettle, actions.CannotCorrect):
                acts[step](invoices.latest("number"), amount)
        check_books()
        transaction.set_rollback(True)


@pytest.fixture
def acts(pay, give_back, correct, issue, bridging, finance_administrator):
    """What may happen to an invoice; what cannot be is refused."""

    def issue_another(_invoice, _amount) -> None:
        if not bridging.rounds.exists():
            issue(bridging, 2019)

    def credit(invoice, *, is_reissued: bool) -> None:
        shift_inhabitants(invoice)
        correct(invoice, is_reissued=is_reissued)

    def withdraw(invoice, amount) -> None:
        noted = list(Payment.objects.that_count().order_by("noted_at", "direction"))
        if noted:
            some = noted[int(amount * 100) % len(noted)]
            payments.withdraw_payment(some, by=finance_administrator)

    def too_much(invoice, amount) -> None:
        with suppress(payments.CannotSettle):
            pay(invoice, again(invoice).balance.open + amount)
        give_back(invoice, again(invoice).balance.to_return + amount)

    return {
        "issue": issue_another,
        "pay": pay,
        "credit": lambda invoice, _: credit(invoice, is_reissued=False),
        "reissue": lambda invoice, _: credit(invoice, is_reissued=True),
        "withdraw": withdraw,
        "return": lambda invoice, amount: give_back(owing(invoice), amount),
        "settle": lambda invoice, _: payments.settle(owing(invoice), by=finance_administrator),
        "too much": too_much,
    }


def owing(invoice: Invoice) -> Invoice:
    """One of the same municipality of which money goes back, if there is one."""
    known = Invoice.objects.to_show().with_payments().filter(municipality=invoice.municipality)
    return next((one for one in known if not one.is_credit_note and one.balance.to_return), again(invoice))


def check_books() -> None:
    """Against sums over the bare rows, per municipality and in total."""
    expected: Counter[str] = Counter()
    for invoice in Invoice.objects.select_related("municipality"):
        expected[invoice.municipality.gm_code] += -invoice.total if invoice.is_credit_note else invoice.total
    for payment in Payment.objects.that_count().to_show():
        sign = 1 if payment.is_return else -1
        expected[payment.invoice.municipality.gm_code] += sign * payment.amount

    kept = books()
    found: Counter[str] = Counter()
    for entry in kept.entries:
        found[entry.account.gm_code] += entry.balance.open
    assert dict(found) == dict(expected)
    assert kept.total.open == sum(expected.values())
    total = kept.total
    assert total.open == total.invoiced - total.credited - total.received + total.returned
    invoices = Invoice.objects.to_show().with_payments().filter(kind=Kind.INVOICE)
    assert sum(invoice.balance.open for invoice in invoices) == total.open
    assert all(0 <= invoice.balance.kept <= invoice.total for invoice in invoices)
    check_journal(total.open)


def check_journal(still_open: Decimal) -> None:
    lines = journal_of(Invoice.objects.all())
    claims = [line for line in lines if line.account == "debiteuren"]

    sides: Counter[str] = Counter()
    for line in lines:
        sides[line.transaction] += line.debit - line.credit
    assert set(sides.values()) == {0}
    assert sum(line.debit - line.credit for line in claims) == still_open


def test_the_books_of_a_state_hold_only_what_is_so(issued, of_beesel, pay):
    pay(of_beesel, "1078.24")

    paid = books_of(Invoice.objects.all(), state=PaymentState.PAID)

    assert [entry.account.municipality for entry in paid.entries] == ["Beesel"]
    assert len(books_of(Invoice.objects.all(), state=PaymentState.OPEN).entries) == 30


def test_a_new_invoice_is_not_late_by_the_day_of_the_one_it_replaces(of_beesel, correct):
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        _, new = correct(of_beesel, is_reissued=True)
        (entry,) = books_of(Invoice.objects.filter(municipality=of_beesel.municipality)).entries

    assert entry.state == PaymentState.OPEN
    assert entry.invoice == new.pk


@pytest.fixture
def taxed(structural, issue, beesel) -> Invoice:
    """The invoice of Beesel with 21% VAT: € 1.078,24 and € 226,43."""
    IssuingParty.objects.update(vat_id="NL000000000B00")
    Scheme.objects.filter(pk=structural.pk).update(vat_treatment=VatTreatment.TAXED_21)
    structural.refresh_from_db()
    issue(structural, 2020)
    return Invoice.objects.get(municipality=beesel)


def test_the_books_are_with_vat(taxed, correct, beesel):
    correct(taxed, is_reissued=False)

    total = books_of(Invoice.objects.filter(municipality=beesel)).total

    assert (total.invoiced, total.credited) == (Decimal("1304.67"), Decimal("1304.67"))


def test_the_journal_has_a_line_for_vat_and_a_credit_note_turns_it(taxed, correct, beesel):
    correct(taxed, is_reissued=False)

    lines = journal_of(Invoice.objects.filter(municipality=beesel))

    net, vat, total = Decimal("1078.24"), Decimal("226.43"), Decimal("1304.67")
    assert [(line.account, line.debit, line.credit, line.vat) for line in lines] == [
        ("debiteuren", total, 0, 0), ("bijdragen", 0, net, vat), ("btw", 0, vat, 0),
        ("debiteuren", 0, total, 0), ("bijdragen", net, 0, -vat), ("btw", vat, 0, 0),
    ]  # fmt: skip


def test_a_counter_entry_is_of_the_day_of_the_withdrawal(of_beesel, pay, beesel):
    payment, today = pay(of_beesel, "100.00"), timezone.localdate()
    pay(of_beesel, "1.00")
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        payments.withdraw_payment(payment, by=payment.noted_by)

    lines = journal_of(Invoice.objects.filter(municipality=beesel))

    assert [line.date for line in lines if line.account == "bank"] == [
        today, today, today + timedelta(days=3),
    ]  # fmt: skip


def test_the_journal_has_a_header_decimal_points_and_a_line_on_each_side(of_beesel, beesel):
    header, debit, credit, _ = journal_csv(Invoice.objects.filter(municipality=beesel)).split("\r\n")
    day = timezone.localdate().isoformat()

    assert header == "date,journal,transaction,document,account,relation,description,debit,credit,vat"
    words = '"Factuur VB-2020-0003, Beesel"'
    assert debit == f"{day},verkoop,VB-2020-0003,VB-2020-0003,debiteuren,GM0889,{words},1078.24,0.00,0.00"
    assert credit == f"{day},verkoop,VB-2020-0003,VB-2020-0003,bijdragen,GM0889,{words},0.00,1078.24,0.00"


def test_a_withdrawn_payment_stays_in_the_journal_with_its_counter_entry(of_beesel, pay, beesel):
    payment = pay(of_beesel, "100.00")
    payments.withdraw_payment(payment, by=payment.noted_by)

    lines = journal_of(Invoice.objects.filter(municipality=beesel))

    bank = [(line.debit, line.credit) for line in lines if line.account == "bank"]
    assert bank == [(Decimal("100.00"), Decimal("0.00")), (Decimal("0.00"), Decimal("100.00"))]
