"""Make, approve and cancel a round. The invoices themselves are made by the invoices room."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from funding.contributions.changes import changes
from funding.contributions.checks import obstacles
from funding.contributions.choices import RoundState, Trail
from funding.contributions.draft import CannotMakeRound, draft, named
from funding.contributions.models import Round, RoundLine, Scheme
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.jobs import actions as jobs
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job

ISSUE = "round.issue"
NEEDS_WORK = {RoundState.APPROVED, RoundState.ISSUED}


class CannotApprove(Exception):
    """The round is no draft, whoever approves made it, something changed, or it cannot be issued."""


class CannotResume(Exception):
    """Nothing failed, or the numbering would come from whoever made the round."""


class CannotCancel(Exception):
    """The invoices have their numbers."""


@transaction.atomic
def make_round(*, scheme: Scheme, year: int, by: User) -> Round:
    """A draft with a line for each municipality; nothing is numbered or sent. Raises CannotMakeRound."""
    scheme = Scheme.objects.select_for_update().get(pk=scheme.pk)
    if not scheme.is_agreed:
        raise CannotMakeRound("Een collega moet deze regeling eerst goedkeuren, onder Regelingen.")
    _check_free(scheme, year)
    round_, lines = draft(scheme, year)
    round_.made_by = by
    round_.save(force_insert=True)
    RoundLine.objects.bulk_create(lines)
    trail.act(Trail.ROUND_MADE, by=by, on=round_, scheme=scheme.slug, year=year, lines=len(lines))
    return round_


@transaction.atomic
def remake_round(round_: Round, *, by: User) -> Round:
    """A draft once more, by what is known now; `by` becomes its maker. Raises CannotMakeRound."""
    round_ = locked(round_.pk)
    if not round_.is_draft:
        raise CannotMakeRound("Alleen een proef kan opnieuw. Deze ronde is geen proef meer.")
    cancel_round(round_, by=by)
    return make_round(scheme=round_.scheme, year=round_.year, by=by)


@transaction.atomic
def approve_round(round_: Round, *, by: User) -> Round:
    """Let the worker number the invoices. Raises CannotApprove, also for whoever made the round."""
    round_ = locked(round_.pk)
    if not round_.is_draft:
        raise CannotApprove("Alleen een proef kan worden goedgekeurd. Deze ronde is dat niet meer.")
    if round_.made_by_id == by.pk:
        raise CannotApprove("U maakte deze proef zelf. Een collega moet de ronde goedkeuren.")
    _check_changes(round_)
    if reasons := obstacles(round_):
        raise CannotApprove(f"Deze ronde kan geen facturen krijgen. {' '.join(reasons)}")
    round_.state, round_.approved_by, round_.approved_at = RoundState.APPROVED, by, timezone.now()
    round_.save(update_fields=["state", "approved_by", "approved_at"])
    trail.act(Trail.ROUND_APPROVED, by=by, on=round_)
    outbox.put(ISSUE, subject=round_.pk, by=by, key=issue_key(round_))
    return round_


@transaction.atomic
def resume_round(round_: Round, *, by: User) -> None:
    """Start the failed work again in the name of `by`: the approver may have lost the right meanwhile.

    Raises CannotResume. Numbering keeps its two persons; a numbered invoice may be printed by either.
    """
    round_ = locked(round_.pk)
    if round_.state == RoundState.APPROVED and round_.made_by_id == by.pk:
        raise CannotResume("U maakte deze proef zelf. Een collega moet de facturen laten nummeren.")
    work = Job.objects.filter(Q(batch=round_.pk) | Q(key=issue_key(round_)))
    if round_.state not in NEEDS_WORK or not jobs.take_over(work, by=by):
        raise CannotResume("Er is niets mislukt. Opnieuw starten is niet nodig.")


@transaction.atomic
def cancel_round(round_: Round, *, by: User) -> Round:
    """Withdraw a round before its invoices have numbers. Raises CannotCancel."""
    round_ = locked(round_.pk)
    if not round_.can_be_cancelled:
        raise CannotCancel("Deze ronde is al gefactureerd of al ingetrokken.")
    round_.state, round_.cancelled_by, round_.cancelled_at = RoundState.CANCELLED, by, timezone.now()
    round_.save(update_fields=["state", "cancelled_by", "cancelled_at"])
    trail.act(Trail.ROUND_CANCELLED, by=by, on=round_)
    return round_


def mark_issued(round_: Round, *, by: User | None) -> None:
    """Said by the invoices room, in the transaction that numbers the invoices."""
    round_.state, round_.issued_at = RoundState.ISSUED, timezone.now()
    round_.save(update_fields=["state", "issued_at"])
    trail.act(Trail.ROUND_ISSUED, by=by or trail.SYSTEM, on=round_)


def locked(round_id: UUID) -> Round:
    """The round as it is now; nobody else changes its state in the meantime."""
    rounds = Round.objects.select_related("scheme").select_for_update(of=("self",))
    return rounds.get(pk=round_id)


def issue_key(round_: Round) -> str:
    """Names the one job that numbers the invoices of this round."""
    return f"{ISSUE}:{round_.pk}"


def _check_free(scheme: Scheme, year: int) -> None:
    if Round.objects.live().filter(scheme=scheme, year=year).exists():
        raise CannotMakeRound(
            f"Er is al een ronde {scheme.name} voor {year}. Trek die eerst in, of open haar."
        )


def _check_changes(round_: Round) -> None:
    """An invoice says what holds on the day of approval: its amount, and whether it exists."""
    lines = round_.lines.approved().select_related("municipality")
    if serious := [change for change in changes(round_, lines) if change.is_serious]:
        names = named(str(change) for change in serious)
        raise CannotApprove(f"Sinds deze proef is gewijzigd: {names}. Maak de proef opnieuw.")
