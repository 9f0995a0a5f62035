from reporting.comensha import actions
from zorgportaal.accounts.roles import Permission
from zorgportaal.jobs.models import Job
from zorgportaal.jobs.outbox import handles


@handles(actions.RENDER, "verslag aan CoMensha printen", needs=Permission.MAKE_COMENSHA_REPORT)
def make_report(job: Job) -> None:
    """The locked report and its missing file decide."""
    assert job.subject is not None
    actions.make_report(job.subject, by=job.requested_by)
