"""A municipality asks for a correction, and the administrator says no; a correction says yes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from funding.invoices import correction_requests
from funding.invoices.forms import CorrectionRequestForm, RejectionForm
from funding.invoices.models import CorrectionRequest, Invoice
from funding.invoices.views import page_of
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.drafts.slot import Slot


@requires(Permission.VIEW_OWN_INVOICES, "GET", "POST")
def ask(request: PortalRequest, pk: UUID) -> HttpResponse:
    invoice = get_object_or_404(Invoice.objects.visible_to(request.user).to_show(), pk=pk)
    form = CorrectionRequestForm(request.POST or None)
    slot = Slot.of(request, "invoices.ask_correction", label=f"Correctie van {invoice}", subject=invoice.pk)
    if form.is_valid():
        try:
            correction_requests.ask(invoice, by=request.user, **form.cleaned_data)
        except correction_requests.CannotAsk as problem:
            form.add_error(None, str(problem))
        else:
            slot.clear()
            messages.success(request, "Uw verzoek ligt bij de financieel beheerder.")
            return redirect(f"{page_of(invoice.municipality)}&jaar={invoice.year}")
    elif not form.is_bound and (reason := correction_requests.why_not(invoice)):
        messages.error(request, reason)
        return redirect(f"{page_of(invoice.municipality)}&jaar={invoice.year}")
    slot.fill(form)
    return render(request, "funding/invoices/ask.html", {"invoice": invoice, "form": form, "slot": slot})


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def reject(request: PortalRequest, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(CorrectionRequest.objects.visible_to(request.user).to_show(), pk=pk)
    form = RejectionForm(request.POST or None)
    if form.is_valid():
        try:
            correction_requests.reject(asked, by=request.user, **form.cleaned_data)
        except correction_requests.CannotAsk as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Het verzoek is afgewezen. De gemeente leest uw antwoord.")
            return redirect(asked.invoice)
    return render(request, "funding/invoices/reject.html", {"asked": asked, "form": form})
