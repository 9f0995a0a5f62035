"""A municipality asks for a correction; whoever keeps the books corrects, or rejects with an answer."""

from django.db import transaction
from django.utils import timezone

from funding.invoices.choices import Trail
from funding.invoices.models import Correction, CorrectionRequest, Invoice
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail


class CannotAsk(Exception):
    """The invoice is being put right, was asked about before, or the request was answered."""


@transaction.atomic
def ask(invoice: Invoice, *, reason: str, by: User) -> CorrectionRequest:
    """Say what is wrong with an invoice that stands. Raises CannotAsk."""
    invoice = _alone(invoice)
    if reason_against := why_not(invoice):
        raise CannotAsk(reason_against)
    # It may become the reason of a correction: a box of one line, which drops a line break.
    one_line = " ".join(reason.split())
    request = CorrectionRequest.objects.create(invoice=invoice, reason=one_line, asked_by=by)
    trail.act(Trail.CORRECTION_ASKED, by=by, on=invoice, request=request.pk)
    return request


def why_not(invoice: Invoice) -> str:
    """Why nobody can ask about this invoice now; empty where somebody can."""
    if invoice.is_credit_note:
        return "Dit is een creditnota. Vraag een correctie van een factuur."
    if invoice.is_credited or invoice.has_correction:
        return "Voor deze factuur is er al een correctie."
    if invoice.requests.waiting().exists():
        return "U vroeg al om een correctie van deze factuur. Wacht op het antwoord."
    return ""


@transaction.atomic
def reject(request: CorrectionRequest, *, answer: str, by: User) -> None:
    """Leave the invoice as it is; the municipality reads why. Raises CannotAsk."""
    _alone(request.invoice)
    request = CorrectionRequest.objects.select_related("invoice").get(pk=request.pk)
    if request.rejected_at:
        raise CannotAsk("Dit verzoek is al afgewezen.")
    if Correction.objects.filter(invoice=request.invoice).exists():
        raise CannotAsk("Voor deze factuur is er al een correctie. Daarmee is het verzoek beantwoord.")
    request.answer, request.rejected_by, request.rejected_at = answer, by, timezone.now()
    request.save(update_fields=["answer", "rejected_by", "rejected_at"])
    trail.act(Trail.REQUEST_REJECTED, by=by, on=request.invoice, request=request.pk)


def _alone(invoice: Invoice) -> Invoice:
    """As it is now, and nobody corrects it or asks about it meanwhile."""
    Invoice.objects.select_for_update(of=("self",)).get(pk=invoice.pk)
    return Invoice.objects.select_related("credit_note", "correction").get(pk=invoice.pk)
