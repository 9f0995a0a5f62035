"""The e-invoice of an invoice: what it says, whether it is valid, and how it goes into the PDF."""

from collections.abc import Iterable
from decimal import Decimal
from textwrap import shorten

from funding.contributions.choices import VatTreatment
from funding.einvoicing import ubl, validation
from funding.einvoicing.document import (
    Document,
    EarlierInvoice,
    Kind,
    Line,
    Party,
    PayTo,
    Period,
    Vat,
    VatCategory,
)
from funding.invoices import paper
from funding.invoices.choices import Kind as InvoiceKind
from funding.invoices.choices import Profile
from funding.invoices.models import Invoice
from zorgportaal.documents.draft import Enclosure

KINDS = {InvoiceKind.INVOICE: Kind.INVOICE, InvoiceKind.CREDIT_NOTE: Kind.CREDIT_NOTE}
PROFILES = {Profile.NLCIUS: ubl.Profile.NLCIUS, Profile.PEPPOL: ubl.Profile.PEPPOL}
STANDARD_RATE = Decimal(21)
PARTY_FIELDS = ("name", "street", "postal_code", "city", "kvk", "oin", "email")
MOST_PROBLEMS = 5


class CannotIssue(Exception):
    """Nobody is appointed to invoice, or an e-invoice would not be valid. The message is for people."""

    @property
    def in_words(self) -> str:
        """As much as the list of tasks has room for."""
        return shorten(str(self), 200, placeholder=" …")


def check(invoices: Iterable[Invoice]) -> None:
    """Raises CannotIssue, naming each municipality whose e-invoice would not be valid, and why."""
    wrong = []
    for invoice in invoices:
        found = validation.problems(write(invoice))
        wrong += [f"{invoice.municipality}: {problem.text}" for problem in found]
    if wrong:
        shown = " ".join(wrong[:MOST_PROBLEMS])
        more = len(wrong) - MOST_PROBLEMS
        raise CannotIssue(shown + (f" En nog {more} fouten." if more > 0 else ""))


def write(invoice: Invoice) -> bytes:
    """The UBL in the dialect of the receiver; with a stand-in for a number that is not given yet."""
    return ubl.write(document_of(invoice), PROFILES[Profile(invoice.profile)])


def document_of(invoice: Invoice) -> Document:
    """From frozen values only, so that it is the same at any later time."""
    line, period = invoice.line, invoice.line.round.period
    number = invoice.number or f"{invoice.party.prefix}-{invoice.year}-0000"
    return Document(
        kind=KINDS[InvoiceKind(invoice.kind)],
        number=number,
        issued_on=invoice.issued_on,
        due_on=None if invoice.is_credit_note else invoice.due_on,
        period=Period(period.starts_on, period.ends_on),
        seller=_seller(invoice),
        buyer=_buyer(invoice),
        lines=(Line(paper.description(line), Decimal(line.inhabitants), line.rate, line.amount),),
        vat=vat_of(invoice.vat_treatment, invoice.vat_ground),
        payment=PayTo(invoice.seller["iban"], invoice.seller["name"], number),
        # The national rules want a reference of the buyer; its own code is one it always knows.
        buyer_reference=invoice.buyer["order_number"] or invoice.buyer["gm_code"],
        order_reference=invoice.buyer["order_number"],
        cost_centre=invoice.buyer["cost_centre"],
        note=paper.story(line),
        terms="Wordt verrekend of teruggestort." if invoice.is_credit_note else "",
        corrects=_corrects(invoice),
    )


def enclosure(invoice: Invoice, content: bytes) -> Enclosure:
    """The UBL as it goes into the PDF."""
    return Enclosure(f"{invoice.file_name}.xml", content, f"E-factuur (UBL) {invoice.number}")


def vat_of(treatment: str, ground: str) -> Vat:
    """How the treatment of a scheme is said in an e-invoice (domain.md 3.10)."""
    match VatTreatment(treatment):
        case VatTreatment.TAXED_21:
            return Vat(VatCategory.STANDARD, STANDARD_RATE)
        case VatTreatment.EXEMPT:
            return Vat(VatCategory.EXEMPT, reason=f"Vrijgesteld van btw ({ground})")
        case _:
            return Vat(VatCategory.OUT_OF_SCOPE, reason=paper.NO_VAT.capitalize())


def _seller(invoice: Invoice) -> Party:
    return Party(**{name: invoice.seller[name] for name in (*PARTY_FIELDS, "phone", "vat_id")})


def _buyer(invoice: Invoice) -> Party:
    return Party(**{name: invoice.buyer[name] for name in PARTY_FIELDS})


def _corrects(invoice: Invoice) -> EarlierInvoice | None:
    if invoice.corrects is None:
        return None
    return EarlierInvoice(invoice.corrects.number, invoice.corrects.issued_on)
