"""Put work on the outbox and do it: never lost, never done twice (security.md 8.3).

    outbox.put("invoice.render", subject=invoice.pk, by=user)     # in an action

    @handles("invoice.render", "factuur printen", needs=Permission.APPROVE_ROUND)    # in a room's tasks.py
    def render(job: Job) -> None: ...

The handler's effect and the done-mark commit together; killed in between, both are undone.
"""

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from celery import current_app
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from kombu.exceptions import OperationalError

from zorgportaal.accounts.confinement import confined
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin
from zorgportaal.jobs.choices import State, Trail
from zorgportaal.jobs.models import MOST_ATTEMPTS, Job

log = logging.getLogger(__name__)
RUN = "zorgportaal.jobs.tasks.run"
Handler = Callable[[Job], None]


@dataclass(frozen=True)
class Registered:
    work: Handler
    words: str
    needs: Permission | None


handlers: dict[str, Registered] = {}


class NotAgain(Exception):
    """Raised by a handler, or a parent of what it raises: trying again would give the same.

    The job goes to the failed ones at once. `in_words` is for people, as with any exception.
    """


class RightWithdrawn(NotAgain):
    """Whoever asked for the work may no longer have it done (C014)."""

    in_words = "De aanvrager heeft dit recht niet meer."


def handles(kind: str, words: str = "", *, needs: Permission | None) -> Callable[[Handler], Handler]:
    """Register the handler of one kind; the requester must still hold `needs` when it runs.

    `words` is what the list of tasks calls it.
    """

    def register(work: Handler) -> Handler:
        handlers[kind] = Registered(work, words, needs)
        return work

    return register


def put(
    kind: str,
    *,
    by: User | None,
    subject: uuid.UUID | None = None,
    batch: uuid.UUID | None = None,
    key: str | None = None,
) -> Job:
    """Write the work down in the current transaction; hint the worker once it is committed.

    `key` makes the work unique for ever: a second put with the same key gives the first job.
    """
    fields: dict[str, Any] = {"kind": kind, "subject": subject, "batch": batch, "requested_by": by}
    if key is None:
        job = Job.objects.create(**fields)
    else:
        job, _ = Job.objects.get_or_create(key=key, defaults=fields)
    transaction.on_commit(lambda: hint(job.pk))
    return job


def may_ask_for(kind: str, user: User) -> bool:
    needs = handlers[kind].needs
    return needs is None or user.may(needs)


def hint(job_id: uuid.UUID) -> None:
    """Tell the worker. A broker that is away costs a minute, not the work: the sweeper resends."""
    try:
        current_app.send_task(RUN, args=[str(job_id)], argsrepr="()", retry=False)
    except (OperationalError, OSError):
        log.warning("job hint not sent", extra={"job": str(job_id)})


def run(job_id: uuid.UUID) -> None:
    """Do one job if it is due and nobody else is at it. Safe late, twice, or two at once."""
    if not _claim(job_id):
        return
    try:
        with trail.recording(Origin.JOB):
            job = (
                Job.objects.select_for_update(skip_locked=True).filter(pk=job_id, state=State.QUEUED).first()
            )
            if job is None:
                return
            registered = handlers[job.kind]
            _check_right(job, registered.needs)
            with confined(registered.needs):
                registered.work(job)
            job.state, job.done_at, job.problem = State.DONE, timezone.now(), ""
            job.save(update_fields=["state", "done_at", "problem"])
    except NotAgain as problem:
        _give_up(job_id, _in_words(problem))
    except Exception as problem:
        log.exception("job failed", extra={"job": str(job_id)})
        _note(job_id, _in_words(problem))


def sweep() -> int:
    """Resend every hint that may have been lost; give up what crashed too often."""
    due = Job.objects.due()
    for job_id in due.filter(attempts__gte=MOST_ATTEMPTS).values_list("pk", flat=True):
        _give_up(job_id, "De taak stopte 5 keer halverwege.")
    waiting = list(due.filter(attempts__lt=MOST_ATTEMPTS).values_list("pk", flat=True)[:1000])
    for job_id in waiting:
        hint(job_id)
    return len(waiting)


def _claim(job_id: uuid.UUID) -> bool:
    """Count the attempt first, in its own transaction: a worker that dies must leave a mark."""
    waiting = Job.objects.due().filter(pk=job_id, attempts__lt=MOST_ATTEMPTS)
    with transaction.atomic():
        locked = waiting.select_for_update(skip_locked=True).values_list("attempts", flat=True)
        attempts = locked.first()
        if attempts is None:
            return False
        waiting.update(
            attempts=F("attempts") + 1,
        )
    return True


def words_of(kind: str) -> str:
    """What people call this work; the bare kind when no room knows it any more."""
    return handlers[kind].words if kind in handlers else kind


def _in_words(problem: Exception) -> str:
    """What went wrong, for the list of tasks: an exception may bring its own words for people."""
    return str(getattr(problem, "in_words", f"Onverwachte fout ({type(problem).__name__})."))


def _check_right(job: Job, needs: Permission | None) -> None:
    if job.requested_by and needs and not job.requested_by.may(needs):
        raise RightWithdrawn


def _note(job_id: uuid.UUID, problem: str) -> None:
    """Try again after 10 seconds, 20, 40 …; the fifth time it goes to the list of failed jobs."""
    job = Job.objects.get(pk=job_id)
    if job.attempts >= MOST_ATTEMPTS:
        _give_up(job_id, problem)
        return
    Job.objects.filter(pk=job_id, state=State.QUEUED).update(
        problem=problem, not_before=timezone.now() + timedelta(seconds=10 * 2 ** (job.attempts - 1))
    )


def _give_up(job_id: uuid.UUID, problem: str) -> None:
    with trail.recording(Origin.JOB):
        waiting = Job.objects.filter(pk=job_id, state=State.QUEUED)
        job = waiting.select_for_update(skip_locked=True).first()
        if job is None:
            return
        waiting.update(state=State.FAILED, problem=problem)
        trail.act(Trail.FAILED, by=trail.SYSTEM, on=job, kind=job.kind)
