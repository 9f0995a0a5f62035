"""The documents of a dossier: bring in, follow, download, put right. Letters and texts: `letter_views`."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cases.dossiers.models import Dossier
from cases.papers import actions
from cases.papers.choices import State, Trail
from cases.papers.forms import ReplaceForm, UploadForm, WithdrawForm
from cases.papers.models import Paper, Text
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.documents.scanner import PRETEND
from zorgportaal.documents.serving import serve

P = Permission


def one_dossier(request: PortalRequest, pk: UUID) -> Dossier:
    return get_object_or_404(Dossier.objects.visible_to(request.user).with_words(), pk=pk)


def _paper(request: PortalRequest, pk: UUID) -> Paper:
    return get_object_or_404(Paper.objects.visible_to(request.user).for_list(), pk=pk)


@requires(P.VIEW_DOSSIER)
def paper_list(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one_dossier(request, pk)
    papers = list(dossier.papers.for_list())
    trail.look(Trail.LISTED, by=request.user, on=dossier, papers=[paper.pk for paper in papers])
    may_change = request.user.may(P.CHANGE_DOSSIER)
    context = {
        "dossier": dossier,
        "papers": papers,
        "checking": sum(paper.state == State.CHECKING for paper in papers),
        "letters": Text.objects.visible_to(request.user).current().letters() if may_change else [],
        "may_change": may_change,
        "may_open": request.user.may(P.SHOW_IDENTITY),
        "scanner_is_pretend": settings.VIRUS_SCANNER == PRETEND,
    }
    return render(request, "cases/papers/list.html", context)


@requires(P.VIEW_DOSSIER)
def progress(request: PortalRequest, pk: UUID) -> HttpResponse:
    """The part of the page that follows the worker."""
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    checking = dossier.papers.filter(state=State.CHECKING).count()
    response = render(request, "cases/papers/_progress.html", {"dossier": dossier, "checking": checking})
    if not checking:
        response["HX-Refresh"] = "true"
    return response


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def add(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one_dossier(request, pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            actions.add_paper(dossier, by=request.user, **form.cleaned_data)
        except actions.CannotKeep as problem:
            form.add_error("file", str(problem))
        else:
            messages.success(request, "Ontvangen. Wij kijken het bestand na. U mag verder werken.")
            return redirect("papers:list", pk)
    trail.look(Trail.FORM_SHOWN, by=request.user, on=dossier)
    return render(request, "cases/papers/add.html", {"dossier": dossier, "form": form})


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def replace(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Another file for what was refused: nothing has to be typed again."""
    paper = _paper(request, pk)
    form = ReplaceForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            actions.replace_file(paper, by=request.user, **form.cleaned_data)
        except actions.CannotKeep as problem:
            form.add_error("file", str(problem))
        else:
            messages.success(request, "Ontvangen. Wij kijken het bestand na. U mag verder werken.")
            return redirect("papers:list", paper.dossier_id)
    return _page(request, "cases/papers/replace.html", paper, form=form)


@requires(P.SHOW_IDENTITY)
def download(request: PortalRequest, pk: UUID) -> HttpResponse:
    """A document mostly names the person: who may not see the name may not open it."""
    paper = get_object_or_404(Paper.objects.visible_to(request.user).to_open(), pk=pk)
    assert paper.file is not None
    trail.look(Trail.DOWNLOADED, by=request.user, on=paper, dossier=paper.dossier_id, file=paper.file.pk)
    return serve(request, paper.file)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def withdraw(request: PortalRequest, pk: UUID) -> HttpResponse:
    paper = _paper(request, pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw_paper(paper, by=request.user, **form.cleaned_data)
        except actions.CannotWithdraw as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Ingetrokken. Dat het er stond en waarom het weg is, blijft te zien.")
            return redirect("papers:list", paper.dossier_id)
    return _page(request, "cases/papers/withdraw.html", paper, form=form)


@requires(P.CHANGE_DOSSIER, "POST")
def restore(request: PortalRequest, pk: UUID) -> HttpResponse:
    paper = _paper(request, pk)
    try:
        actions.restore_paper(paper, by=request.user)
    except actions.CannotWithdraw as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Teruggezet. Collega’s kunnen het document weer openen.")
    return redirect("papers:list", paper.dossier_id)


def _page(request: PortalRequest, template: str, paper: Paper, **more: Any) -> HttpResponse:
    trail.look(Trail.FORM_SHOWN, by=request.user, on=paper, dossier=paper.dossier_id)
    dossier = one_dossier(request, paper.dossier_id)
    return render(request, template, {"dossier": dossier, "paper": paper, **more})
