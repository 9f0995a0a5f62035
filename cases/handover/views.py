"""Overdracht: prepare, propose, read, confirm, give back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cases.dossiers.models import Dossier
from cases.handover import actions
from cases.handover.choices import Trail
from cases.handover.forms import AnswerForm, OfferForm
from cases.handover.models import Handover
from cases.handover.sheet import parts_of
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.documents.models import PrivateFile
from zorgportaal.documents.serving import serve

P = Permission


@requires(P.CHANGE_DOSSIER)
def handover_list(request: PortalRequest) -> HttpResponse:
    known = Handover.objects.visible_to(request.user).with_words()
    waiting = known.waiting_for(request.user)
    context = {
        "waiting": waiting,
        "others": known.exclude(pk__in=waiting.values("pk")).order_by("-proposed_at")[:50],
    }
    trail.look(Trail.LISTED, by=request.user)
    return render(request, "cases/handover/list.html", context)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def propose(request: PortalRequest, pk: UUID) -> HttpResponse:
    """First the preview, then the proposal: the second button is there once the first was used."""
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user).with_words(), pk=pk)
    form = OfferForm(request.POST or None, dossier=dossier, user=request.user)
    context = {"dossier": dossier, "form": form, "parts": []}
    trail.look(Trail.PREVIEWED, by=request.user, on=dossier)
    if form.is_valid():
        offer = form.offer()
        if "propose" in request.POST:
            try:
                handover = actions.propose(dossier, by=request.user, offer=offer)
            except actions.CannotHandOver as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(request, f"Voorgesteld aan {offer.receiver}. Er verhuist nog niets.")
                return redirect(handover)
        context["receiver"] = offer.receiver
        context["parts"] = parts_of(
            dossier, tells_name=offer.tells_name, tells_note=offer.tells_note, by=request.user
        )
    return render(request, "cases/handover/propose.html", context)


@requires(P.VIEW_DOSSIER)
def detail(request: PortalRequest, pk: UUID) -> HttpResponse:
    handover = one(request, pk)
    return page(request, handover, AnswerForm())


@requires(P.VIEW_DOSSIER)
def sheet(request: PortalRequest, pk: UUID) -> HttpResponse:
    handover = one(request, pk)
    if handover.sheet_id is None:
        raise Http404
    trail.look(Trail.SHEET_DOWNLOADED, by=request.user, on=handover.dossier, handover=handover.pk)
    return serve(request, PrivateFile.objects.to_open().get(pk=handover.sheet_id))


@requires(P.CHANGE_DOSSIER, "POST")
def accept(request: PortalRequest, pk: UUID) -> HttpResponse:
    handover = one(request, pk)
    try:
        dossier = actions.accept(handover, by=request.user)
    except actions.CannotHandOver as problem:
        messages.error(request, str(problem))
        return redirect(handover)
    messages.success(request, "Bevestigd. Het dossier is nu van u.")
    return redirect(dossier)


@requires(P.CHANGE_DOSSIER, "POST")
def refuse(request: PortalRequest, pk: UUID) -> HttpResponse:
    handover = one(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return page(request, handover, form)
    try:
        actions.refuse(handover, by=request.user, reply=form.cleaned_data["reply"])
    except actions.CannotHandOver as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Teruggegeven. U ziet dit dossier niet meer.")
    return redirect("handover:list")


@requires(P.CHANGE_DOSSIER, "POST")
def withdraw(request: PortalRequest, pk: UUID) -> HttpResponse:
    handover = one(request, pk)
    if not Dossier.objects.visible_to(request.user).filter(pk=handover.dossier_id).exists():
        raise Http404
    try:
        actions.withdraw(handover, by=request.user)
    except actions.CannotHandOver as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Ingetrokken. De ontvanger ziet het dossier niet meer.")
    return redirect("handover:list")


def one(request: PortalRequest, pk: UUID) -> Handover:
    return get_object_or_404(Handover.objects.visible_to(request.user).with_words(), pk=pk)


def page(request: PortalRequest, handover: Handover, form: AnswerForm) -> HttpResponse:
    """What the receiver reads before confirming, and who reads along afterwards."""
    user = request.user
    dossier = Dossier.objects.with_words().get(pk=handover.dossier_id)
    trail.look(Trail.VIEWED, by=user, on=dossier, handover=handover.pk)
    knows = Dossier.objects.visible_to(user).filter(pk=dossier.pk).exists()
    is_receiver = user.pk == handover.receiver_id or handover.receiver_id in user.covered_people
    context = {
        "handover": handover,
        "dossier": dossier,
        "knows": knows,
        "may_answer": handover.is_open and is_receiver and user.may(P.CHANGE_DOSSIER),
        "may_withdraw": handover.is_open and knows and user.may(P.CHANGE_DOSSIER),
        "form": form,
        "parts": parts_of(dossier, tells_name=handover.tells_name, tells_note=handover.tells_note, by=user),
    }
    return render(request, "cases/handover/detail.html", context)
