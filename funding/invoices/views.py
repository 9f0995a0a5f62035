"""The page of a municipality with its invoices, and the downloads."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from funding.invoices import paper
from funding.invoices.choices import Trail
from funding.invoices.models import Invoice, InvoiceFile
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.documents.serving import serve
from zorgportaal.regions.models import Municipality


@requires(Permission.VIEW_OWN_INVOICES)
def municipality(request: PortalRequest) -> HttpResponse:
    """One page for one municipality: the amount as a sentence, the paper, what came before."""
    mine = list(request.user.municipalities.all())
    here = _municipality(request.GET.get("gemeente"), mine)
    visible = Invoice.objects.visible_to(request.user).filter(municipality=here)
    invoices = list(visible.to_show().newest_first())
    years = sorted({invoice.year for invoice in invoices}, reverse=True)
    year = _year(request.GET.get("jaar"), years)
    current = next((invoice for invoice in invoices if invoice.year == year), None)
    context = {
        "municipality": here,
        "municipalities": mine,
        "years": years,
        "year": year,
        "content": paper.content_of(current) if current else None,
        "others": [invoice for invoice in invoices if invoice is not current],
    }
    return render(request, "funding/invoices/municipality.html", context)


@requires(Permission.VIEW_OWN_INVOICES)
def download(request: PortalRequest, pk: UUID) -> HttpResponse:
    return _download(request, pk)


@requires(Permission.PREPARE_ROUND)
def of_round_download(request: PortalRequest, pk: UUID) -> HttpResponse:
    return _download(request, pk)


def _download(request: PortalRequest, pk: UUID) -> HttpResponse:
    stored = get_object_or_404(InvoiceFile.objects.visible_to(request.user).to_open(), invoice=pk)
    trail.look(Trail.DOWNLOADED, by=request.user, on=stored.invoice, file=stored.file_id)
    return serve(request, stored.file)


def _municipality(wanted: str | None, mine: list[Municipality]) -> Municipality | None:
    """The one asked for, else the first of the own ones; another one does not exist here."""
    if not wanted:
        return mine[0] if mine else None
    for own in mine:
        if str(own.pk) == wanted:
            return own
    raise Http404


def _year(wanted: str | None, years: list[int]) -> int | None:
    """The year asked for, else the latest one. A year without an invoice is no page."""
    if not wanted:
        return years[0] if years else None
    for year in years:
        if str(year) == wanted:
            return year
    raise Http404
