"""The timeline of a dossier, its notes, and looking for words in them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cases.dossiers.listing import Chip
from cases.dossiers.models import Dossier
from cases.notes import actions, pointing, searching
from cases.notes import timeline as lines
from cases.notes.choices import Topic, Trail
from cases.notes.forms import CorrectForm, MoveForm, NoteForm, ReasonForm, SearchForm, stored
from cases.notes.models import FormerNote, Note, NoteMove, TextQuery
from cases.notes.outlines import OUTLINES, outline
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.drafts.slot import Slot

P = Permission
CORRECTING = {"title": "Corrigeer notitie", "act": "Opslaan", "explanation": "Wat er stond, blijft te lezen."}
MOVING = {
    "title": "Verplaats notitie",
    "act": "Verplaats",
    "explanation": "De tekst gaat mee, met alles wat er eerder stond. "
    "Hier blijft alleen te zien dat er een notitie was.",
}
WITHDRAWING = {
    "title": "Trek notitie in",
    "act": "Trek in",
    "explanation": "De notitie blijft te lezen, met de reden. Zij telt niet meer mee.",
}


@requires(P.VIEW_DOSSIER)
def timeline(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = _dossier(request, pk)
    may_write = request.user.may(P.CHANGE_DOSSIER)
    context: dict[str, Any] = {"may_write": may_write}
    if may_write:
        form, slot = NoteForm(), _slot(request, dossier)
        slot.fill(form)
        context |= {"form": form, "slot": slot}
    return _timeline(request, dossier, context)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def write(request: PortalRequest, pk: UUID) -> HttpResponse:
    """The form of the timeline on a page of its own; an outline fills it without keeping anything."""
    dossier = _dossier(request, pk)
    slot = _slot(request, dossier)
    chosen = outline(request.POST.get("outline", ""))
    form = NoteForm.with_outline(request.POST.dict(), chosen) if chosen else NoteForm(request.POST or None)
    context: dict[str, Any] = {"dossier": dossier, "form": form, "slot": slot, "pointed": [], "seen": ""}
    if form.is_valid():
        found = pointing.point_out(form.cleaned_data["text"], names=pointing.names_of(dossier))
        if not _needs_confirming(request, found, context):
            confirmed = {one.what for one in found}
            actions.write_note(dossier, entry=form.entry(), by=request.user, confirmed=confirmed)
            slot.clear()
            messages.success(request, "Opgeslagen. De notitie staat in de tijdlijn.")
            return redirect("notes:timeline", pk)
    if chosen is None:
        slot.fill(form)
    trail.look(Trail.FORM_SHOWN, by=request.user, on=dossier)
    return render(request, "cases/notes/write.html", {**context, "outlines": OUTLINES})


@requires(P.VIEW_DOSSIER)
def note(request: PortalRequest, pk: UUID) -> HttpResponse:
    """One note with what it said before, and where it came from."""
    shown = _note(request, pk)
    trail.look(Trail.NOTE_SHOWN, by=request.user, on=shown.dossier, note=shown.pk)
    former = FormerNote.objects.visible_to(request.user).filter(note=shown)
    known = Dossier.objects.visible_to(request.user)
    context = {
        "dossier": shown.dossier,
        "note": shown,
        "former": former.select_related("note__dossier__key", "kind", "replaced_by").order_by("-version"),
        "moves": NoteMove.objects.filter(note=shown, origin__in=known).select_related("origin", "moved_by"),
        "may_write": request.user.may(P.CHANGE_DOSSIER) and not shown.is_withdrawn,
    }
    return render(request, "cases/notes/note.html", context)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def correct(request: PortalRequest, pk: UUID) -> HttpResponse:
    shown = _note(request, pk)
    form = CorrectForm(request.POST or None, note=shown)
    context: dict[str, Any] = {**CORRECTING, "form": form}
    if form.is_valid():
        found = pointing.point_out(form.cleaned_data["text"], names=pointing.names_of(shown.dossier))
        if not _needs_confirming(request, found, context) and _corrected(request, shown, form, context):
            return redirect(shown)
    return _form(request, shown, context)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def move(request: PortalRequest, pk: UUID) -> HttpResponse:
    shown = _note(request, pk)
    form = MoveForm(request.POST or None, by=request.user)
    if form.is_valid():
        target, reason = form.cleaned_data["number"], form.cleaned_data["reason"]
        try:
            actions.move_note(shown, target=target, reason=reason, by=request.user)
        except actions.CannotChange as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"De notitie staat nu in dossier {target}.")
            return redirect("notes:timeline", shown.dossier_id)
    return _form(request, shown, {**MOVING, "form": form})


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def withdraw(request: PortalRequest, pk: UUID) -> HttpResponse:
    shown = _note(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw_note(shown, reason=form.cleaned_data["reason"], by=request.user)
        except actions.CannotChange as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "De notitie is ingetrokken. Zij telt niet meer mee.")
            return redirect(shown)
    return _form(request, shown, {**WITHDRAWING, "form": form})


@requires(P.VIEW_DOSSIER, "POST")
def search(request: PortalRequest, pk: UUID) -> HttpResponse:
    """In one dossier. What is looked for is kept sealed; its result has an address without it."""
    dossier, form = _dossier(request, pk), SearchForm(request.POST)
    if form.is_valid():
        return redirect(actions.search(form.cleaned_data["words"], dossier=dossier, by=request.user))
    trail.look(Trail.SEARCH_SHOWN, by=request.user, on=dossier)
    return render(request, "cases/notes/search.html", {"dossier": dossier, "form": form})


@requires(P.VIEW_DOSSIER, "GET", "POST")
def search_team(request: PortalRequest) -> HttpResponse:
    """In the open dossiers of one's own team."""
    form = SearchForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.search(form.cleaned_data["words"], dossier=None, by=request.user))
    trail.look(Trail.SEARCH_SHOWN, by=request.user)
    return render(request, "cases/notes/search.html", {"form": form})


@requires(P.VIEW_DOSSIER)
def found(request: PortalRequest, pk: UUID) -> HttpResponse:
    queries = TextQuery.objects.visible_to(request.user).select_related("key", "dossier")
    query = get_object_or_404(queries, pk=pk)
    context = {
        "query": query,
        "result": searching.find(query, by=request.user),
        "form": SearchForm(initial={"words": query.words}),
    }
    return render(request, "cases/notes/found.html", context)


def _timeline(request: PortalRequest, dossier: Dossier, context: dict[str, Any]) -> HttpResponse:
    asked = request.GET.get("soort", "")
    topic = Topic(asked) if asked in Topic.values else Topic.ALL
    before = lines.Cursor.read(request.GET.get("voor", ""))
    effort = dossier.notes.effort()
    trail.look(Trail.TIMELINE_SHOWN, by=request.user, on=dossier, topic=topic)
    context |= {
        "dossier": dossier,
        "page": lines.read(dossier, request.user, topic=topic, before=before),
        "topic": topic,
        "chips": [Chip(one.label, f"soort={one.value}", one == topic) for one in Topic],
        "is_first": before is None,
        "effort": effort,
        "total": sum(one["minutes"] for one in effort),
        "outlines": OUTLINES,
    }
    return render(request, "cases/notes/timeline.html", context)


def _needs_confirming(request: PortalRequest, found: list[pointing.Pointed], context: dict[str, Any]) -> bool:
    """Whether something in the text points at a person and was not confirmed yet; the page shows it."""
    if not found or request.POST.get("seen") == pointing.seal(found):
        return False
    context |= {"pointed": found, "seen": pointing.seal(found)}
    return True


def _corrected(request: PortalRequest, shown: Note, form: CorrectForm, context: dict[str, Any]) -> bool:
    """Whether the correction was kept; if not, the form says why."""
    version = form.cleaned_data["version"]
    try:
        actions.correct_note(shown, version=version, entry=form.entry(), by=request.user)
    except actions.ChangedByOther as problem:
        form.add_error(None, str(problem))
        context["comparison"] = form.merge(problem.now, stored(problem.now))
    except actions.CannotChange as problem:
        form.add_error(None, str(problem))
    else:
        messages.success(request, "Gecorrigeerd. Wat er stond, blijft te lezen.")
        return True
    return False


def _form(request: PortalRequest, shown: Note, context: dict[str, Any]) -> HttpResponse:
    trail.look(Trail.FORM_SHOWN, by=request.user, on=shown.dossier, note=shown.pk)
    context |= {"dossier": shown.dossier, "note": shown}
    return render(request, "cases/notes/form.html", context)


def _slot(request: PortalRequest, dossier: Dossier) -> Slot:
    label = f"Notitie bij {dossier.case_number}"
    return Slot.of(request, "notes.write", label=label, subject=dossier.pk)


def _dossier(request: PortalRequest, pk: UUID) -> Dossier:
    return get_object_or_404(Dossier.objects.visible_to(request.user).with_words(), pk=pk)


def _note(request: PortalRequest, pk: UUID) -> Note:
    """With all that the head of its dossier says."""
    found = get_object_or_404(Note.objects.visible_to(request.user).with_words(), pk=pk)
    found.dossier = _dossier(request, found.dossier_id)
    return found
