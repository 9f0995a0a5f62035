from celery import shared_task

from cases.takeover import actions
from zorgportaal.jobs.models import Job
from zorgportaal.jobs.outbox import handles


@shared_task(name="cases.takeover.tasks.put_end")
def put_end() -> None:
    actions.put_end()


@handles(actions.END, "oude overnames vernietigen", needs=None)
def end_old(job: Job) -> None:
    """Safe twice: what has ended is not there any more."""
    actions.end_old()
