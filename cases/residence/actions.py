"""What a coordinator does about somebody's right to stay."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.dossiers.models import Dossier, Option
from cases.residence import rules
from cases.residence.choices import Trail
from cases.residence.models import Deviation, Permit, PoliceReport, Procedure, Reflection, ResidencePeriod
from cases.residence.rules import Ruling
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail


class Refused(ValueError):
    """The law or what is known already stands in the way; `rulings` may hold why."""

    def __init__(self, sentence: str, rulings: Iterable[Ruling] = ()) -> None:
        super().__init__(sentence)
        self.rulings = list(rulings)


class ChangedByOther(Exception):
    """Somebody else saved the procedure in the meantime; `now` is what it has become."""

    def __init__(self, now: Procedure) -> None:
        super().__init__(f"{now.changed_by} heeft dit ook gewijzigd. Vergelijk eerst, daarna slaat u op.")
        self.now = now


@dataclass(frozen=True)
class Offer:
    """What is known of the bedenktijd before it ends."""

    starts_on: date | None = None
    offered_on: date | None = None
    is_wanted: bool | None = None
    is_dublin: bool = False

    @classmethod
    def of(cls, dossier: Dossier) -> "Offer":
        found = reflection_of(dossier)
        return cls(found.starts_on, found.offered_on, found.is_wanted, found.is_dublin)


def reflection_of(dossier: Dossier) -> Reflection:
    """The bedenktijd as it is known; one that is not stored yet when nothing is."""
    return Reflection.objects.select_related("end_reason").filter(dossier=dossier).first() or Reflection(
        dossier=dossier
    )


def procedure_of(dossier: Dossier) -> Procedure:
    """The procedure as it is known; one that is not stored yet when nothing is."""
    found = Procedure.objects.select_related("dossier__key", "complaint_status", "changed_by")
    return found.filter(dossier=dossier).first() or Procedure(dossier=dossier, version=0)


@transaction.atomic
def change_status(dossier: Dossier, *, by: User, status: Option, starts_on: date) -> ResidencePeriod:
    """Start a period; the newest is the status of the dossier. Raises Refused."""
    dossier = _locked(dossier)
    periods = dossier.residence_periods.select_related("status")
    if not periods:
        periods.create(dossier=dossier, status=dossier.residence_status, noted_by=by)
    if starts_on > timezone.localdate():
        raise Refused("Kies een dag die al is begonnen. Een status die nog komt, staat nog niet vast.")
    if periods.filter(starts_on=starts_on).exists():
        raise Refused("Op deze dag begint al een andere verblijfsstatus.")
    period: ResidencePeriod = periods.create(dossier=dossier, status=status, starts_on=starts_on, noted_by=by)
    newest = dossier.residence_periods.select_related("status").filter(starts_on__isnull=False)
    dossier.residence_status = newest.latest("starts_on").status
    _save(dossier, by=by)
    trail.act(
        Trail.STATUS_CHANGED, by=by, on=dossier, status=status.code, starts_on=starts_on, period=period.pk
    )
    return period


@transaction.atomic
def keep_reflection(dossier: Dossier, *, by: User, offer: Offer, reason: str = "") -> Reflection:
    """Note what is known of the bedenktijd. Raises Refused, with what a written reason can settle."""
    dossier = _locked(dossier)
    reflection = reflection_of(dossier)
    if offer.starts_on:
        _guard_start(dossier, reflection, offer, reason)
    _note_deviation(dossier, reason, by=by)
    dossier.reflection_started_on = offer.starts_on
    reflection.dossier, reflection.offered_on = dossier, offer.offered_on
    reflection.is_wanted, reflection.is_dublin = offer.is_wanted, offer.is_dublin
    _save(dossier, by=by)
    reflection.save()
    trail.act(Trail.REFLECTION_OFFERED, by=by, on=dossier, starts_on=offer.starts_on)
    return reflection


def _guard_start(dossier: Dossier, reflection: Reflection, offer: Offer, reason: str) -> None:
    assert offer.starts_on
    if offer.is_wanted is False:
        raise Refused("Er staat dat de bedenktijd niet gewenst is. Dan kan hij niet beginnen.")
    if offer.starts_on > timezone.localdate():
        raise Refused("De bedenktijd kan niet in de toekomst beginnen.")
    if offer.offered_on and offer.offered_on > offer.starts_on:
        raise Refused("De bedenktijd begint niet vóór de dag waarop hij is aangeboden.")
    if reflection.ended_on:
        raise Refused(str(next(rules.against_reflection("", was_had=True))))
    found = list(rules.against_reflection(dossier.residence_status.code, was_had=False))
    if dossier.reflection_started_on not in (None, offer.starts_on):
        found.append(MOVED)
    if any(not ruling.may_deviate for ruling in found) or (found and not reason):
        raise Refused(" ".join(map(str, found)), found)


MOVED = Ruling(
    "reflection.moved",
    "De begindag staat al vast. Verlengen kan niet; verbeter de dag alleen als hij fout was.",
    rules.ONCE_ONLY,
    may_deviate=True,
)


@transaction.atomic
def end_reflection(dossier: Dossier, *, by: User, ended_on: date, reason: Option) -> Reflection:
    """Say once how the bedenktijd ended. Raises Refused."""
    dossier = _locked(dossier)
    reflection = reflection_of(dossier)
    last = reflection.last_day
    if reflection.ended_on:
        raise Refused("Het einde van deze bedenktijd staat al vast.")
    if last is None or reflection.starts_on is None:
        raise Refused("Vul eerst in wanneer de bedenktijd begon.")
    if not reflection.starts_on <= ended_on <= min(last, timezone.localdate()):
        raise Refused("Kies een dag in de bedenktijd, en niet in de toekomst.")
    reflection.ended_on, reflection.end_reason = ended_on, reason
    reflection.save()
    trail.act(Trail.REFLECTION_ENDED, by=by, on=dossier, reason=reason.code, ended_on=ended_on)
    return reflection


@transaction.atomic
def note_report(dossier: Dossier, *, by: User, due_on: date, done_on: date) -> PoliceReport:
    """Tick the monthly report to the police; ticking twice keeps the first. Raises Refused."""
    dossier = _locked(dossier)
    reflection = reflection_of(dossier)
    if due_on not in due_days(reflection):
        raise Refused("Deze meldplicht hoort niet bij de bedenktijd.")
    if not reflection.starts_on <= done_on <= timezone.localdate():  # type: ignore[operator]
        raise Refused("Kies een dag vanaf het begin van de bedenktijd, en niet in de toekomst.")
    if reflection._state.adding:
        reflection.save()
    report, is_new = PoliceReport.objects.get_or_create(
        reflection=reflection, due_on=due_on, defaults={"done_on": done_on, "noted_by": by}
    )
    if is_new:
        trail.act(Trail.REPORTED, by=by, on=dossier, due_on=due_on, done_on=done_on)
    return report


def due_days(reflection: Reflection) -> list[date]:
    """When somebody in this bedenktijd has to report to the police."""
    if reflection.starts_on is None or reflection.last_day is None:
        return []
    return rules.report_days(reflection.starts_on, reflection.ended_on or reflection.last_day)


@transaction.atomic
def keep_permit(dossier: Dossier, *, by: User, permit: Permit) -> Permit:
    """Keep a permit that is asked for, given or refused; a new one or one that is known. Raises Refused."""
    dossier = _locked(dossier)
    permit.dossier = dossier
    others = dossier.permits.filter(refused_on=None).exclude(pk=permit.pk)
    earlier = list(others.values_list("ground__code", flat=True))
    if permit.refused_on is None and (found := list(rules.against_permit(permit.ground.code, earlier))):
        raise Refused(" ".join(map(str, found)), found)
    permit.save()
    trail.act(Trail.PERMIT_KEPT, by=by, on=dossier, permit=permit.pk, ground=permit.ground.code)
    return permit


@transaction.atomic
def keep_procedure(dossier: Dossier, *, by: User, version: int, values: dict[str, Any]) -> Procedure:
    """Keep how far complaint, lawyer and allowance are. Raises ChangedByOther."""
    dossier = _locked(dossier)
    procedure = procedure_of(dossier)
    if procedure.version != version:
        raise ChangedByOther(procedure)
    for name, value in values.items():
        setattr(procedure, name, value)
    procedure.version, procedure.changed_by = version + 1, by
    procedure.save()
    trail.act(Trail.PROCEDURE_KEPT, by=by, on=dossier)
    return procedure


def _note_deviation(dossier: Dossier, reason: str, *, by: User) -> None:
    if reason:
        Deviation.objects.create(dossier=dossier, rule="reflection", reason=reason, noted_by=by)


def _locked(dossier: Dossier) -> Dossier:
    """The row as it is now: nobody else changes what belongs to this dossier meanwhile."""
    locked = Dossier.objects.select_for_update(of=["self"]).select_related("key", "residence_status")
    return locked.get(pk=dossier.pk)


def _save(dossier: Dossier, *, by: User) -> None:
    dossier.version += 1
    dossier.changed_by, dossier.changed_at = by, timezone.now()
    dossier.save()
