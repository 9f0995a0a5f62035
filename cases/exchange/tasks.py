from celery import shared_task

from cases.exchange import actions
from cases.exchange import htcds as standard
from cases.exchange.makers import Sheet, makes
from cases.exchange.models import Export
from zorgportaal.accounts.roles import Permission
from zorgportaal.jobs.models import Job
from zorgportaal.jobs.outbox import handles


@shared_task(name="cases.exchange.tasks.put_end")
def put_end() -> None:
    actions.put_end()


@handles(actions.MAKE, "exportbestand maken", needs=Permission.EXPORT_DOSSIERS)
def make(job: Job) -> None:
    """The locked export and its state decide."""
    assert job.subject is not None
    actions.make(job.subject)


@handles(actions.END, "oude exports vernietigen", needs=None)
def end_old(job: Job) -> None:
    """Safe twice: what has ended is not there any more."""
    actions.end_old_exports()


@makes("htcds", "dossiers volgens HTCDS 2.0, zonder wie het zijn")
def htcds(export: Export) -> Sheet:
    return standard.sheet_of(export)
