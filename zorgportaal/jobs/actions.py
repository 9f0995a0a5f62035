"""What a functional administrator does with work that failed."""

from django.db import transaction
from django.utils import timezone

from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.jobs import outbox
from zorgportaal.jobs.choices import State, Trail
from zorgportaal.jobs.models import Job


class NotFailed(Exception):
    """Only failed work can be started again."""

    def __init__(self) -> None:
        super().__init__("Deze taak is niet mislukt. Opnieuw starten is niet nodig.")


@transaction.atomic
def retry(job: Job, *, by: User) -> None:
    job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if job.state != State.FAILED:
        raise NotFailed
    job.state, job.attempts, job.problem, job.not_before = State.QUEUED, 0, "", timezone.now()
    job.save(update_fields=["state", "attempts", "problem", "not_before"])
    trail.act(Trail.RETRIED, by=by, on=job, kind=job.kind)
    transaction.on_commit(lambda: outbox.hint(job.pk))
