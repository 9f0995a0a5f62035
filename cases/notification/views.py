"""The tab CoMensha of a dossier, and its forms."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from cases.dossiers.actions import NotAllowed
from cases.dossiers.models import Dossier
from cases.notification import actions, rules
from cases.notification.choices import Decision, Trail
from cases.notification.forms import DecisionForm, TypeForm, stored
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail

P = Permission


@requires(P.VIEW_DOSSIER)
def notification(request: PortalRequest, pk: UUID) -> HttpResponse:
    return page(request, one(request, pk), TypeForm())


def page(request: PortalRequest, dossier: Dossier, form: TypeForm) -> HttpResponse:
    """The tab, with the form for another type on it."""
    trail.look(Trail.VIEWED, by=request.user, on=dossier)
    found, due = actions.notification_of(dossier), actions.due_on(dossier)
    is_open = not found.notified_on and found.decision != Decision.NOT
    context = {
        "dossier": dossier,
        "notification": found,
        "situation": actions.situation_of(dossier),
        "must": rules.MUST,
        "due_on": due,
        "is_open": is_open,
        "is_late": is_open and due < timezone.localdate(),
        "types": dossier.case_types.select_related("case_type", "noted_by"),
        "form": form,
        "may_change": request.user.may(P.CHANGE_DOSSIER),
    }
    return render(request, "cases/notification/notification.html", context)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def decide(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = DecisionForm(request.POST or None, notification=actions.notification_of(dossier))
    trail.look(Trail.FORM_SHOWN, by=request.user, on=dossier)
    context = {"dossier": dossier, "form": form, "comparison": None}
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.decide(dossier, by=request.user, version=version, decided=form.decided())
        except NotAllowed as problem:
            form.add_error(None, problem.problems)
        except actions.ChangedByOther as problem:
            form.add_error(None, str(problem))
            context["comparison"] = form.merge(problem.now, stored(problem.now))
        else:
            messages.success(request, "Opgeslagen.")
            return redirect("notification:notification", pk)
    return render(request, "cases/notification/decide.html", context)


@requires(P.CHANGE_DOSSIER, "POST")
def change_type(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = TypeForm(request.POST)
    if form.is_valid():
        try:
            actions.change_type(dossier, by=request.user, **form.cleaned_data)
        except NotAllowed as problem:
            form.add_error(None, problem.problems)
        else:
            messages.success(request, "Opgeslagen.")
            return redirect("notification:notification", pk)
    return page(request, dossier, form)


def one(request: PortalRequest, pk: UUID) -> Dossier:
    return get_object_or_404(Dossier.objects.visible_to(request.user).with_words(), pk=pk)
