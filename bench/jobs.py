import uuid

from django.utils import timezone

from bench.measure import Pair, row
from zorgportaal.jobs import outbox
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import Job

MANY = 100


@outbox.handles("bench.nothing", needs=None)
def nothing(job: Job) -> None:
    """The job itself costs nothing: what is timed is the care around it."""


@row("jobs.outbox", n=10, each=MANY)
def do_jobs() -> Pair:
    """A hundred empty jobs through the outbox, beside a call and one UPDATE each."""
    jobs: list[Job] = []

    def queue() -> None:
        jobs[:] = [Job(kind="bench.nothing", id=uuid.uuid4()) for _ in range(MANY)]
        Job.objects.bulk_create(jobs)

    def ours() -> None:
        for job in jobs:
            outbox.run(job.pk)

    def bare() -> None:
        for job in jobs:
            nothing(job)
            Job.objects.filter(pk=job.pk).update(state=State.DONE, done_at=timezone.now())

    return Pair(ours, bare, queue)
