from celery import shared_task

from cases.finding import actions
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.jobs.models import Job
from zorgportaal.jobs.outbox import handles


@handles(actions.COMPARE, "dossier vergelijken", needs=Permission.CHANGE_DOSSIER)
def compare(job: Job) -> None:
    """Safe twice: the old hints go first."""
    if job.subject:
        actions.look_for_likeness(job.subject, by=job.requested_by or trail.SYSTEM)


@handles(actions.ASK_KNOWN, "vraag “Bekend?” beantwoorden", needs=Permission.REGISTER_DOSSIER)
def ask_known(job: Job) -> None:
    """Safe twice: the marks are gone after the first time."""
    if job.subject:
        actions.answer_known(job.subject)


@shared_task(name="cases.finding.tasks.put_forgetting")
def put_forgetting() -> None:
    actions.put_forgetting()


@handles(actions.FORGET, "zoekvragen vergeten", needs=None)
def forget(job: Job) -> None:
    """Safe twice: what was forgotten is gone."""
    actions.forget_searches()
