"""The pages of a municipality: its invoices, its own numbers, and what it needs for its budget."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from funding.contributions.agreement_views import hand_out_file
from funding.contributions.choices import RoundState
from funding.contributions.draft import named
from funding.contributions.models import Round
from funding.invoices import actions, paper
from funding.invoices.balance import NOTHING
from funding.invoices.budget import FIRST_YEAR, budget
from funding.invoices.choices import Trail
from funding.invoices.forms import OrderForm, ReceiverForm
from funding.invoices.models import CorrectionRequest, Invoice, InvoiceFile, PurchaseOrder, Receiver
from funding.invoices.paragraph import paragraph, print_paragraph
from funding.invoices.statement import print_statement, statement
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.documents.choices import ContentType
from zorgportaal.documents.serving import hand_out, serve
from zorgportaal.drafts.slot import Slot
from zorgportaal.regions.models import Municipality

SHOWN_ORDERS = 3


@requires(Permission.VIEW_OWN_INVOICES)
def municipality(request: PortalRequest) -> HttpResponse:
    """One page for one municipality: the amount as a sentence, the paper, what came before and what comes."""
    mine = list(request.user.municipalities.all())
    here = _municipality(request.GET.get("gemeente"), mine)
    visible = Invoice.objects.visible_to(request.user).filter(municipality=here)
    invoices = list(visible.to_show().select_related("correction").with_payments().newest_first())
    years = sorted({invoice.year for invoice in invoices}, reverse=True)
    year = _year(request.GET.get("jaar"), years)
    current = _current([invoice for invoice in invoices if invoice.year == year])
    unpaid = _unpaid(invoices)
    requests = list(CorrectionRequest.objects.filter(invoice__in=visible, invoice__year=year).to_show())
    context = {
        "municipality": here,
        "municipalities": mine,
        "years": years,
        "year": year,
        "content": paper.content_of(current) if current else None,
        "decision_file": paper.decision_file_of(current) if current else None,
        "requests": requests,
        "may_ask": current is not None and _may_ask(current, requests),
        "others": [invoice for invoice in invoices if invoice is not current],
        "also_open": [invoice for invoice in unpaid if invoice is not current],
        "open": sum((invoice.balance.open for invoice in unpaid), NOTHING),
        "ahead": budget(here, timezone.localdate().year) if here else [],
        "own": _own_numbers(here, years) if here else None,
    }
    return render(request, "funding/invoices/municipality.html", context)


@requires(Permission.VIEW_OWN_INVOICES, "GET", "POST")
def receiver(request: PortalRequest, gm_code: str) -> HttpResponse:
    here = own_municipality(request, gm_code)
    known = Receiver.objects.visible_to(request.user).filter(municipality=here).first()
    form = ReceiverForm(request.POST or None, instance=known or Receiver(municipality=here))
    slot = Slot.of(request, "invoices.receiver", label="Adres en codes", subject=here.pk)
    if form.is_valid():
        actions.keep_receiver(form.instance, by=request.user)
        slot.clear()
        messages.success(request, "Bewaard. De volgende factuur gebruikt deze gegevens.")
        return redirect(page_of(here))
    slot.fill(form)
    context = {"municipality": here, "form": form, "slot": slot}
    return render(request, "funding/invoices/receiver.html", context)


@requires(Permission.VIEW_OWN_INVOICES, "GET", "POST")
def order(request: PortalRequest, gm_code: str) -> HttpResponse:
    here = own_municipality(request, gm_code)
    orders = PurchaseOrder.objects.visible_to(request.user).filter(municipality=here)
    known = {str(order.year): order.number for order in orders}
    year = request.GET.get("jaar", "")
    form = OrderForm(request.POST or None, initial={"year": year, "number": known.get(year)})
    slot = Slot.of(request, "invoices.order", label="Inkoopnummer", subject=here.pk)
    if form.is_valid():
        actions.keep_order(here, by=request.user, **form.cleaned_data)
        slot.clear()
        _say_what_was_kept(request, here, **form.cleaned_data)
        return redirect(page_of(here))
    slot.fill(form)
    context = {"municipality": here, "form": form, "orders": orders, "slot": slot}
    return render(request, "funding/invoices/order.html", context)


@requires(Permission.VIEW_OWN_INVOICES, "POST")
def remove_order(request: PortalRequest, pk: UUID) -> HttpResponse:
    mine = PurchaseOrder.objects.visible_to(request.user).select_related("municipality")
    order = get_object_or_404(mine, pk=pk)
    actions.remove_order(order, by=request.user)
    messages.success(request, f"Voor {order.year} is er geen inkoopnummer meer.")
    return redirect("invoices:order", order.municipality.gm_code)


@requires(Permission.VIEW_OWN_INVOICES)
def consequences(request: PortalRequest, gm_code: str) -> HttpResponse:
    """The paragraph «Financiële gevolgen» for a proposal to the council."""
    return show_consequences(request, own_municipality(request, gm_code), "invoices:consequences_pdf")


@requires(Permission.VIEW_OWN_INVOICES)
def consequences_pdf(request: PortalRequest, gm_code: str, year: int) -> HttpResponse:
    return hand_out_consequences(request, own_municipality(request, gm_code), year)


@requires(Permission.VIEW_OWN_INVOICES)
def yearly_statement(request: PortalRequest, gm_code: str, year: int) -> HttpResponse:
    return hand_out_statement(request, own_municipality(request, gm_code), year)


@requires(Permission.VIEW_OWN_INVOICES)
def download(request: PortalRequest, pk: UUID) -> HttpResponse:
    return hand_out_invoice(request, pk, "file")


@requires(Permission.VIEW_OWN_INVOICES)
def ubl(request: PortalRequest, pk: UUID) -> HttpResponse:
    return hand_out_invoice(request, pk, "ubl")


@requires(Permission.VIEW_OWN_INVOICES)
def decision_file(request: PortalRequest, pk: UUID) -> HttpResponse:
    """The paper on which the amount of an invoice rests."""
    mine = Invoice.objects.visible_to(request.user).select_related("line__round")
    invoice = get_object_or_404(mine, pk=pk)
    return hand_out_file(request, invoice.line.round.scheme_id, invoice.municipality_id)


def hand_out_invoice(request: PortalRequest, pk: UUID, which: str) -> HttpResponse:
    """The PDF or the e-invoice; a paper from before the e-invoice has none."""
    stored = get_object_or_404(InvoiceFile.objects.visible_to(request.user).to_open(), invoice=pk)
    file = stored.ubl if which == "ubl" else stored.file
    if file is None:
        raise Http404
    trail.look(Trail.DOWNLOADED, by=request.user, on=stored.invoice, file=file.pk, which=which)
    return serve(request, file)


def show_consequences(request: PortalRequest, here: Municipality, pdf: str) -> HttpResponse:
    year = _asked_year(request)
    context = {
        "municipality": here,
        "paragraph": paragraph(here, year),
        "years": sorted({year, *range(FIRST_YEAR, timezone.localdate().year + 3)}),
        "pdf": reverse(pdf, args=[here.gm_code, year]),
    }
    return render(request, "funding/invoices/consequences.html", context)


def hand_out_consequences(request: PortalRequest, here: Municipality, year: int) -> HttpResponse:
    made = paragraph(here, year)
    if not made.sentences:
        raise Http404
    trail.look(Trail.PARAGRAPH_MADE, by=request.user, on=here, year=year)
    name = f"financiele-gevolgen-{here.gm_code}-{year}.pdf"
    return hand_out(print_paragraph(made, here), name=name, content_type=ContentType.PDF)


def hand_out_statement(request: PortalRequest, here: Municipality, year: int) -> HttpResponse:
    made = statement(Invoice.objects.visible_to(request.user), here, year)
    if made is None:
        raise Http404
    trail.look(Trail.STATEMENT_MADE, by=request.user, on=here, year=year)
    name = f"jaaroverzicht-{here.gm_code}-{year}.pdf"
    return hand_out(print_statement(made), name=name, content_type=ContentType.PDF)


def own_municipality(request: PortalRequest, gm_code: str) -> Municipality:
    return get_object_or_404(request.user.municipalities.all(), gm_code=gm_code)


def page_of(here: Municipality) -> str:
    return f"{reverse('invoices:municipality')}?gemeente={here.pk}"


def _say_what_was_kept(request: PortalRequest, here: Municipality, *, year: int, number: str) -> None:
    """Also that it does not stand on an invoice that was made before."""
    messages.success(request, f"Inkoopnummer {number} voor {year} is bewaard.")
    standing = Invoice.objects.visible_to(request.user).that_stand().filter(municipality=here, year=year)
    without = [invoice.number for invoice in standing if invoice.buyer["order_number"] != number]
    if without:
        messages.warning(
            request,
            f"Factuur {named(without)} is al gemaakt en verandert niet. "
            "Moet dit nummer erop? Vraag dan bij “Correctie” om een nieuwe factuur.",
        )


def _own_numbers(here: Municipality, years: list[int]) -> dict[str, object]:
    """What the municipality told about itself, and the year for which its number is still asked."""
    waiting = Round.objects.live().exclude(state=RoundState.ISSUED).filter(lines__municipality=here)
    comes = waiting.order_by("year").values_list("year", flat=True).first()
    this_year = timezone.localdate().year
    asked = comes or max(this_year, years[0] + 1 if years else 0)
    orders = dict(PurchaseOrder.objects.filter(municipality=here).values_list("year", "number"))
    known = Receiver.objects.filter(municipality=here).first() or Receiver(municipality=here)
    told = sorted(((year, orders[year]) for year in orders if year != asked), reverse=True)
    return {"receiver": known, "told": told[:SHOWN_ORDERS], "asked": asked, "number": orders.get(asked, "")}


def _current(invoices: list[Invoice]) -> Invoice | None:
    """The one that stands; when all was taken back, the last one."""
    issued = [invoice for invoice in invoices if not invoice.is_credit_note]
    standing = [invoice for invoice in issued if not invoice.is_credited]
    return next(iter([*standing, *issued]), None)


def _unpaid(invoices: list[Invoice]) -> list[Invoice]:
    return [one for one in invoices if not one.is_credit_note and one.balance.open > 0]


def _may_ask(invoice: Invoice, requests: list[CorrectionRequest]) -> bool:
    """Of an invoice that stands, and is not being put right already."""
    is_asked = any(one.invoice == invoice and not one.rejected_at for one in requests)
    return not (is_asked or invoice.has_correction)


def _asked_year(request: PortalRequest) -> int:
    """The year asked for, else this one."""
    wanted = request.GET.get("jaar", "")
    if wanted.isascii() and wanted.isdigit() and len(wanted) == len("2020"):
        return int(wanted)
    return timezone.localdate().year


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
