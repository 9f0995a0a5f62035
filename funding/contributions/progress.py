"""How far the worker is with the invoices of a round."""

from dataclasses import dataclass

from funding.contributions.actions import issue_key
from funding.contributions.choices import RoundState
from funding.contributions.models import Round
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import Job

MOST_REASONS = 3


@dataclass(frozen=True)
class Progress:
    """In numbers of invoices. Before they are numbered `total` is 0."""

    total: int
    done: int
    failed: int
    is_numbering: bool
    has_stopped: bool
    problem: str = ""

    @property
    def is_running(self) -> bool:
        return self.is_numbering or self.done + self.failed < self.total


def progress_of(round_: Round) -> Progress | None:
    """None while there is nothing to follow: a draft, or a cancelled round."""
    if round_.state == RoundState.APPROVED:
        job = Job.objects.filter(key=issue_key(round_)).first()
        stopped = job is not None and job.state == State.FAILED
        problem = job.problem if job else ""
        return Progress(0, 0, 0, is_numbering=not stopped, has_stopped=stopped, problem=problem)
    if round_.state != RoundState.ISSUED:
        return None
    batch = Job.objects.progress(round_.pk)
    problem = _reasons(round_) if batch.failed else ""
    return Progress(
        batch.total, batch.done, batch.failed, is_numbering=False, has_stopped=False, problem=problem
    )


def _reasons(round_: Round) -> str:
    """Why papers failed: each reason once."""
    failed = Job.objects.filter(batch=round_.pk, state=State.FAILED).exclude(problem="")
    return " ".join(failed.order_by("problem").values_list("problem", flat=True).distinct()[:MOST_REASONS])
