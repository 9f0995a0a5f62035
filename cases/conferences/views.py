"""The ketenoverleg on screen: agenda at the left, the item at the right."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cases.conferences import actions
from cases.conferences.choices import Presence, Trail
from cases.conferences.entry import EntryKind
from cases.conferences.forms import (
    ActionForm,
    AttendanceForm,
    AudienceForm,
    ConferenceForm,
    EntryForm,
    ItemForm,
    LineForm,
    MoveForm,
)
from cases.conferences.models import ActionItem, AgendaItem, Attendance, Conference, FormerLine, MinuteLine
from cases.dossiers.models import Dossier
from cases.notes.pointing import names_of, point_out
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.models import Organisation
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail

PER_PAGE = 50


@requires(Permission.VIEW_CONFERENCE)
def conference_list(request: PortalRequest) -> HttpResponse:
    """What is coming, what was, and which actions are still open."""
    known = Conference.objects.visible_to(request.user).select_related("house", "chair")
    open_actions = ActionItem.objects.visible_to(request.user).unfinished().with_key()
    page = Paginator(known.past(), PER_PAGE).get_page(request.GET.get("pagina"))
    shown = list(open_actions[:PER_PAGE])
    trail.look(Trail.LISTED, by=request.user, ids=[action.pk for action in shown])
    context = {
        "coming": known.coming()[:PER_PAGE],
        "page": page,
        "open_actions": shown,
        "may_log": request.user.may(Permission.LOG_CONFERENCE),
    }
    return render(request, "cases/conferences/list.html", context)


@requires(Permission.LOG_CONFERENCE, "GET", "POST")
def create(request: PortalRequest) -> HttpResponse:
    """Plan a meeting."""
    form = ConferenceForm(request.POST or None, user=request.user)
    if form.is_valid():
        return redirect(actions.plan_conference(by=request.user, **form.cleaned_data))
    return render(request, "cases/conferences/create.html", {"form": form})


@requires(Permission.VIEW_CONFERENCE)
def detail(request: PortalRequest, pk: UUID) -> HttpResponse:
    """The first item of the agenda, or the empty agenda."""
    conference = get_object_or_404(_conferences(request), pk=pk)
    item = AgendaItem.objects.visible_to(request.user).filter(conference=conference).with_place().first()
    return _page(request, conference, item)


@requires(Permission.VIEW_CONFERENCE)
def item(request: PortalRequest, pk: UUID) -> HttpResponse:
    """One item of the agenda with its minutes."""
    found = _item(request, pk)
    return _page(request, found.conference, found)


@requires(Permission.LOG_CONFERENCE, "GET", "POST")
def add_entry(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Put a line or an action in the minutes."""
    found = _item(request, pk)
    form = EntryForm(request.POST or None, item=found, invited=_invited(found.conference))
    if form.is_valid() and _enter(request, found, form):
        return redirect(f"{found.get_absolute_url()}?verder=ja#regel")
    return _page(request, found.conference, found, form)


def _enter(request: PortalRequest, found: AgendaItem, form: EntryForm) -> bool:
    """Whether the line was kept; if not, the form says why."""
    data = form.cleaned_data
    entry = data["entry"]
    try:
        if entry.kind == EntryKind.ACTION:
            actions.add_action(
                found,
                text=entry.text,
                owner_organisation=data["organisation"],
                owner=data["owner"],
                due_on=data["due_on"],
                by=request.user,
            )
        else:
            actions.add_line(found, kind=entry.kind, text=entry.text, source=data["source"], by=request.user)
    except actions.CannotLog as problem:
        form.add_error(None, str(problem))
        return False
    _point_out(request, found, entry.text)
    return True


def _point_out(request: PortalRequest, found: AgendaItem, text: str) -> None:
    """Say that a line holds a name or a number; it can still be corrected.

    The name itself only to somebody who knows the dossier: others would learn it by guessing.
    """
    known = Dossier.objects.visible_to(request.user).filter(agenda_items=found)
    dossier = known.select_related("person__key").first()
    pointed = point_out(text, names=names_of(dossier) if dossier else [])
    if pointed:
        what = ", ".join(sorted({one.what.value for one in pointed}))
        messages.warning(
            request, f"In de regel staat iets dat naar iemand wijst: {what}. Corrigeer wat niet nodig is."
        )


@requires(Permission.LOG_CONFERENCE, "GET", "POST")
def add_item(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Put a point on the agenda."""
    conference = get_object_or_404(_conferences(request), pk=pk)
    form = ItemForm(request.POST or None, conference=conference, user=request.user)
    if form.is_valid():
        names = ("title", "dossier", "deviation_reason")
        fields = {name: form.cleaned_data[name] for name in names if name in form.fields}
        try:
            return redirect(actions.add_item(conference, audience=form.audience(), by=request.user, **fields))
        except actions.CannotLog as problem:
            form.add_error(problem.field, str(problem))
    return render(request, "cases/conferences/add_item.html", {"form": form, "conference": conference})


@requires(Permission.LOG_CONFERENCE, "GET", "POST")
def audience(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Change who sits at an item and who may see it."""
    found = _item(request, pk)
    initial = {
        "confidentiality": found.confidentiality,
        "organisations": list(found.seats.values_list("organisation", flat=True)),
        "readers": list(found.readers.values_list("pk", flat=True)),
    }
    form = AudienceForm(request.POST or None, conference=found.conference, user=request.user, initial=initial)
    if form.is_valid():
        try:
            actions.change_item(found, audience=form.audience(), by=request.user)
        except actions.CannotLog as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(found)
    trail.look(Trail.VIEWED, by=request.user, on=found, conference=found.conference_id)
    return render(request, "cases/conferences/audience.html", {"form": form, "item": found})


@requires(Permission.LOG_CONFERENCE, "GET", "POST")
def change(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Correct date, time and place."""
    conference = get_object_or_404(_conferences(request), pk=pk)
    form = MoveForm(request.POST or None, conference=conference)
    overtaken_by = None
    if form.is_valid():
        try:
            return redirect(actions.change_conference(conference, by=request.user, **form.cleaned_data))
        except actions.Overtaken as problem:
            overtaken_by = problem.now
            form.on_top_of(problem.now.version)
        except actions.CannotLog as problem:
            form.add_error(None, str(problem))
    context = {"form": form, "conference": conference, "overtaken_by": overtaken_by}
    return render(request, "cases/conferences/change.html", context)


@requires(Permission.LOG_CONFERENCE, "GET", "POST")
def change_line(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Correct a line of the minutes; what it said stays readable."""
    line = get_object_or_404(MinuteLine.objects.visible_to(request.user).with_key(), pk=pk)
    form = LineForm(request.POST or None, line=line)
    overtaken_by = None
    if form.is_valid():
        try:
            return redirect(actions.change_line(line, by=request.user, **form.cleaned_data).item)
        except actions.Overtaken as problem:
            overtaken_by = problem.now
            form.on_top_of(problem.now.version)
        except actions.CannotLog as problem:
            form.add_error(None, str(problem))
    trail.look(Trail.VIEWED, by=request.user, on=line, item=line.item_id)
    context = {"form": form, "line": line, "overtaken_by": overtaken_by}
    return render(request, "cases/conferences/change_line.html", context)


@requires(Permission.LOG_CONFERENCE, "GET", "POST")
def attendance(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Who came."""
    conference = get_object_or_404(_conferences(request), pk=pk)
    form = AttendanceForm(request.POST or None, conference=conference)
    if form.is_valid():
        try:
            actions.set_attendance(
                conference, presence=form.presence(), invite=form.cleaned_data["invite"], by=request.user
            )
        except actions.CannotLog as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(conference)
    return render(request, "cases/conferences/attendance.html", {"form": form, "conference": conference})


@requires(Permission.LOG_CONFERENCE, "POST")
def close(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Close the minutes."""
    conference = get_object_or_404(_conferences(request), pk=pk)
    try:
        actions.close_conference(conference, by=request.user)
    except actions.CannotLog as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Het overleg is gesloten. Acties kunt u nog bijwerken.")
    return redirect(conference)


@requires(Permission.VIEW_CONFERENCE, "GET", "POST")
def action(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Say how far an action is; for others than the minute taker only the own ones."""
    known = ActionItem.objects.visible_to(request.user).changeable_by(request.user)
    found = get_object_or_404(known.with_key(), pk=pk)
    form = ActionForm(request.POST or None, action=found)
    if form.is_valid():
        try:
            actions.change_action(found, by=request.user, **form.cleaned_data)
        except actions.CannotLog as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "De actie is bijgewerkt.")
            return redirect("conferences:list")
    trail.look(Trail.VIEWED, by=request.user, on=found, item=found.item_id)
    return render(request, "cases/conferences/action.html", {"form": form, "action": found})


# --- the page of an item --------------------------------------------------
def _conferences(request: PortalRequest) -> Any:
    return Conference.objects.visible_to(request.user).select_related("house", "chair", "key")


def _item(request: PortalRequest, pk: UUID) -> AgendaItem:
    return get_object_or_404(AgendaItem.objects.visible_to(request.user).with_place(), pk=pk)


def _invited(conference: Conference) -> list[Organisation]:
    attending = Attendance.objects.filter(conference=conference).select_related("organisation")
    return [attendance.organisation for attendance in attending]


def _page(
    request: PortalRequest, conference: Conference, found: AgendaItem | None, form: EntryForm | None = None
) -> HttpResponse:
    user = request.user
    items = AgendaItem.objects.visible_to(user).filter(conference=conference).with_place()
    agenda = list(items.with_counts().order_by("position"))
    attending = list(conference.attendance.select_related("organisation"))
    context = {
        "conference": conference,
        "agenda": agenda,
        "attendance": attending,
        "unrecorded": [present.organisation for present in attending if present.status == Presence.INVITED],
        "may_log": user.may(Permission.LOG_CONFERENCE) and conference.is_open,
        "item": found,
    }
    if found:
        invited = [present.organisation for present in attending]
        context |= _minutes(request, found, invited)
        context["form"] = form or EntryForm(item=found, invited=invited)
        context["goes_on"] = "verder" in request.GET
    dossiers = [item.dossier_id for item in agenda if item.dossier_id]
    trail.look(Trail.VIEWED, by=user, on=conference, item=found and found.pk, dossiers=dossiers)
    return render(request, "cases/conferences/detail.html", context)


def _minutes(request: PortalRequest, found: AgendaItem, invited: list[Organisation]) -> dict[str, Any]:
    """What was said and agreed at one item, and what of its dossier still waits."""
    known = ActionItem.objects.visible_to(request.user).with_key()
    earlier = known.unfinished().filter(item__dossier=found.dossier_id).exclude(item=found)
    dossiers = Dossier.objects.visible_to(request.user).filter(agenda_items=found)
    seats = list(found.seats.select_related("organisation"))
    seated = {seat.organisation_id for seat in seats}
    former = FormerLine.objects.visible_to(request.user).select_related("replaced_by").order_by("-version")
    return {
        "lines": found.lines.with_key().order_by("position").prefetch_related(Prefetch("former", former)),
        "promises": known.filter(item=found).order_by("created_at", "id"),
        "seats": seats,
        "hidden_for": [one for one in invited if found.is_hidden_for(one, is_seated=one.pk in seated)],
        "earlier": earlier[:PER_PAGE] if found.dossier_id else [],
        "dossier": dossiers.first() if found.dossier_id else None,
    }
