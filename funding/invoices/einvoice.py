"""The e-invoice of an invoice: what it says, whether it is valid, and how it goes into the PDF."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from textwrap import shorten

from funding.contributions.choices import VatTreatment
from funding.contributions.contribution import spoken
from funding.contributions.draft import named
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
from funding.invoices.parties import USUAL_DEPARTMENT
from zorgportaal.documents.draft import Enclosure
from zorgportaal.jobs.outbox import NotAgain

KINDS = {InvoiceKind.INVOICE: Kind.INVOICE, InvoiceKind.CREDIT_NOTE: Kind.CREDIT_NOTE}
PROFILES = {Profile.NLCIUS: ubl.Profile.NLCIUS, Profile.PEPPOL: ubl.Profile.PEPPOL}
PARTY_FIELDS = ("name", "street", "postal_code", "city", "kvk", "oin", "email")
MOST_PROBLEMS = 5


class CannotIssue(NotAgain):
    """Nobody is appointed to invoice, or an e-invoice would not be valid. The message is for people.

    Until a person mends that, the worker would find the same.
    """

    @property
    def in_words(self) -> str:
        """As much as the list of tasks has room for."""
        return shorten(str(self), 200, placeholder=" …")


def check(invoices: Iterable[Invoice]) -> None:
    """Raises CannotIssue when an e-invoice would not be valid, and says why."""
    wrong = faults([invoice] for invoice in invoices)
    if wrong:
        shown = " ".join(wrong[:MOST_PROBLEMS])
        more = len(wrong) - MOST_PROBLEMS
        raise CannotIssue(shown + (f" En nog {more} fouten." if more > 0 else ""))


def faults(groups: Iterable[list[Invoice]]) -> list[str]:
    """What is wrong, each fault once with whose invoices have it. Of a group the first one is tested."""
    found: dict[str, list[str]] = defaultdict(list)
    number = 0
    for group in groups:
        number += len(group)
        for text in {problem.text: None for problem in validation.problems(write(group[0]))}:
            found[text] += [invoice.municipality.name for invoice in group]
    return [f"{_whose(names, number)}: {text}" for text, names in found.items()]


def write(invoice: Invoice) -> bytes:
    """The UBL in the dialect of the receiver; with a stand-in for a number that is not given yet."""
    return ubl.write(document_of(invoice), PROFILES[Profile(invoice.profile)])


def document_of(invoice: Invoice) -> Document:
    """From frozen values only, so that it is the same at any later time."""
    line, period = invoice.line, invoice.line.round.period
    number = invoice.number or f"{invoice.party.prefix}-{invoice.year}-0000"
    replaced = paper.replaced_by(invoice)
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
        note=_note(invoice, replaced),
        terms=_terms(invoice),
        corrects=_earlier(invoice.corrects),
        replaces=_earlier(replaced),
    )


def enclosure(invoice: Invoice, content: bytes) -> Enclosure:
    """The UBL as it goes into the PDF."""
    return Enclosure(f"{invoice.file_name}.xml", content, f"E-factuur (UBL) {invoice.number}")


def vat_of(treatment: str, ground: str) -> Vat:
    """How the treatment of a scheme is said in an e-invoice (domain.md 3.10)."""
    treated = VatTreatment(treatment)
    match treated:
        case VatTreatment.TAXED_21:
            return Vat(VatCategory.STANDARD, treated.per_cent)
        case VatTreatment.EXEMPT:
            return Vat(VatCategory.EXEMPT, reason=f"Vrijgesteld van btw ({ground})")
        case _:
            return Vat(VatCategory.OUT_OF_SCOPE, reason=paper.NO_VAT.capitalize())


def _whose(names: list[str], number: int) -> str:
    """The municipality, or how many invoices, with names where it is not all of them."""
    if len(names) == 1:
        return names[0]
    return f"{len(names)} facturen" + (f" ({named(sorted(names))})" if len(names) < number else "")


def _seller(invoice: Invoice) -> Party:
    return Party(**{name: invoice.seller[name] for name in (*PARTY_FIELDS, "phone", "vat_id")})


def _buyer(invoice: Invoice) -> Party:
    attention = invoice.buyer["attention"]
    contact = "" if attention == USUAL_DEPARTMENT else attention
    return Party(contact=contact, **{name: invoice.buyer[name] for name in PARTY_FIELDS})


def _note(invoice: Invoice, replaced: Invoice | None) -> str:
    """As on the paper, with the day of the earlier invoice: not every dialect has a place for that."""
    if invoice.corrects:
        return f"Reden: {paper.reason(invoice)} Hoort bij factuur {_named(invoice.corrects)}."
    instead = f"Vervangt factuur {_named(replaced)}. " if replaced else ""
    return instead + paper.story(invoice.line)


def _named(earlier: Invoice) -> str:
    return f"{earlier.number} van {spoken(earlier.issued_on)}"


def _terms(invoice: Invoice) -> str:
    if invoice.is_credit_note:
        return "Wordt verrekend of teruggestort."
    return f"Betaal binnen {invoice.days_to_pay} dagen."


def _earlier(invoice: Invoice | None) -> EarlierInvoice | None:
    return EarlierInvoice(invoice.number, invoice.issued_on) if invoice else None
