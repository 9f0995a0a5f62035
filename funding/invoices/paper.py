"""What an invoice says, on paper and on screen (domain.md 3.10: the twelve items of the law)."""

from typing import Any

from funding.contributions.choices import Unit, VatTreatment
from funding.contributions.contribution import euro, spoken, whole
from funding.contributions.models import DecisionFile, RoundLine
from funding.invoices.choices import Kind
from funding.invoices.models import Invoice

FIRST_REVISION = 1
NO_VAT = "bijdrage, niet belast met btw (overheidstaak)"


def content_of(invoice: Invoice) -> dict[str, Any]:
    """All that the paper needs; read from frozen rows, so that it can be made at any later time."""
    line = invoice.line
    return {
        "invoice": invoice,
        "is_proof": not invoice.number,
        "party": invoice.seller,
        "iban": grouped(invoice.seller["iban"]),
        "buyer": invoice.buyer,
        "is_fictitious": invoice.seller["is_fictitious"] or invoice.buyer["is_fictitious"],
        "line": line,
        "sum": line.sum,
        "scheme": line.round.scheme,
        "period": line.round.period,
        "description": description(line),
        "basis": basis(line),
        "story": story(line),
        "difference": difference(line),
        "reason": reason(invoice),
        "replaces": replaced_by(invoice),
        "vat": vat_text(invoice),
    }


def reason(invoice: Invoice) -> str:
    """Why a credit note takes its invoice back, as a sentence; empty for an invoice."""
    if invoice.corrects is None:
        return ""
    words = " ".join(invoice.corrects.correction.reason.split())
    return words if words.endswith((".", "!", "?")) else f"{words}."


def replaced_by(invoice: Invoice) -> Invoice | None:
    """The invoice in whose place this one came; none for a first one and for a credit note."""
    line = invoice.line
    if invoice.is_credit_note or line.revision == FIRST_REVISION:
        return None
    earlier = Invoice.objects.filter(kind=Kind.INVOICE, municipality=invoice.municipality_id)
    return earlier.filter(line__round=line.round_id, line__revision=line.revision - 1).first()


def decision_file_of(invoice: Invoice) -> DecisionFile | None:
    """The paper on which the amount rests, where it is kept."""
    kept = DecisionFile.objects.to_list().filter(municipality=invoice.municipality_id)
    return kept.filter(scheme=invoice.line.round.scheme_id).first()


def vat_text(invoice: Invoice) -> str:
    """What the paper says of VAT, in the words that the law asks for (domain.md 3.10)."""
    match VatTreatment(invoice.vat_treatment):
        case VatTreatment.TAXED_21:
            return "21%"
        case VatTreatment.EXEMPT:
            return f"vrijgesteld van btw ({invoice.vat_ground})"
        case _:
            return NO_VAT


def description(line: RoundLine) -> str:
    """What the one row of the invoice is for."""
    if line.round.scheme.unit == Unit.PER_YEAR:
        return f"Bijdrage per inwoner, heel {line.round.year}"
    return "Bijdrage per inwoner, hele periode"


def basis(line: RoundLine) -> str:
    """On what the claim rests: the scheme, and the municipality's own paper where one is known."""
    scheme = line.round.scheme.basis
    return f"{scheme}, {line.paper}" if line.paper else scheme


def story(line: RoundLine) -> str:
    """How the amount came about, in sentences."""
    rate = f"Het tarief is {euro(line.rate)} per inwoner {_unit(line)}."
    return f"{rate} {difference(line) or _from_cbs(line)}"


def difference(line: RoundLine) -> str:
    """Why the number is not the one of CBS, and what that means in euro; empty when it is."""
    if not line.is_from_decision:
        return ""
    follows = f"De factuur volgt het {_followed(line)}."
    if line.cbs_inhabitants is None or line.difference_in_euro is None:
        return f"{line.note} {follows}"
    day = spoken(line.round.reference_date)
    counted = f"{line.note} CBS telt {whole(line.cbs_inhabitants)} inwoners op {day}. {follows}"
    if not line.difference_in_euro:
        return counted
    more_or_less = "hoger" if line.inhabitants > line.cbs_inhabitants else "lager"
    return f"{counted} Daardoor is de bijdrage {euro(line.difference_in_euro)} {more_or_less}."


def _followed(line: RoundLine) -> str:
    """A proposal until the decision has its date, or until the figure's own words call it a decision."""
    words = f"{line.source_text} {line.paper}".lower()
    is_called_so = "besluit" in words and "voorstel" not in words
    return "besluit" if line.is_decided or is_called_so else "voorstel"


def grouped(iban: str) -> str:
    """In groups of four, as on a bank card."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def _unit(line: RoundLine) -> str:
    if line.round.scheme.unit == Unit.PER_YEAR:
        return "per jaar"
    return f"voor de hele periode van {line.round.period}"


def _from_cbs(line: RoundLine) -> str:
    day = spoken(line.round.reference_date)
    return f"Wij rekenen met {whole(line.inhabitants)} inwoners. Zoveel telt CBS op {day}."
