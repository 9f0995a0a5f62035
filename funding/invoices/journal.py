"""The journal for a bookkeeping package that takes in an audit file (XAF 3.2), as CSV.

Each document and each payment is a transaction whose debit equals its credit. A line that was handed
out once never disappears: a payment that was withdrawn stays, and its counter-entry follows.
docs/operations.md says what is in the columns.
"""

import csv
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from decimal import Decimal
from io import StringIO

from django.utils import timezone

from funding.invoices.balance import NOTHING
from funding.invoices.models import Invoice, InvoiceQuerySet, Payment

DEBTORS, CONTRIBUTIONS, VAT, BANK = "debiteuren", "bijdragen", "btw", "bank"
SALES, BANKING, SETTLING = "verkoop", "bank", "memoriaal"


@dataclass(frozen=True)
class JournalLine:
    """One line; `relation` is the code of the municipality, `vat` the VAT that is in a sale.

    The lines of one `transaction` may be about two documents: money that moved between them.
    """

    date: datetime.date
    journal: str
    transaction: str
    document: str
    account: str
    relation: str
    description: str
    debit: Decimal = NOTHING
    credit: Decimal = NOTHING
    vat: Decimal = NOTHING

    def reversed(self) -> "JournalLine":
        """The same money the other way."""
        return replace(self, debit=self.credit, credit=self.debit, vat=-self.vat)

    def countered(self, on: datetime.date) -> "JournalLine":
        """What makes up for this line, on a later day."""
        words = f"Teruggenomen: {self.description}"
        return replace(self.reversed(), date=on, transaction=f"{self.transaction}-T", description=words)


def journal_csv(invoices: InvoiceQuerySet) -> str:
    """UTF-8, comma, decimal point, in the order of dates and documents."""
    target = StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(field.name for field in fields(JournalLine))
    writer.writerows(astuple(line) for line in journal_of(invoices))
    return target.getvalue()


def journal_of(invoices: InvoiceQuerySet) -> list[JournalLine]:
    issued = invoices.select_related("municipality", "corrects").order_by("issued_on", "number")
    payments = Payment.objects.to_show().filter(invoice__in=invoices.order_by())
    lines = [*_of_all(issued), *_of_payments(payments.order_by("paid_on", "noted_at"))]
    return sorted(lines, key=lambda line: line.date)  # a stable sort keeps a transaction together


def _of_all(invoices: Iterable[Invoice]) -> Iterator[JournalLine]:
    for invoice in invoices:
        yield from _sale(invoice)


def _sale(invoice: Invoice) -> Iterator[JournalLine]:
    """An invoice puts the claim in debit; a credit note has the same lines on the other side."""
    words = f"{invoice.get_kind_display().capitalize()} {invoice.number}, {invoice.municipality}"
    same = (invoice.issued_on, SALES, invoice.number, invoice.number)
    relation = invoice.municipality.gm_code
    lines = [
        JournalLine(*same, DEBTORS, relation, words, debit=invoice.total),
        JournalLine(*same, CONTRIBUTIONS, relation, words, credit=invoice.amount, vat=invoice.vat),
    ]
    if invoice.vat:
        lines.append(JournalLine(*same, VAT, relation, words, credit=invoice.vat))
    if invoice.is_credit_note:
        lines = [line.reversed() for line in lines]
    yield from lines


def _of_payments(payments: Iterable[Payment]) -> Iterator[JournalLine]:
    """A settlement is one transaction: it follows from the half that goes back."""
    for payment in payments:
        if payment.settled_with is None:
            lines = _at_the_bank(payment)
        elif payment.is_return:
            lines = _moved(payment, payment.settled_with.invoice)
        else:
            continue
        yield from lines
        if payment.withdrawn_at:
            back = timezone.localdate(payment.withdrawn_at)
            yield from (line.countered(back) for line in lines)


def _at_the_bank(payment: Payment) -> list[JournalLine]:
    """What came in is in debit of the bank; what went back has the same lines on the other side."""
    invoice = payment.invoice
    what = "Terugbetaling" if payment.is_return else "Betaling"
    words = f"{what} van {invoice.number}, {invoice.municipality}"
    same = (payment.paid_on, BANKING, _transaction(payment), invoice.number)
    relation = invoice.municipality.gm_code
    lines = [
        JournalLine(*same, BANK, relation, words, debit=payment.amount),
        JournalLine(*same, DEBTORS, relation, words, credit=payment.amount),
    ]
    return [line.reversed() for line in lines] if payment.is_return else lines


def _moved(payment: Payment, target: Invoice) -> list[JournalLine]:
    """The claim on the one document rises by what that on the other falls; no bank is in it."""
    invoice, amount = payment.invoice, payment.amount
    words = f"{invoice.number} verrekend met {target.number}, {invoice.municipality}"
    same = (payment.paid_on, SETTLING, _transaction(payment))
    rest = (DEBTORS, invoice.municipality.gm_code, words)
    return [
        JournalLine(*same, invoice.number, *rest, debit=amount),
        JournalLine(*same, target.number, *rest, credit=amount),
    ]


def _transaction(payment: Payment) -> str:
    """Short, and the same in each journal that is fetched."""
    return f"B-{payment.pk.hex[:12]}"
