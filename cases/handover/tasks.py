from cases.handover import actions
from zorgportaal.accounts.roles import Permission
from zorgportaal.jobs.models import Job
from zorgportaal.jobs.outbox import handles


@handles(actions.SHEET, "overdrachtsblad printen", needs=Permission.CHANGE_DOSSIER)
def make_sheet(job: Job) -> None:
    assert job.subject is not None
    assert job.requested_by is not None
    actions.make_sheet(job.subject, by=job.requested_by)
