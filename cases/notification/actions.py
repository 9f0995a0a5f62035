"""What a coordinator decides about reporting to CoMensha."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cases.dossiers.actions import NotAllowed
from cases.dossiers.choices import NONE_ANONYMOUS, REPORTERS_WITH_DUTY, IdentityMode
from cases.dossiers.models import Dossier, Option
from cases.notification import rules
from cases.notification.choices import Decision, Trail
from cases.notification.models import CaseType, Notification
from cases.notification.rules import Situation
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail


class ChangedByOther(Exception):
    """Somebody else decided in the meantime; `now` is what it has become."""

    def __init__(self, now: Notification) -> None:
        super().__init__(f"{now.changed_by} heeft dit ook gewijzigd. Vergelijk eerst, daarna slaat u op.")
        self.now = now


@dataclass(frozen=True)
class Decided:
    """Whether to report, why not, and when it was done."""

    decision: Decision
    reason: str = ""
    notified_on: date | None = None


def notification_of(dossier: Dossier) -> Notification:
    """What was decided; one that is not stored yet when nothing was."""
    found = Notification.objects.filter(dossier=dossier).select_related("dossier__key", "changed_by")
    # Two who decide first both begin from the same row, which is not there yet.
    return found.first() or Notification(pk=dossier.pk, dossier=dossier, version=0)


def situation_of(dossier: Dossier) -> Situation:
    return Situation(
        has_duty=dossier.reporter_category_id in REPORTERS_WITH_DUTY,
        is_anonymous=dossier.identity_mode == IdentityMode.ANONYMOUS,
        has_basis=dossier.legal_basis_id != NONE_ANONYMOUS,
    )


def due_on(dossier: Dossier) -> date:
    """The term that the houses set themselves: no rule of law gives one."""
    return rules.after_working_days(dossier.reported_on, settings.COMENSHA_WORKING_DAYS)


@transaction.atomic
def decide(dossier: Dossier, *, by: User, version: int, decided: Decided) -> Notification:
    """Keep the decision. Raises ChangedByOther, NotAllowed."""
    dossier = _locked(dossier)
    notification = notification_of(dossier)
    if notification.version != version:
        raise ChangedByOther(notification)
    if problems := _problems(dossier, decided):
        raise NotAllowed(problems)
    notification.decision, notification.reason = decided.decision, decided.reason
    notification.notified_on = decided.notified_on
    notification.changed_by, notification.version = by, version + 1
    notification.save()
    trail.act(Trail.CHANGED, by=by, on=dossier, decision=decided.decision, notified_on=decided.notified_on)
    return notification


def _problems(dossier: Dossier, decided: Decided) -> dict[str, str]:
    """The name of the field, and why this may not be."""
    found = rules.against(
        situation_of(dossier),
        registers=decided.decision == Decision.REGISTER,
        is_refused=decided.decision == Decision.NOT,
        has_reason=bool(decided.reason.strip()),
    )
    problems = {ruling.field: str(ruling) for ruling in found}
    done = decided.notified_on
    if done and decided.decision == Decision.NOT:
        problems["notified_on"] = "Wie niet meldt, heeft geen dag van melding."
    elif done and not dossier.reported_on <= done <= timezone.localdate():
        problems["notified_on"] = "Kies een dag vanaf de aanmelding, en niet in de toekomst."
    return problems


@transaction.atomic
def change_type(dossier: Dossier, *, by: User, case_type: Option, starts_on: date) -> CaseType:
    """CoMensha knows the dossier as another type from a day on. Raises NotAllowed."""
    dossier = _locked(dossier)
    if not dossier.reported_on <= starts_on <= timezone.localdate():
        raise NotAllowed({"starts_on": "Kies een dag vanaf de aanmelding, en niet in de toekomst."})
    if dossier.case_types.filter(starts_on=starts_on).exists():
        raise NotAllowed({"starts_on": "Op deze dag begint al een ander dossiertype."})
    row = CaseType.objects.create(dossier=dossier, case_type=case_type, starts_on=starts_on, noted_by=by)
    trail.act(Trail.TYPE_CHANGED, by=by, on=dossier, type=case_type.code, starts_on=starts_on)
    return row


def _locked(dossier: Dossier) -> Dossier:
    """Nobody else decides about this dossier meanwhile."""
    return Dossier.objects.select_for_update(of=["self"]).select_related("key").get(pk=dossier.pk)
