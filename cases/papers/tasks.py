from celery import shared_task

from cases.papers import actions, letters
from zorgportaal.jobs.models import Job
from zorgportaal.jobs.outbox import handles


@handles(actions.CHECK, "document controleren", needs=None)
def check(job: Job) -> None:
    """Also for somebody who left meanwhile: what came in unchecked may not stay unchecked."""
    assert job.subject is not None
    actions.check_paper(job.subject)


@handles(letters.PRINT, "brief printen", needs=None)
def print_letter(job: Job) -> None:
    """The missing file decides."""
    assert job.subject is not None
    letters.print_letter(job.subject)


@shared_task(name="cases.papers.tasks.check_again")
def check_again() -> None:
    actions.check_again()
