"""Number the invoices of an approved round, and make their papers."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from funding.contributions import actions as contributions
from funding.contributions.choices import RoundState
from funding.contributions.models import Round, RoundLine
from funding.invoices.choices import Trail
from funding.invoices.models import Invoice, InvoiceFile, IssuingParty, NumberSeries
from funding.invoices.paper import content_of
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.documents.choices import ContentType, Variant
from zorgportaal.documents.models import PrivateFile
from zorgportaal.documents.pdf import render_pdf
from zorgportaal.jobs import outbox

RENDER = "invoice.render"
KEY_REGION = "bijdragen"


@transaction.atomic
def issue_round(round_id: UUID, *, by: User | None) -> list[Invoice]:
    """Give each line its invoice and number, all or none. A round that is not approved gets none."""
    round_ = contributions.locked(round_id)
    if round_.state != RoundState.APPROVED:
        return []
    party = IssuingParty.objects.get()
    lines = round_.lines.select_related("municipality")
    invoices = [_invoice(line, round_, party) for line in lines]
    for invoice in invoices:
        outbox.put(RENDER, subject=invoice.pk, batch=round_.pk, by=by, key=f"{RENDER}:{invoice.pk}")
    # As late as can be: from here until COMMIT nobody else gets a number of this series.
    _number(invoices, NumberSeries.objects.take(party, round_.year, count=len(invoices)))
    Invoice.objects.bulk_create(invoices)
    contributions.mark_issued(round_, by=by)
    for invoice in invoices:
        trail.act(Trail.ISSUED, by=by or trail.SYSTEM, on=invoice, number=invoice.number)
    return invoices


@transaction.atomic
def store_paper(invoice_id: UUID, *, by: User | None) -> None:
    """Make the PDF and keep it. Run twice, late or two at once, one file remains."""
    invoice = Invoice.objects.to_show().select_for_update(of=("self",)).get(pk=invoice_id)
    if InvoiceFile.objects.filter(invoice=invoice).exists():
        return
    file = PrivateFile.objects.store(
        print_invoice(invoice),
        name=f"factuur-{invoice.number}.pdf",
        content_type=ContentType.PDF,
        region=KEY_REGION,
    )
    InvoiceFile.objects.create(invoice=invoice, file=file)
    trail.act(Trail.RENDERED, by=by or trail.SYSTEM, on=invoice)


def print_invoice(invoice: Invoice) -> bytes:
    """The invoice as PDF/A-3a; the same bytes each time."""
    return render_pdf(
        "funding/invoices/paper.html",
        content_of(invoice),
        variant=Variant.ARCHIVE,
        title=f"Factuur {invoice.number}, gemeente {invoice.municipality}",
        made_at=timezone.make_aware(datetime.combine(invoice.issued_on, time.min)),
    )


def _invoice(line: RoundLine, round_: Round, party: IssuingParty) -> Invoice:
    """Without its number."""
    today = timezone.localdate()
    return Invoice(
        party=party,
        line=line,
        municipality=line.municipality,
        year=round_.year,
        issued_on=today,
        due_on=today + timedelta(days=round_.scheme.payment_days),
        amount=line.amount,
    )


def _number(invoices: list[Invoice], numbers: range) -> None:
    """In the order of the municipalities' names."""
    for invoice, sequence in zip(invoices, numbers, strict=True):
        invoice.sequence = sequence
        invoice.number = f"{invoice.party.prefix}-{invoice.year}-{sequence:04}"
