"""The period reports: ask for one, follow it, download it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from reporting.comensha import actions
from reporting.comensha.choices import Trail
from reporting.comensha.forms import ReportForm
from reporting.comensha.models import ReportRun
from zorgportaal.accounts.access import PortalRequest, asked_by_the_page, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.documents.serving import serve
from zorgportaal.jobs.models import Job


@requires(Permission.MAKE_COMENSHA_REPORT, "GET", "POST")
def report_list(request: PortalRequest) -> HttpResponse:
    form = ReportForm(request.POST or None)
    if form.is_valid():
        try:
            return redirect(actions.request_report(period=form.period(), by=request.user))
        except actions.AlreadyMade as made:
            messages.info(request, str(made))
            return redirect(made.run)
        except (actions.NotClosed, actions.CutsPublished) as problem:
            form.add_error("preset", str(problem))
    runs = ReportRun.objects.visible_to(request.user).with_file()
    trail.look(Trail.LISTED, by=request.user, ids=[run.pk for run in runs])
    return render(request, "reporting/comensha/list.html", {"form": form, "runs": runs})


@requires(Permission.MAKE_COMENSHA_REPORT)
def detail(request: PortalRequest, pk: UUID) -> HttpResponse:
    run = _run(request, pk)
    trail.look(Trail.VIEWED, by=request.user, on=run)
    context = {"run": run, "progress": Job.objects.progress(run.pk)}
    return render(request, "reporting/comensha/detail.html", context)


@asked_by_the_page
@requires(Permission.MAKE_COMENSHA_REPORT)
def progress(request: PortalRequest, pk: UUID) -> HttpResponse:
    """The part of the page that follows the worker."""
    run = _run(request, pk)
    now = Job.objects.progress(run.pk)
    response = render(request, "reporting/comensha/_progress.html", {"run": run, "progress": now})
    if not now.is_running:
        response["HX-Refresh"] = "true"
    return response


@requires(Permission.MAKE_COMENSHA_REPORT)
def download(request: PortalRequest, pk: UUID) -> HttpResponse:
    runs = ReportRun.objects.visible_to(request.user).select_related("file__key")
    run = get_object_or_404(runs, pk=pk)
    if run.file is None:
        raise Http404
    trail.look(Trail.DOWNLOADED, by=request.user, on=run, file=run.file.pk)
    return serve(request, run.file)


def _run(request: PortalRequest, pk: UUID) -> ReportRun:
    return get_object_or_404(ReportRun.objects.visible_to(request.user).with_file(), pk=pk)
