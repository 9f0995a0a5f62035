"""The yearly statement of one municipality: each document, each payment, and what is open per scheme."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter

from django.utils import timezone

from funding.invoices.books import Books, books_of
from funding.invoices.models import Invoice, InvoiceQuerySet, Payment
from zorgportaal.documents.choices import Variant
from zorgportaal.documents.pdf import render_pdf
from zorgportaal.regions.models import Municipality


@dataclass(frozen=True)
class Statement:
    municipality: Municipality
    year: int
    documents: list[Invoice]
    payments: list[Payment]
    books: Books
    made_on: date

    @property
    def parties(self) -> list[str]:
        """Who sent these documents, as they were called then."""
        return sorted({invoice.seller["name"] for invoice in self.documents})

    @property
    def is_fictitious(self) -> bool:
        return any(invoice.seller["is_fictitious"] for invoice in self.documents)

    @property
    def open(self) -> Decimal:
        return self.books.total.open


def statement(invoices: InvoiceQuerySet, municipality: Municipality, year: int) -> Statement | None:
    """Of the invoices that somebody may see; None where there are none."""
    chosen = invoices.filter(municipality=municipality, year=year)
    documents = sorted(chosen.to_show(), key=attrgetter("issued_on", "sequence"))
    if not documents:
        return None
    payments = Payment.objects.that_count().to_show().filter(invoice__in=chosen)
    return Statement(municipality, year, documents, list(payments), books_of(chosen), timezone.localdate())


def print_statement(made: Statement) -> bytes:
    return render_pdf(
        "funding/invoices/statement.html",
        {"statement": made},
        variant=Variant.ACCESSIBLE,
        title=f"Jaaroverzicht {made.year}, gemeente {made.municipality}",
    )
