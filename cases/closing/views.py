"""Nazorg en afsluiten: the checklist, the plan, the closure and the next episode."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from cases.closing import actions
from cases.closing.checklist import checklist
from cases.closing.choices import Trail
from cases.closing.forms import CloseForm, PlanForm, ReopenForm, TickForm
from cases.closing.models import AftercareMoment, Closure
from cases.dossiers.actions import NotAllowed
from cases.dossiers.choices import Status
from cases.dossiers.models import Dossier
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail

P = Permission
HERE = "closing:closing"


@requires(P.VIEW_DOSSIER)
def closing(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    trail.look(Trail.VIEWED, by=request.user, on=dossier)
    closures = Closure.objects.select_related("reason", "closed_by", "approved_by", "term", "dossier__key")
    closure = closures.filter(dossier=dossier).first()
    is_closed = dossier.status == Status.CLOSED
    context = {
        "dossier": dossier,
        "closure": closure,
        "is_closed": is_closed,
        "items": [] if is_closed else checklist(dossier),
        "moments": dossier.aftercare_moments.select_related("type", "done_by", "dossier__key"),
        "term": None if is_closed else actions.term_of(dossier, timezone.localdate()),
        "may_change": request.user.may(P.CHANGE_DOSSIER),
        "may_judge": closure and closure.awaits_second_look and closure.closed_by_id != request.user.pk,
    }
    return render(request, "cases/closing/closing.html", context)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def close(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        try:
            closure = actions.close(dossier, by=request.user, ending=form.ending())
        except actions.CannotClose as problem:
            form.add_error(None, str(problem))
        else:
            said = "Een collega kijkt mee." if closure.awaits_second_look else closure.kept_until
            messages.success(request, f"Opgeslagen. {said}")
            return redirect(HERE, pk)
    return page(
        request, dossier, form, title="Sluit dit dossier af", verb="Sluit af", items=checklist(dossier)
    )


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def plan(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = PlanForm(request.POST or None)
    if form.is_valid():
        try:
            actions.plan_aftercare(dossier, by=request.user, **form.cleaned_data)
        except actions.CannotClose as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Opgeslagen. De momenten staan in uw lijst.")
            return redirect(HERE, pk)
    return page(request, dossier, form, title="Plan nazorg")


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def tick(request: PortalRequest, pk: UUID) -> HttpResponse:
    moment = get_object_or_404(AftercareMoment.objects.visible_to(request.user), pk=pk)
    dossier = one(request, moment.dossier_id)
    form = TickForm(request.POST or None)
    if form.is_valid():
        try:
            actions.tick(moment, by=request.user, **form.cleaned_data)
        except actions.CannotClose as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Opgeslagen.")
            return redirect(HERE, dossier.pk)
    return page(request, dossier, form, title="Nazorgmoment")


@requires(P.CHANGE_DOSSIER, "POST")
def judge(request: PortalRequest, pk: UUID) -> HttpResponse:
    """The second look at a mistake."""
    closure = get_object_or_404(Closure.objects.visible_to(request.user), dossier=pk)
    decide = actions.approve_mistake if "agree" in request.POST else actions.refuse_mistake
    try:
        decide(closure, by=request.user)
    except actions.CannotClose as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Opgeslagen.")
    return redirect(HERE, pk)


@requires(P.REGISTER_DOSSIER, "GET", "POST")
def reopen(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        try:
            new = actions.reopen(dossier, by=request.user, **form.cleaned_data)
        except (actions.CannotClose, NotAllowed) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Een nieuwe periode is begonnen. Kijk na wat er is veranderd.")
            return redirect("dossiers:change", new.pk)
    return page(request, dossier, form, title="Heropen als nieuwe periode", verb="Heropen")


def one(request: PortalRequest, pk: UUID) -> Dossier:
    return get_object_or_404(Dossier.objects.visible_to(request.user).with_words(), pk=pk)


def page(request: PortalRequest, dossier: Dossier, form: Any, **context: Any) -> HttpResponse:
    trail.look(Trail.VIEWED, by=request.user, on=dossier)
    return render(
        request,
        "cases/closing/form.html",
        {"dossier": dossier, "form": form, "items": [], "verb": "Opslaan", **context},
    )
