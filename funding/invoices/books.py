"""The books: what was asked, paid and is open per scheme, year and municipality. Two queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Min, Q, Sum
from django.utils import timezone

from funding.invoices.balance import NOTHING, Balance
from funding.invoices.choices import Direction, Kind, PaymentState
from funding.invoices.models import InvoiceQuerySet, Payment
from zorgportaal.documents.spreadsheets import Cell

HEADERS = [
    "Regeling", "Jaar", "Gemeentecode", "Gemeente", "Gefactureerd", "Gecrediteerd", "Ontvangen",
    "Teruggestort", "Open", "Status",
]  # fmt: skip
TOTAL = Sum(F("amount") + F("vat"), filter=Q(kind=Kind.INVOICE))
CREDITED = Sum(F("amount") + F("vat"), filter=Q(kind=Kind.CREDIT_NOTE))
# Only what was not taken back waits to be paid.
DUE = Min("due_on", filter=Q(kind=Kind.INVOICE, credit_note=None))

ISSUED = ArrayAgg("pk", filter=Q(kind=Kind.INVOICE), order_by="sequence")


class Account(NamedTuple):
    """What one municipality has to do with one scheme in one year; sorts as the page does."""

    scheme: str
    year: int
    gm_code: str
    municipality: str


@dataclass(frozen=True)
class Entry:
    """One row of the books; `invoice` is the id of the latest one."""

    account: Account
    balance: Balance
    state: PaymentState
    invoice: UUID

    @property
    def cells(self) -> list[Cell]:
        balance = self.balance
        amounts = [balance.invoiced, balance.credited, balance.received, balance.returned, balance.open]
        return [*self.account, *amounts, str(self.state.label)]


@dataclass(frozen=True)
class Books:
    """The rows, and their sums to the cent."""

    entries: list[Entry]

    @property
    def total(self) -> Balance:
        return _sum(self.entries)

    @property
    def per_round(self) -> list[tuple[str, int, Balance]]:
        """The sums per scheme and year, newest year first."""
        found: dict[tuple[str, int], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.account.scheme, entry.account.year].append(entry)
        newest = sorted(found, key=lambda key: (-key[1], key[0]))
        return [(*key, _sum(found[key])) for key in newest]


def books_of(invoices: InvoiceQuerySet, *, state: str = "") -> Books:
    """Of these invoices; with `state` only the rows that are so."""
    paid = _paid(invoices)
    entries = [
        _entry(account, Balance(invoiced or NOTHING, credited or NOTHING, *paid[account]), *rest)
        for account, invoiced, credited, *rest in _issued(invoices)
    ]
    entries.sort(key=lambda entry: (-entry.account.year, entry.account.scheme, entry.account.municipality))
    return Books([entry for entry in entries if not state or entry.state == state])


def _entry(account: Account, balance: Balance, due_on: date | None, invoices: list[UUID]) -> Entry:
    return Entry(account, balance, balance.state(due_on=due_on, today=timezone.localdate()), invoices[-1])


def _issued(invoices: InvoiceQuerySet) -> list[tuple[Account, Any, Any, Any, Any]]:
    rows = invoices.order_by().values_list(
        "line__round__scheme__name", "year", "municipality__gm_code", "municipality__name"
    )
    found = rows.annotate(invoiced=TOTAL, credited=CREDITED, due=DUE, ids=ISSUED)
    return [(Account(*row[:4]), *row[4:]) for row in found]


def _paid(invoices: InvoiceQuerySet) -> defaultdict[Account, tuple[Decimal, Decimal]]:
    """What came in and what went back. Apart from the invoices: two payments must not count one twice.

    What was settled moved within an account: nothing came in and nothing went back.
    """
    payments = Payment.objects.that_count().filter(invoice__in=invoices.order_by(), settled_with=None)
    rows = payments.order_by().values_list(
        "invoice__line__round__scheme__name",
        "invoice__year",
        "invoice__municipality__gm_code",
        "invoice__municipality__name",
    )
    found = rows.annotate(received=_sum_of(Direction.RECEIVED), returned=_sum_of(Direction.RETURNED))
    return defaultdict(lambda: (NOTHING, NOTHING), {Account(*row[:4]): row[4:] for row in found})


def _sum_of(direction: Direction) -> Sum:
    return Sum("amount", filter=Q(direction=direction), default=NOTHING)


def _sum(entries: Iterable[Entry]) -> Balance:
    return sum((entry.balance for entry in entries), Balance())
