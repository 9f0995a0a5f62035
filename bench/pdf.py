from django.template.loader import render_to_string
from weasyprint import HTML

from bench.measure import Pair, row
from funding.contributions.actions import ISSUE
from funding.invoices import einvoice
from funding.invoices.actions import print_invoice
from funding.invoices.models import Invoice
from funding.invoices.paper import content_of
from zorgportaal.documents import press
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job


@row("pdf.invoice", n=30)
def invoice() -> Pair:
    """An invoice from row to PDF/A-3, beside WeasyPrint alone on the same HTML, fonts and fetcher."""
    for job in Job.objects.due().filter(kind=ISSUE):
        outbox.run(job.pk)
    shown = Invoice.objects.to_show().earliest("number")
    html = render_to_string(
        "funding/invoices/paper.html",
        {**content_of(shown), "title": "Factuur", "language": "nl", "is_fictitious": True},
    )

    def bare() -> bytes:
        return HTML(string=html, url_fetcher=press._fetcher()).write_pdf(
            font_config=press._fonts(),
            stylesheets=[press._style()],
            pdf_variant="pdf/a-3a",
            output_intent="srgb",
        )

    ubl = einvoice.write(shown)
    return Pair(lambda: print_invoice(shown, ubl), bare)
