from celery import shared_task

from cases.notes import actions
from zorgportaal.jobs.models import Job
from zorgportaal.jobs.outbox import handles


@shared_task(name="cases.notes.tasks.put_forgetting")
def put_forgetting() -> None:
    actions.put_forgetting()


@handles(actions.FORGET, "zoekwoorden wissen", needs=None)
def forget(job: Job) -> None:
    """Safe twice: what was wiped is not there any more."""
    actions.forget_searches()
