from celery import shared_task

from cases.routing import actions
from zorgportaal.jobs.models import Job
from zorgportaal.jobs.outbox import handles


@shared_task(name="cases.routing.tasks.put_expiry")
def put_expiry() -> None:
    actions.put_expiry()


@handles(actions.EXPIRE, "plaatsingsverzoeken laten verlopen", needs=None)
def expire(job: Job) -> None:
    """Safe twice: what has expired waits for no answer any more."""
    actions.expire_requests()
