"""The tab Persoon of a dossier, and its forms."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cases.dossiers.actions import ChangedByOther, NotAllowed
from cases.dossiers.models import Dossier
from cases.household import actions
from cases.household.actions import Known
from cases.household.choices import Trail
from cases.household.forms import BackgroundForm, ChildForm, stored
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail

P = Permission


@requires(P.VIEW_DOSSIER)
def person(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    trail.look(Trail.VIEWED, by=request.user, on=dossier)
    may_change = request.user.may(P.CHANGE_DOSSIER)
    may_know = request.user.may(P.KEEP_VULNERABILITY)
    context = {
        "dossier": dossier,
        "children": dossier.children.all(),
        "may_know": may_know,
        "known": Known.of(dossier) if may_know else None,
        "form": ChildForm() if may_change else None,
        "may_change": may_change,
        "may_show_identity": request.user.may(P.SHOW_IDENTITY),
    }
    return render(request, "cases/household/person.html", context)


@requires(P.KEEP_VULNERABILITY, "GET", "POST")
def change(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = BackgroundForm(request.POST or None, dossier=dossier)
    trail.look(Trail.FORM_SHOWN, by=request.user, on=dossier)
    context = {"dossier": dossier, "form": form, "comparison": None}
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.change_background(dossier, by=request.user, version=version, known=form.known())
        except NotAllowed as problem:
            form.add_error(None, problem.problems)
        except ChangedByOther as problem:
            form.add_error(None, str(problem))
            context["comparison"] = form.merge(problem.now, stored(Known.of(problem.now)))
        else:
            messages.success(request, "Opgeslagen.")
            return redirect("household:person", pk)
    return render(request, "cases/household/change.html", context)


@requires(P.CHANGE_DOSSIER, "POST")
def add_child(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = ChildForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Vul een leeftijd van 0 tot en met 25 jaar in, of laat die leeg.")
        return redirect("household:person", pk)
    try:
        actions.add_child(dossier, by=request.user, **form.cleaned_data)
    except actions.TooMany as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Opgeslagen.")
    return redirect("household:person", pk)


@requires(P.CHANGE_DOSSIER, "POST")
def remove_child(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    chosen = request.POST.get("child", "")
    child = next((row for row in dossier.children.all() if str(row.pk) == chosen), None)
    if child:
        actions.remove_child(child, by=request.user)
        messages.success(request, "Weggehaald.")
    return redirect("household:person", pk)


def one(request: PortalRequest, pk: UUID) -> Dossier:
    return get_object_or_404(Dossier.objects.visible_to(request.user).with_words(), pk=pk)
