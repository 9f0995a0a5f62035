"""The journal for a bookkeeping package that takes in an audit file (XAF 3.2), as CSV.

Each document is a transaction whose debit equals its credit. A line that was handed out once never
disappears: a payment that was withdrawn stays, and its counter-entry follows. docs/operations.md
says what is in the columns.
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
SALES, RECEIPTS = "verkoop", "bank"


@dataclass(frozen=True)
class JournalLine:
    """One line; `relation` is the code of the municipality, `vat` the VAT that is in a sale."""

    date: datetime.date
    journal: str
    document: str
    account: str
    relation: str
    description: str
    debit: Decimal = NOTHING
    credit: Decimal = NOTHING
    vat: Decimal = NOTHING

    def reversed(self, on: datetime.date, description: str) -> "JournalLine":
        """The same money the other way, on another day."""
        return replace(
            self, date=on, description=description, debit=self.credit, credit=self.debit, vat=-self.vat
        )


def journal_csv(invoices: InvoiceQuerySet) -> str:
    """UTF-8, comma, decimal point, in the order of dates and documents."""
    target = StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(field.name for field in fields(JournalLine))
    writer.writerows(astuple(line) for line in journal_of(invoices))
    return target.getvalue()


def journal_of(invoices: InvoiceQuerySet) -> list[JournalLine]:
    issued = invoices.select_related("municipality", "corrects").order_by("issued_on", "number")
    payments = Payment.objects.filter(invoice__in=invoices.order_by()).select_related("invoice__municipality")
    lines = [*_of_all(issued), *_of_payments(payments.order_by("received_on", "noted_at"))]
    return sorted(lines, key=lambda line: line.date)  # a stable sort keeps a transaction together


def _of_all(invoices: Iterable[Invoice]) -> Iterator[JournalLine]:
    for invoice in invoices:
        yield from _sale(invoice)


def _sale(invoice: Invoice) -> Iterator[JournalLine]:
    """An invoice puts the claim in debit; a credit note has the same lines on the other side."""
    words = f"{invoice.get_kind_display().capitalize()} {invoice.number}, {invoice.municipality}"
    same = (invoice.issued_on, SALES, invoice.number)
    relation = invoice.municipality.gm_code
    lines = [
        JournalLine(*same, DEBTORS, relation, words, debit=invoice.total),
        JournalLine(*same, CONTRIBUTIONS, relation, words, credit=invoice.amount, vat=invoice.vat),
    ]
    if invoice.vat:
        lines.append(JournalLine(*same, VAT, relation, words, credit=invoice.vat))
    if invoice.is_credit_note:
        lines = [line.reversed(line.date, words) for line in lines]
    yield from lines


def _of_payments(payments: Iterable[Payment]) -> Iterator[JournalLine]:
    for payment in payments:
        invoice = payment.invoice
        words = f"Betaling van {invoice.number}, {invoice.municipality}"
        same = (payment.received_on, RECEIPTS, invoice.number)
        relation = invoice.municipality.gm_code
        lines = [
            JournalLine(*same, BANK, relation, words, debit=payment.amount),
            JournalLine(*same, DEBTORS, relation, words, credit=payment.amount),
        ]
        yield from lines
        if payment.withdrawn_at:
            back = timezone.localdate(payment.withdrawn_at)
            yield from (line.reversed(back, f"Teruggenomen: {words}") for line in lines)
