"""Number the invoices of an approved round, make their papers, and put right what was wrong."""

from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from funding.contributions import actions as contributions
from funding.contributions.choices import KEY_REGION, RoundState
from funding.contributions.models import Round, RoundLine
from funding.invoices import einvoice, unissued
from funding.invoices.choices import Trail
from funding.invoices.models import (
    Correction,
    Invoice,
    InvoiceFile,
    IssuingParty,
    NumberSeries,
    PurchaseOrder,
    Receiver,
)
from funding.invoices.paper import content_of
from funding.invoices.unissued import CannotCorrect
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.documents.choices import ContentType, Variant
from zorgportaal.documents.models import PrivateFile
from zorgportaal.documents.pdf import render_pdf
from zorgportaal.jobs import outbox
from zorgportaal.regions.models import Municipality

RENDER = "invoice.render"
NOTICE = "invoice.notice"
ASK = "invoice.ask"


@transaction.atomic
def issue_round(round_id: UUID, *, by: User | None) -> list[Invoice]:
    """Give each line its invoice and number, all or none. A round that is not approved gets none.

    Raises CannotIssue.
    """
    round_ = contributions.locked(round_id)
    if round_.state != RoundState.APPROVED:
        return []
    lines = round_.lines.approved().select_related("municipality")
    invoices = _issue(unissued.unnumbered(round_, lines), by=by)
    contributions.mark_issued(round_, by=by)
    return invoices


@transaction.atomic
def propose_correction(invoice: Invoice, *, reason: str, is_reissued: bool, by: User) -> Correction:
    """Ask a second person to credit an invoice. Raises CannotCorrect."""
    invoice = _locked(invoice)
    if invoice.is_credit_note:
        raise CannotCorrect("Dit is een creditnota. Die kunt u niet crediteren.")
    if Correction.objects.filter(invoice=invoice).exists():
        raise CannotCorrect("Voor deze factuur is er al een correctie.")
    correction = Correction.objects.create(
        invoice=invoice, reason=reason, is_reissued=is_reissued, proposed_by=by
    )
    trail.act(Trail.CORRECTION_PROPOSED, by=by, on=invoice, reissue=is_reissued)
    return correction


@transaction.atomic
def withdraw_correction(correction: Correction, *, by: User) -> None:
    """Take a proposal back. Raises CannotCorrect once it is approved."""
    correction = Correction.objects.select_for_update().select_related("invoice").get(pk=correction.pk)
    if correction.approved_at:
        raise CannotCorrect("Deze correctie is al goedgekeurd. De creditnota heeft een nummer.")
    trail.act(Trail.CORRECTION_WITHDRAWN, by=by, on=correction.invoice)
    correction.delete()


@transaction.atomic
def approve_correction(correction: Correction, *, seen: str, by: User) -> list[Invoice]:
    """The credit note and, if wanted, the new invoice: the one that was `seen` (unissued.seen_of).

    Raises CannotCorrect, also when something changed since, and CannotIssue.
    """
    _locked(correction.invoice)
    correction = Correction.objects.select_for_update().select_related("invoice").get(pk=correction.pk)
    if correction.approved_at:
        raise CannotCorrect("Deze correctie is al goedgekeurd.")
    if correction.proposed_by_id == by.pk:
        raise CannotCorrect("U stelde deze correctie zelf voor. Een collega moet haar goedkeuren.")
    made = [unissued.credit_note(correction.invoice)]
    if correction.is_reissued:
        made.append(_new_invoice(correction.invoice, seen))
    correction.approved_by, correction.approved_at = by, timezone.now()
    correction.save(update_fields=["approved_by", "approved_at"])
    made = _issue(made, by=by)
    trail.act(Trail.CREDITED, by=by, on=correction.invoice, credit_note=made[0].number)
    return made


@transaction.atomic
def store_paper(invoice_id: UUID, *, by: User | None) -> None:
    """Make and keep the e-invoice and the PDF around it. Run twice, late or two at once, one pair remains."""
    invoice = Invoice.objects.to_show().select_for_update(of=("self",)).get(pk=invoice_id)
    if InvoiceFile.objects.filter(invoice=invoice).exists():
        return
    ubl = einvoice.write(invoice)
    InvoiceFile.objects.create(
        invoice=invoice,
        ubl=_kept(ubl, f"{invoice.file_name}.xml", ContentType.UBL),
        file=_kept(print_invoice(invoice, ubl), f"{invoice.file_name}.pdf", ContentType.PDF),
    )
    trail.act(Trail.RENDERED, by=by or trail.SYSTEM, on=invoice)
    is_followed = invoice.corrects is not None and invoice.corrects.correction.is_reissued
    if not is_followed:  # The mail about the new invoice says enough.
        outbox.put(NOTICE, subject=invoice.pk, by=None, key=f"{NOTICE}:{invoice.pk}")


@transaction.atomic
def keep_receiver(receiver: Receiver, *, by: User) -> None:
    """What the next invoice says; one that is issued keeps what it said."""
    receiver.save()
    trail.act(Trail.RECEIVER_KEPT, by=by, on=receiver.municipality)


@transaction.atomic
def keep_order(municipality: Municipality, *, year: int, number: str, by: User) -> None:
    """The own number for the invoices of a year that are still to come."""
    PurchaseOrder.objects.update_or_create(municipality=municipality, year=year, defaults={"number": number})
    trail.act(Trail.ORDER_KEPT, by=by, on=municipality, year=year)


@transaction.atomic
def remove_order(order: PurchaseOrder, *, by: User) -> None:
    """The invoices of that year that are still to come get no number."""
    trail.act(Trail.ORDER_REMOVED, by=by, on=order.municipality, year=order.year)
    order.delete()


def print_invoice(invoice: Invoice, ubl: bytes) -> bytes:
    """The invoice as PDF/A-3a with its e-invoice inside; the same bytes each time."""
    return render_pdf(
        "funding/invoices/paper.html",
        content_of(invoice),
        variant=Variant.ARCHIVE,
        title=f"{invoice.get_kind_display().capitalize()} {invoice.number}, gemeente {invoice.municipality}",
        made_at=timezone.make_aware(datetime.combine(invoice.issued_on, time.min)),
        attachments=[einvoice.enclosure(invoice, ubl)],
    )


def print_proof(line: RoundLine) -> bytes:
    """What the invoice of a line will look like: without a number, and it says so. Raises CannotIssue."""
    (invoice,) = unissued.unnumbered(line.round, [line])
    return render_pdf(
        "funding/invoices/paper.html",
        content_of(invoice),
        variant=Variant.ARCHIVE,
        title=f"Proef van een factuur, gemeente {line.municipality}",
    )


@transaction.atomic
def ask_for_orders(round_: Round, *, by: User) -> None:
    """Mail the municipalities of a round that have not told their number yet."""
    trail.act(Trail.ORDERS_ASKED, by=by, on=round_)
    outbox.put(ASK, subject=round_.pk, by=by)


def _issue(invoices: list[Invoice], *, by: User | None) -> list[Invoice]:
    """Check, number and keep them; the worker makes their papers. Raises CannotIssue."""
    einvoice.check(invoices)
    for invoice in invoices:
        outbox.put(
            RENDER, subject=invoice.pk, batch=invoice.line.round_id, by=by, key=f"{RENDER}:{invoice.pk}"
        )
    # As late as can be: from here until COMMIT nobody else gets a number of this series.
    for party in sorted({invoice.party for invoice in invoices}, key=lambda party: party.prefix):
        _number([invoice for invoice in invoices if invoice.party == party], party)
    Invoice.objects.bulk_create(invoices)
    for invoice in invoices:
        trail.act(Trail.ISSUED, by=by or trail.SYSTEM, on=invoice, number=invoice.number)
    return invoices


def _new_invoice(old: Invoice, seen: str) -> Invoice:
    """With its line, which is kept here. Raises CannotCorrect when it is not the one that was seen."""
    found = unissued.replacement_of(old)
    if found.seen != seen:
        raise CannotCorrect(
            "Er veranderde iets op de nieuwe factuur. Kijk haar nog eens na en keur dan goed."
        )
    found.new.line.save(force_insert=True)
    return found.new


def _number(invoices: list[Invoice], party: IssuingParty) -> None:
    """In the order of the municipalities' names, a credit note before what replaces it."""
    numbers = NumberSeries.objects.take(party, invoices[0].year, count=len(invoices))
    for invoice, sequence in zip(invoices, numbers, strict=True):
        invoice.sequence = sequence
        invoice.number = f"{party.prefix}-{invoice.year}-{sequence:04}"


def _locked(invoice: Invoice) -> Invoice:
    """Nobody else corrects it in the meantime."""
    return Invoice.objects.select_for_update(of=("self",)).get(pk=invoice.pk)


def _kept(content: bytes, name: str, content_type: ContentType) -> PrivateFile:
    return PrivateFile.objects.store(content, name=name, content_type=content_type, region=KEY_REGION)
