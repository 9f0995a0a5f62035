"""The tab Verblijf of a dossier, and its forms."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from cases.dossiers.models import Dossier
from cases.residence import actions, rules
from cases.residence.choices import Trail
from cases.residence.forms import (
    EndForm,
    PermitForm,
    ProcedureForm,
    ReflectionForm,
    ReportForm,
    StatusForm,
    stored,
)
from cases.residence.models import Permit, Reflection
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail

P = Permission


@requires(P.VIEW_DOSSIER)
def residence(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    trail.look(Trail.VIEWED, by=request.user, on=dossier)
    reflection = actions.reflection_of(dossier)
    done = (
        {} if reflection._state.adding else dict(reflection.police_reports.values_list("due_on", "done_on"))
    )
    context = {
        "dossier": dossier,
        "periods": list(dossier.residence_periods.select_related("status", "noted_by"))[::-1],
        "reflection": reflection,
        "is_running": reflection.is_running(timezone.localdate()),
        "rulings": _rulings(dossier, reflection),
        "reports": [(due, done.get(due)) for due in actions.due_days(reflection)],
        "permits": dossier.permits.select_related("ground"),
        "procedure": actions.procedure_of(dossier),
        "deviations": dossier.deviations.select_related("noted_by"),
        "may_change": request.user.may(P.CHANGE_DOSSIER),
    }
    return render(request, "cases/residence/residence.html", context)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def status(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = StatusForm(request.POST or None)
    return saved(
        request, dossier, form, "Andere verblijfsstatus",
        lambda data: actions.change_status(dossier, by=request.user, **data),
    )  # fmt: skip


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def reflection(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = ReflectionForm(request.POST or None, dossier=dossier)
    return saved(
        request, dossier, form, "Bedenktijd",
        lambda data: actions.keep_reflection(
            dossier, by=request.user, offer=form.known(), reason=data["reason"]
        ),
    )  # fmt: skip


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def end(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = EndForm(request.POST or None)
    return saved(
        request, dossier, form, "Einde van de bedenktijd",
        lambda data: actions.end_reflection(dossier, by=request.user, **data),
    )  # fmt: skip


@requires(P.CHANGE_DOSSIER, "POST")
def report(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = ReportForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Vul bij “Gedaan op” een datum in, bijvoorbeeld 16-10-2026.")
        return redirect("residence:residence", pk)
    try:
        actions.note_report(dossier, by=request.user, **form.cleaned_data)
    except actions.Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Opgeslagen. De meldplicht van deze maand is gedaan.")
    return redirect("residence:residence", pk)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def add_permit(request: PortalRequest, pk: UUID) -> HttpResponse:
    return _permit(request, one(request, pk), None)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def permit(request: PortalRequest, pk: UUID) -> HttpResponse:
    known = get_object_or_404(Permit.objects.visible_to(request.user).select_related("ground"), pk=pk)
    return _permit(request, one(request, known.dossier_id), known)


def _permit(request: PortalRequest, dossier: Dossier, known: Permit | None) -> HttpResponse:
    form = PermitForm(request.POST or None, permit=known)

    def keep(data: dict[str, Any]) -> object:
        row = known or Permit()
        for name, value in data.items():
            setattr(row, name, value)
        return actions.keep_permit(dossier, by=request.user, permit=row)

    return saved(request, dossier, form, "Verblijfsvergunning", keep)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def procedure(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = ProcedureForm(request.POST or None, procedure=actions.procedure_of(dossier))
    comparison = None
    if form.is_valid():
        try:
            actions.keep_procedure(
                dossier, by=request.user, version=form.cleaned_data["version"], values=form.values()
            )
        except actions.ChangedByOther as problem:
            form.add_error(None, str(problem))
            comparison = form.merge(problem.now, stored(problem.now))
        else:
            messages.success(request, "Opgeslagen.")
            return redirect("residence:residence", pk)
    return form_page(request, dossier, form, "Aangifte en bestaan", comparison=comparison)


def saved(
    request: PortalRequest,
    dossier: Dossier,
    form: Form,
    title: str,
    keep: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Save and go back to the tab; or show the form with what was typed and why it may not be."""
    if form.is_valid():
        try:
            keep(form.cleaned_data)
        except actions.Refused as problem:
            form.add_error("reason" if _asks_reason(problem) else None, str(problem))
        else:
            messages.success(request, "Opgeslagen.")
            return redirect("residence:residence", dossier.pk)
    return form_page(request, dossier, form, title)


def _asks_reason(problem: actions.Refused) -> bool:
    return bool(problem.rulings) and all(ruling.may_deviate for ruling in problem.rulings)


def form_page(
    request: PortalRequest, dossier: Dossier, form: Form, title: str, **context: Any
) -> HttpResponse:
    trail.look(Trail.FORM_SHOWN, by=request.user, on=dossier)
    context |= {"dossier": dossier, "form": form, "title": title}
    return render(request, "cases/residence/form.html", context)


def _rulings(dossier: Dossier, reflection: Reflection) -> list[rules.Ruling]:
    """What the law says before somebody notes a start."""
    if reflection.starts_on:
        return []
    return list(rules.against_reflection(dossier.residence_status.code, was_had=False))


def one(request: PortalRequest, pk: UUID) -> Dossier:
    return get_object_or_404(Dossier.objects.visible_to(request.user).with_words(), pk=pk)
