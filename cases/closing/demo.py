"""Fictitious aftercare for one dossier, and one that was closed."""

from datetime import timedelta

from django.utils import timezone

from cases.closing import actions
from cases.closing.choices import Result, Told
from cases.closing.models import AftercareMoment, Closure
from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier, Option
from zorgportaal.accounts.demo import person


def make() -> None:
    """Once; the dossiers are there already."""
    if AftercareMoment.objects.exists() or Closure.objects.exists():
        return
    by = person("coordinator.noord")
    # The oldest of the own: the others are still in the middle of it.
    own = Dossier.objects.visible_to(by).of_team_member(by).filter(handovers=None)
    quiet = own.exclude(help_requests__placement_requests__outcome="pending")
    ended, after = quiet.order_by("reported_on")[:2]
    today = timezone.localdate()
    first, *_ = actions.plan_aftercare(
        after, by=by, type=_word(Vocabulary.AFTERCARE_TYPE, "CHECK_IN"),
        starts_on=today - timedelta(days=40), months=actions.USUAL_MONTHS,
    )  # fmt: skip
    note = "Voorbeeld: woont zelfstandig, werkt drie dagen."
    actions.tick(first, by=by, result=Result.SPOKEN, done_on=first.due_on, note=note)
    ending = actions.Ending(
        reason=_word(Vocabulary.CLOSING_REASON, "LOCAL_HELP"),
        told_reporter=Told.YES,
        told_comensha=Told.YES,
        note="Voorbeeld: de gemeente neemt het over.",
    )
    actions.close(ended, by=by, ending=ending)


def _word(vocabulary: Vocabulary, code: str) -> Option:
    return Option.objects.get(vocabulary=vocabulary, code=code)
