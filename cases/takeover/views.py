"""Take over what is in a spreadsheet: template, upload, rehearsal, all or nothing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cases.dossiers.actions import NotAllowed
from cases.dossiers.forms import RegisterForm
from cases.takeover import actions, spreadsheet
from cases.takeover.choices import Trail
from cases.takeover.forms import UploadForm
from cases.takeover.models import Takeover
from cases.takeover.rehearsal import choices, rehearse
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.documents.choices import ContentType
from zorgportaal.documents.serving import hand_out

P = Permission


@requires(P.REGISTER_DOSSIER, "GET", "POST")
def upload(request: PortalRequest) -> HttpResponse:
    if request.user.house is None:
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return redirect(actions.keep(form.rows, by=request.user))
    waiting = Takeover.objects.visible_to(request.user).defer("lines")
    trail.look(Trail.REHEARSED, by=request.user)
    return render(request, "cases/takeover/upload.html", {"form": form, "waiting": waiting})


@requires(P.REGISTER_DOSSIER)
def template(request: PortalRequest) -> HttpResponse:
    trail.look(Trail.TEMPLATE, by=request.user)
    content = spreadsheet.template(choices(RegisterForm()))
    return hand_out(content, name="sjabloon-dossiers.xlsx", content_type=ContentType.XLSX)


@requires(P.REGISTER_DOSSIER, "GET", "POST")
def rehearsal(request: PortalRequest, pk: UUID) -> HttpResponse:
    takeover = get_object_or_404(Takeover.objects.visible_to(request.user).select_related("key"), pk=pk)
    lines = rehearse(takeover.rows, by=request.user)
    trail.look(Trail.REHEARSED, by=request.user, on=takeover, rows=len(lines))
    wrong = [line for line in lines if line.problems]
    if request.method == "POST" and not wrong:
        people = [(line.facts, line.identity) for line in lines if line.facts]
        try:
            made = actions.take_over(takeover, by=request.user, people=people)
        except (actions.AlreadyDone, NotAllowed) as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, f"Overgenomen: {len(made)} dossiers. Gooi uw eigen bestand nu weg.")
        return redirect("dossiers:list")
    context = {"takeover": takeover, "lines": lines, "wrong": wrong}
    return render(request, "cases/takeover/rehearsal.html", context)


@requires(P.REGISTER_DOSSIER, "POST")
def discard(request: PortalRequest, pk: UUID) -> HttpResponse:
    takeover = get_object_or_404(Takeover.objects.visible_to(request.user), pk=pk)
    try:
        actions.discard(takeover, by=request.user)
    except actions.AlreadyDone as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Weggegooid. Er is niets overgenomen.")
    return redirect("takeover:upload")
