from funding.contributions.actions import ISSUE
from funding.contributions.checks import checks
from funding.invoices import actions, letters, readiness
from zorgportaal.accounts.roles import Permission
from zorgportaal.jobs.models import Job
from zorgportaal.jobs.outbox import handles

checks(readiness.obstacles)


@handles(ISSUE, "factuurronde nummeren", needs=Permission.APPROVE_ROUND)
def issue_round(job: Job) -> None:
    """The state of the locked round decides: a second run finds it issued."""
    assert job.subject is not None
    actions.issue_round(job.subject, by=job.requested_by)


@handles(actions.RENDER, "factuur printen", needs=Permission.APPROVE_ROUND)
def render(job: Job) -> None:
    """The locked invoice and the missing file decide."""
    assert job.subject is not None
    actions.store_paper(job.subject, by=job.requested_by)


@handles(actions.ASK, "vraag om inkoopnummers mailen", needs=Permission.PREPARE_ROUND)
def ask_for_orders(job: Job) -> None:
    """At least once, as below; who answered meanwhile gets no mail."""
    assert job.subject is not None
    letters.ask_for_orders(job.subject)


@handles(actions.NOTICE, "bericht over een factuur mailen", needs=None)
def announce(job: Job) -> None:
    """At least once: after a crash a second mail may follow."""
    assert job.subject is not None
    letters.announce(job.subject)
