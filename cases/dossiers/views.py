"""The pages of a dossier: list, intake, overview, change, name and contact, search, team."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cases.dossiers import actions, looks
from cases.dossiers.choices import Trail
from cases.dossiers.comparing import Comparison, seal
from cases.dossiers.forms import (
    ChangeForm,
    FindForm,
    IdentityForm,
    LeaveTeamForm,
    RegisterForm,
    TeamForm,
    changeable,
)
from cases.dossiers.listing import Selection
from cases.dossiers.models import Dossier, DossierQuerySet
from cases.dossiers.registration import Identity
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail

P = Permission
PER_PAGE = 25


@requires(P.VIEW_DOSSIER)
def dossier_list(request: PortalRequest) -> HttpResponse:
    selection = Selection.of(request.GET, is_coordinator=request.user.may(P.REGISTER_DOSSIER))
    dossiers = selection.among(Dossier.objects.visible_to(request.user), request.user)
    # Leaf through ids: what a row shows is looked up for the rows of this page only.
    page = Paginator(dossiers.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("pagina"))
    rows = Dossier.objects.visible_to(request.user).filter(pk__in=list(page)).for_list().danger_first()
    trail.look(Trail.LISTED, by=request.user, ids=list(page))
    context = {
        "page": page,
        "rows": rows,
        "selection": selection,
        "may_register": request.user.may(P.REGISTER_DOSSIER),
    }
    return render(request, "cases/dossiers/list.html", context)


@requires(P.REGISTER_DOSSIER, "GET", "POST")
def register(request: PortalRequest) -> HttpResponse:
    if request.user.house is None:
        raise Http404
    form = RegisterForm(request.POST or None)
    if form.is_valid():
        try:
            dossier = actions.register_dossier(
                by=request.user, house=request.user.house, facts=form.facts(), identity=form.identity()
            )
        except actions.NotAllowed as problem:
            show(problem, form)
        else:
            messages.success(request, "Opgeslagen. Dit dossier staat in uw lijst.")
            return redirect(dossier)
    return render(request, "cases/dossiers/register.html", {"form": form})


@requires(P.VIEW_DOSSIER)
def detail(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    trail.look(Trail.VIEWED, by=request.user, on=dossier)
    context = {
        "dossier": dossier,
        "team": dossier.team.current().select_related("user__organisation"),
        "looks": looks.of_others(dossier, than=request.user),
        "may_change": request.user.may(P.CHANGE_DOSSIER),
        "may_show_identity": request.user.may(P.SHOW_IDENTITY),
        "may_place": request.user.may(P.PLACE),
        "agenda_items": dossier.agenda_items.visible_to(request.user)
        .with_place()
        .order_by("-conference__held_on"),
    }
    return render(request, "cases/dossiers/detail.html", context)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def change(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = ChangeForm(request.POST or None, dossier=dossier)
    trail.look(Trail.FORM_SHOWN, by=request.user, on=dossier)
    context = {"dossier": dossier, "form": form, "comparison": None}
    if form.is_valid():
        version, status = form.cleaned_data["version"], form.cleaned_data["status"]
        try:
            actions.change_dossier(
                dossier, by=request.user, version=version, facts=form.facts(), status=status
            )
        except actions.NotAllowed as problem:
            show(problem, form)
        except actions.ChangedByOther as problem:
            form.add_error(None, str(problem))
            context["comparison"] = form.merge(problem.now, changeable(problem.now))
        else:
            messages.success(request, "Opgeslagen.")
            return redirect(dossier)
    return render(request, "cases/dossiers/change.html", context)


@requires(P.SHOW_IDENTITY, "POST")
def identity(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Asked for by POST, so that nothing shows a name by itself, nor keeps it (C040)."""
    dossier = get_object_or_404(named(request), pk=pk)
    shown = actions.show_identity(dossier, by=request.user)
    opened = seal(dossier, vars(shown))
    form = IdentityForm(initial={**vars(shown), "version": dossier.version, "opened": opened})
    return identity_page(request, dossier, form, shown=shown)


@requires(P.CHANGE_DOSSIER, "POST")
def change_identity(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = get_object_or_404(named(request), pk=pk)
    form = IdentityForm(request.POST)
    if not form.is_valid():
        return identity_page(request, dossier, form)
    version, typed = form.cleaned_data["version"], form.identity()
    try:
        actions.change_identity(dossier, by=request.user, version=version, identity=typed)
    except actions.NotAllowed as problem:
        show(problem, form)
        return identity_page(request, dossier, form)
    except actions.ChangedByOther as problem:
        form.add_error(None, str(problem))
        stored = actions.show_identity(problem.now, by=request.user)
        comparison = form.merge(problem.now, vars(stored))
        return identity_page(request, problem.now, form, comparison=comparison)
    messages.success(request, "Opgeslagen.")
    return redirect(dossier)


@requires(P.VIEW_DOSSIER, "GET", "POST")
def find(request: PortalRequest) -> HttpResponse:
    """By POST only, so that what was looked for stands in no address, log or history."""
    form = FindForm(request.POST or None)
    found = actions.find_dossiers(by=request.user, **form.cleaned_data) if form.is_valid() else None
    return render(request, "cases/dossiers/find.html", {"form": form, "found": found})


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def team(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = TeamForm(request.POST or None, dossier=dossier)
    if form.is_valid():
        actions.add_to_team(dossier, by=request.user, member=form.cleaned_data["member"])
        messages.success(request, "Opgeslagen.")
        return redirect(dossier)
    trail.look(Trail.TEAM_SHOWN, by=request.user, on=dossier)
    members = dossier.team.current().select_related("user__organisation")
    context = {"dossier": dossier, "form": form, "members": members}
    return render(request, "cases/dossiers/team.html", context)


@requires(P.CHANGE_DOSSIER, "POST")
def leave_team(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = LeaveTeamForm(request.POST, dossier=dossier)
    if not form.is_valid():
        messages.error(request, "Kies iemand uit het casusteam.")
        return redirect("dossiers:team", pk)
    try:
        actions.take_off_team(form.cleaned_data["member"], by=request.user)
    except actions.LastOfTeam as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Opgeslagen. Vandaag is de laatste dag.")
    return redirect("dossiers:team", pk)


def show(problem: actions.NotAllowed, form: Form) -> None:
    """Say at each field what may not be; what belongs to a field of another page goes above."""
    for field, sentence in problem.problems.items():
        form.add_error(field if field in form.fields else None, sentence)


def named(request: PortalRequest) -> DossierQuerySet:
    """The dossiers that say who it is: an anonymous one has nothing to show."""
    return Dossier.objects.visible_to(request.user).with_words().filter(person__isnull=False)


def identity_page(
    request: PortalRequest,
    dossier: Dossier,
    form: IdentityForm,
    *,
    shown: Identity | None = None,
    comparison: Comparison | None = None,
) -> HttpResponse:
    context = {"dossier": dossier, "form": form, "shown": shown, "comparison": comparison}
    context["may_change"] = request.user.may(P.CHANGE_DOSSIER)
    return render(request, "cases/dossiers/identity.html", context)


def one(request: PortalRequest, pk: UUID) -> Dossier:
    return get_object_or_404(Dossier.objects.visible_to(request.user).with_words(), pk=pk)
