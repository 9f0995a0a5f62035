from celery import shared_task

from cases.exchange.makers import makes
from cases.worklist import actions
from zorgportaal.jobs.models import Job
from zorgportaal.jobs.outbox import handles

makes(actions.EXPORT, "werkvoorraad")(actions.sheet_of)


@shared_task(name="cases.worklist.tasks.put_morning")
def put_morning() -> None:
    actions.put_morning()


@handles(actions.MORNING, "de ochtend voorbereiden", needs=None)
def begin_morning(job: Job) -> None:
    """Safe twice: an alarm and a digest exist once a day."""
    actions.begin_morning()


@handles(actions.DIGEST, "ochtendbericht mailen", needs=None)
def send_digest(job: Job) -> None:
    """At least once: after a crash a second mail may follow."""
    assert job.subject is not None
    actions.send_digest(job.subject)
