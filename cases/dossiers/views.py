"""The pages of a dossier: list, intake, overview, change, name and contact, search, team."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from cases.dossiers import actions, looks, milestones
from cases.dossiers.choices import TeamRole, Trail
from cases.dossiers.comparing import Comparison, seal
from cases.dossiers.forms import (
    ChangeForm,
    ChangeMemberForm,
    LeaveTeamForm,
    RegisterForm,
    TeamForm,
    changeable,
)
from cases.dossiers.listing import ORDERS, Selection
from cases.dossiers.models import Dossier, DossierQuerySet
from cases.dossiers.models.days import working
from cases.dossiers.paging import page_of
from cases.dossiers.questions import IdentityForm
from cases.dossiers.registration import Identity
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.drafts.slot import ASKED, Slot

P = Permission
MOST_TO_DO = 6
# What the law speaks of and the question that it was asked by.
ASKED_AS = {"may_be_minor": "certainty"}


@requires(P.VIEW_DOSSIER)
def dossier_list(request: PortalRequest) -> HttpResponse:
    selection = Selection.of(request.GET, is_coordinator=request.user.may(P.REGISTER_DOSSIER))
    dossiers = selection.among(Dossier.objects.visible_to(request.user), request.user)
    order = ORDERS[selection.order]
    # Leaf through ids: what a row shows is looked up for the rows of this page only.
    page = page_of(dossiers, order, request.GET)
    rows = order.sort(Dossier.objects.visible_to(request.user).filter(pk__in=page.ids).for_list())
    trail.look(Trail.LISTED, by=request.user, ids=page.ids)
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
    if request.method != "POST" and not has_searched(request):
        return redirect("finding:search")
    form = RegisterForm(request.POST or None)
    slot = Slot.of(request, "dossiers.register", label="Nieuwe intake")
    if form.is_valid():
        try:
            dossier = actions.register_dossier(
                by=request.user, house=request.user.house, facts=form.facts(), identity=form.identity()
            )
        except actions.NotAllowed as problem:
            show(problem, form)
        else:
            slot.clear()
            messages.success(request, "Opgeslagen. Dit dossier staat in uw lijst.")
            return redirect("routing:create", dossier.pk) if "find" in request.POST else redirect(dossier)
    slot.fill(form)
    return render(request, "cases/dossiers/register.html", {"form": form, "slot": slot})


@requires(P.REGISTER_DOSSIER, "POST")
def rules(request: PortalRequest) -> HttpResponse:
    """What the law says of what is typed so far. Keeps nothing and tells of nobody."""
    return render(request, "cases/dossiers/_rules.html", {"form": RegisterForm(request.POST)})


@requires(P.VIEW_DOSSIER)
def detail(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier, today = one(request, pk), timezone.localdate()
    on_strip, beside = milestones.of_one(dossier, today)
    to_do = milestones.to_do([*on_strip, *beside], request.user, today)
    trail.look(Trail.VIEWED, by=request.user, on=dossier)
    context = {
        "dossier": dossier,
        "on_strip": on_strip,
        "next_step": milestones.next_step(to_do, today),
        "to_do": to_do[:MOST_TO_DO],
        "today": today,
        "team": dossier.team.current().for_list(),
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
    slot = Slot.of(request, "dossiers.change", label=f"Wijzig {dossier.case_number}", subject=dossier.pk)
    slot.fill(form)
    trail.look(Trail.FORM_SHOWN, by=request.user, on=dossier)
    context = {"dossier": dossier, "form": form, "slot": slot, "comparison": None}
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
            slot.clear()
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


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def team(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = TeamForm(request.POST or None, dossier=dossier)
    if form.is_valid():
        try:
            actions.add_to_team(dossier, by=request.user, **form.cleaned_data)
        except actions.NotInTeam as problem:
            form.add_error("ends_on", str(problem))
        else:
            messages.success(request, "Opgeslagen.")
            return redirect("dossiers:team", pk)
    trail.look(Trail.TEAM_SHOWN, by=request.user, on=dossier)
    context = {
        "dossier": dossier,
        "form": form,
        "members": dossier.team.current().for_list(),
        "former": dossier.team.exclude(working(timezone.localdate())).for_list(),
        "roles": TeamRole.choices,
    }
    return render(request, "cases/dossiers/team.html", context)


@requires(P.CHANGE_DOSSIER, "POST")
def change_member(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = ChangeMemberForm(request.POST, dossier=dossier)
    if not form.is_valid():
        messages.error(request, "Kies een rol. Typ een einddatum zoals 16-10-2026, of laat die leeg.")
        return redirect("dossiers:team", pk)
    data = form.cleaned_data
    try:
        actions.change_in_team(data["member"], by=request.user, role=data["role"], ends_on=data["ends_on"])
    except (actions.LastOfTeam, actions.NotInTeam) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Opgeslagen.")
    return redirect("dossiers:team", pk)


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


def has_searched(request: PortalRequest) -> bool:
    """A new dossier starts with a search: somebody may be known. Or with what was typed before."""
    return ASKED in request.GET or request.user.search_queries.fresh().exists()


def show(problem: actions.NotAllowed, form: Form) -> None:
    """Say at each field what may not be; what belongs to a field of another page goes above."""
    for field, sentence in problem.problems.items():
        name = ASKED_AS.get(field, field)
        form.add_error(name if name in form.fields else None, sentence)


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
