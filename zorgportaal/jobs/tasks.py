import uuid

from celery import shared_task

from zorgportaal.accounts import letters
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job


@shared_task(name=outbox.RUN)
def run(job_id: str) -> None:
    outbox.run(uuid.UUID(job_id))


@shared_task(name="zorgportaal.jobs.tasks.sweep")
def sweep() -> None:
    outbox.sweep()


@outbox.handles(letters.LINK, "link voor een wachtwoord mailen", needs=None)
def send_link(job: Job) -> None:
    """At least once: after a crash a second mail may follow; the first link that is used ends both."""
    assert job.subject is not None
    letters.send_link(job.subject)


@outbox.handles(letters.NOTICE, "bericht over een account mailen", needs=None)
def send_notice(job: Job) -> None:
    assert job.subject is not None
    letters.send_notice(job.subject)
