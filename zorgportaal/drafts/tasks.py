from celery import shared_task

from zorgportaal.drafts import actions
from zorgportaal.jobs.models import Job
from zorgportaal.jobs.outbox import handles


@shared_task(name="zorgportaal.drafts.tasks.put_expiry")
def put_expiry() -> None:
    actions.put_expiry()


@handles(actions.EXPIRE, "oude concepten weggooien", needs=None)
def expire(job: Job) -> None:
    """Safe twice: what has ended is not there any more."""
    actions.expire_drafts()
