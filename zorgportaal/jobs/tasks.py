import uuid

from celery import shared_task

from zorgportaal.jobs import outbox


@shared_task(name=outbox.RUN)
def run(job_id: str) -> None:
    outbox.run(uuid.UUID(job_id))


@shared_task(name="zorgportaal.jobs.tasks.sweep")
def sweep() -> None:
    outbox.sweep()
