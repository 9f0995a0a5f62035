"""The first page of the day, the alarms on it and the ways to look at it that somebody keeps."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from cases.exchange import actions as exchange
from cases.worklist import actions, changes
from cases.worklist.board import Board
from cases.worklist.choices import Trail
from cases.worklist.forms import ExportForm, SaveViewForm
from cases.worklist.looking import Looking
from cases.worklist.models import Alarm, SavedView
from cases.worklist.selection import Selection
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail

P = Permission
NEWS = 8


@requires(P.VIEW_DOSSIER)
def worklist(request: PortalRequest) -> HttpResponse:
    selection = selection_of(request, request.GET)
    board = Board(request.user, selection, timezone.localdate())
    ids = [dossier.pk for dossier in board.dossiers]
    since, news = changes.latest(board.in_scope, user=request.user, most=NEWS)
    trail.look(Trail.LISTED, by=request.user, ids=ids)
    context = {
        "board": board,
        "looking": Looking(board, views_of(request)),
        "since": since,
        "news": news,
        "greeting": greeting(timezone.localtime().hour),
        "first_name": request.user.name.split()[0],
        "shows_all": "alles" in request.GET,
        "may_register": request.user.may(P.REGISTER_DOSSIER),
        "may_export": request.user.may(P.EXPORT_DOSSIERS),
        "covers": request.user.covers,
    }
    return render(request, "cases/worklist/list.html", context)


@requires(P.VIEW_DOSSIER, "POST")
def save_view(request: PortalRequest) -> HttpResponse:
    """Keeps the filters of the page that stood open, checked again like those of an address."""
    selection, form = selection_of(request, request.POST), SaveViewForm(request.POST)
    back = f"{reverse('worklist:list')}?{selection.query}"
    if not form.is_valid():
        messages.error(request, "Geef de weergave een naam van hoogstens 40 letters.")
        return redirect(back)
    try:
        actions.save_view(selection, by=request.user, **form.cleaned_data)
    except actions.CannotKeep as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "De weergave is bewaard.")
    return redirect(back)


@requires(P.VIEW_DOSSIER, "POST")
def share_view(request: PortalRequest, pk: UUID) -> HttpResponse:
    view = own_view(request, pk)
    actions.share_view(view, is_shared="delen" in request.POST and view.house_id is not None, by=request.user)
    shared = "Uw team ziet deze weergave." if view.is_shared else "Alleen u ziet deze weergave."
    messages.success(request, shared)
    return redirect(view)


@requires(P.VIEW_DOSSIER, "POST")
def delete_view(request: PortalRequest, pk: UUID) -> HttpResponse:
    actions.delete_view(own_view(request, pk), by=request.user)
    messages.success(request, "De weergave is weg.")
    return redirect("worklist:list")


@requires(P.VIEW_DOSSIER, "POST")
def alarm_seen(request: PortalRequest, pk: UUID) -> HttpResponse:
    alarm = get_object_or_404(Alarm.objects.visible_to(request.user), pk=pk)
    actions.note_seen(alarm, by=request.user)
    messages.success(request, "Het alarm staat op gezien, ook voor uw collega’s.")
    return redirect(f"{reverse('worklist:list')}?{selection_of(request, request.POST).query}")


@requires(P.EXPORT_DOSSIERS, "GET", "POST")
def export(request: PortalRequest) -> HttpResponse:
    """Ask for the worklist as a file; a colleague has to agree (C077)."""
    selection = selection_of(request, request.POST if request.method == "POST" else request.GET)
    form = ExportForm(request.POST or None)
    if form.is_valid():
        try:
            actions.ask_export(selection, by=request.user, **form.cleaned_data)
        except exchange.Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Gevraagd. Een collega kan nu akkoord gaan.")
            return redirect("exchange:exports")
    trail.look(Trail.EXPORT_SHOWN, by=request.user)
    return render(request, "cases/worklist/export.html", {"form": form, "selection": selection})


def views_of(request: PortalRequest) -> list[SavedView]:
    """In the order of their names, which only the portal can read."""
    views = SavedView.objects.visible_to(request.user).select_related("key")
    return sorted(views, key=lambda view: view.name.casefold())


def own_view(request: PortalRequest, pk: UUID) -> SavedView:
    return get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk, owner=request.user)


def selection_of(request: PortalRequest, asked: QueryDict) -> Selection:
    return Selection.of(
        {name: str(asked[name]) for name in asked}, has_house=request.user.may(P.REGISTER_DOSSIER)
    )


def greeting(hour: int) -> str:
    part = "nacht" if hour < 6 else "morgen" if hour < 12 else "middag" if hour < 18 else "avond"
    return f"Goede{part}"
