"""Consent: what was agreed, what was shared, taking it back, and the papers to ask for it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from cases.consents import actions, asking, shared
from cases.consents.choices import Trail
from cases.consents.forms import ConsentForm, PrintForm, WithdrawForm
from cases.consents.models import Consent
from cases.consents.sharing import Sharing
from cases.contact.guard import Unsafe
from cases.dossiers.models import Dossier
from cases.papers.actions import CannotKeep
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.documents.choices import ContentType
from zorgportaal.documents.serving import hand_out

P = Permission


def _dossier(request: PortalRequest, pk: UUID) -> Dossier:
    return get_object_or_404(Dossier.objects.visible_to(request.user).with_words(), pk=pk)


@requires(P.VIEW_DOSSIER)
def consent_list(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = _dossier(request, pk)
    consents = list(dossier.consents.for_list())
    trail.look(Trail.LISTED, by=request.user, on=dossier, consents=[consent.pk for consent in consents])
    context = {
        "dossier": dossier,
        "consents": consents,
        "stopped": Sharing(consents, basis=dossier.legal_basis.code).stopped,
        "rules": actions.rules_for(dossier, timezone.localdate()),
        "may_change": request.user.may(P.CHANGE_DOSSIER),
    }
    return render(request, "cases/consents/list.html", context)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def record(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = _dossier(request, pk)
    form = ConsentForm(request.POST or None, request.FILES or None, dossier=dossier)
    if form.is_valid():
        chosen = form.cleaned_data["scan"]
        try:
            asking.record_with_scan(
                dossier,
                form.terms(),
                scan=chosen.paper if chosen else None,
                file=form.cleaned_data["file"],
                by=request.user,
            )
        except actions.NotAllowed as problem:
            form.add_error(None, problem.problems)
        except CannotKeep as problem:
            form.add_error("file", str(problem))
        else:
            messages.success(request, "Opgeslagen.")
            return redirect("consents:list", pk)
    trail.look(Trail.FORM_SHOWN, by=request.user, on=dossier)
    rules = actions.rules_for(dossier, timezone.localdate())
    return render(request, "cases/consents/record.html", {"dossier": dossier, "form": form, "rules": rules})


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def withdraw(request: PortalRequest, pk: UUID) -> HttpResponse:
    """What was shared already, and the button that stops what is to come."""
    consent = get_object_or_404(Consent.objects.visible_to(request.user).for_list(), pk=pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw_consent(consent, by=request.user, **form.cleaned_data)
        except actions.NotAllowed as problem:
            form.add_error("withdrawn_on", str(problem))
        else:
            messages.success(request, "Toestemming ingetrokken. Wij delen niets nieuws.")
            return redirect("consents:withdraw", pk)
    dossier = _dossier(request, consent.dossier_id)
    trail.look(Trail.FORM_SHOWN, by=request.user, on=consent, dossier=dossier.pk)
    context = {
        "dossier": dossier,
        "consent": consent,
        "form": form,
        "already": shared.already(consent, by=request.user),
    }
    return render(request, "cases/consents/withdraw.html", context)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def print_form(request: PortalRequest, pk: UUID) -> HttpResponse:
    """By POST, so that a paper with a name on it stands behind no address."""
    dossier = _dossier(request, pk)
    may_name = request.user.may(P.SHOW_IDENTITY) and dossier.person is not None
    form = PrintForm(request.POST or None, may_name=may_name)
    if form.is_valid():
        try:
            content = asking.form_on_paper(dossier, by=request.user, **form.cleaned_data)
        except Unsafe as problem:
            form.add_error("with_name", str(problem))
        else:
            return hand_out(content, name="toestemming.pdf", content_type=ContentType.PDF)
    trail.look(Trail.FORM_SHOWN, by=request.user, on=dossier)
    return render(request, "cases/consents/print.html", {"dossier": dossier, "form": form})
