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
    invoices = Invoice.objects.bulk_create(_invoices(round_))
    contributions.mark_issued(round_, by=by)
    for invoice in invoices:
        trail.act(Trail.ISSUED, by=by or trail.SYSTEM, on=invoice, number=invoice.number)
        key = f"{RENDER}:{invoice.pk}"
        outbox.put(RENDER, subject=invoice.pk, batch=round_.pk, by=by, key=key)
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


def _invoices(round_: Round) -> list[Invoice]:
    """Numbered in the order of the municipalities' names."""
    party = IssuingParty.objects.get()
    lines = list(round_.lines.select_related("municipality"))
    numbers = NumberSeries.objects.take(party, round_.year, count=len(lines))
    return [_invoice(line, round_, party, sequence) for line, sequence in zip(lines, numbers, strict=True)]


def _invoice(line: RoundLine, round_: Round, party: IssuingParty, sequence: int) -> Invoice:
    today = timezone.localdate()
    return Invoice(
        number=f"{party.prefix}-{round_.year}-{sequence:04}",
        party=party,
        line=line,
        municipality=line.municipality,
        year=round_.year,
        sequence=sequence,
        issued_on=today,
        due_on=today + timedelta(days=round_.scheme.payment_days),
        amount=line.amount,
    )
