"""The list of work, and its retry."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.jobs import actions, outbox
from zorgportaal.jobs.choices import Trail
from zorgportaal.jobs.models import Job


@requires(Permission.MANAGE_JOBS)
def job_list(request: PortalRequest) -> HttpResponse:
    jobs = Job.objects.visible_to(request.user).failed_first().select_related("requested_by")
    page = Paginator(jobs, 50).get_page(request.GET.get("pagina"))
    for job in page:
        job.words = outbox.words_of(job.kind)
    trail.look(Trail.LISTED, by=request.user)
    return render(request, "zorgportaal/jobs/list.html", {"page": page})


@requires(Permission.MANAGE_JOBS, "POST")
def retry(request: PortalRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    try:
        actions.retry(job, by=request.user)
    except actions.NotFailed as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "De taak is opnieuw gestart.")
    return redirect("jobs:list")
