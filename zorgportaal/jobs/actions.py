"""What a functional administrator does with work that failed."""

from django.db import transaction
from django.utils import timezone

from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.jobs import outbox
from zorgportaal.jobs.choices import State, Trail
from zorgportaal.jobs.models import Job, JobQuerySet


class NotFailed(Exception):
    """Only failed work can be started again."""

    def __init__(self) -> None:
        super().__init__("Deze taak is niet mislukt. Opnieuw starten is niet nodig.")


@transaction.atomic
def retry(job: Job, *, by: User) -> None:
    job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if job.state != State.FAILED:
        raise NotFailed
    _queue(job)
    trail.act(Trail.RETRIED, by=by, on=job, kind=job.kind)


@transaction.atomic
def take_over(work: JobQuerySet, *, by: User) -> int:
    """Start what failed of this work again as asked for by `by`, who has the right; gives the number.

    For the room whose work it is: its requester may have lost the right, and then a mere retry fails too.
    """
    failed = list(work.filter(state=State.FAILED).order_by("pk").select_for_update(of=("self",)))
    allowed = [job for job in failed if outbox.may_ask_for(job.kind, by)]
    for job in allowed:
        job.requested_by = by
        _queue(job)
        trail.act(Trail.TAKEN_OVER, by=by, on=job, kind=job.kind)
    return len(allowed)


def _queue(job: Job) -> None:
    job.state, job.attempts, job.problem, job.not_before = State.QUEUED, 0, "", timezone.now()
    job.save(update_fields=["state", "attempts", "problem", "not_before", "requested_by"])
    transaction.on_commit(lambda: outbox.hint(job.pk))
