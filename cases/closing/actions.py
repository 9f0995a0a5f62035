"""Plan aftercare, close a dossier, have a mistake looked at by a second person, open it again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.closing.checklist import checklist
from cases.closing.choices import Ground, Result, Told, Trail
from cases.closing.models import AftercareMoment, Closure, RetentionTerm
from cases.contact import guard
from cases.dossiers import linking
from cases.dossiers.actions import register_dossier
from cases.dossiers.choices import LinkKind, Status
from cases.dossiers.models import Dossier, Option
from cases.dossiers.registration import Facts, Identity
from cases.residence.rules import after_months
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail

USUAL_MONTHS = (1, 3, 6, 12)


class CannotClose(ValueError):
    """This dossier cannot be closed, approved or opened again now; says why."""


@dataclass(frozen=True)
class Ending:
    """How it ended, and who was told."""

    reason: Option
    told_reporter: Told
    told_comensha: Told
    note: str = ""


@transaction.atomic
def plan_aftercare(
    dossier: Dossier, *, by: User, type: Option, starts_on: date, months: Iterable[int]
) -> list[AftercareMoment]:
    """Contact moments so many months after a day, each on a day that is safe for contact.

    What stands in the plan already stays as it is. Raises CannotClose.
    """
    dossier = _open(dossier)
    days = {guard.next_safe_day(dossier, after_months(starts_on, number)) for number in months}
    known = set(dossier.aftercare_moments.filter(type=type).values_list("due_on", flat=True))
    planned = [
        AftercareMoment(dossier=dossier, type=type, due_on=day, planned_by=by) for day in sorted(days - known)
    ]
    AftercareMoment.objects.bulk_create(planned)
    if dossier.status != Status.AFTERCARE:
        _set_status(dossier, Status.AFTERCARE, by=by)
    trail.act(Trail.PLANNED, by=by, on=dossier, type=type.code, days=[moment.due_on for moment in planned])
    return planned


@transaction.atomic
def tick(
    moment: AftercareMoment, *, by: User, result: Result, done_on: date, note: str = ""
) -> AftercareMoment:
    """Say what came of a contact moment. Raises CannotClose."""
    dossier = Dossier.objects.select_for_update(of=["self"]).select_related("key").get(pk=moment.dossier_id)
    moment = AftercareMoment.objects.select_related("dossier__key").get(pk=moment.pk, dossier=dossier)
    if moment.done_on:
        raise CannotClose("Dit moment is al afgevinkt.")
    if done_on > timezone.localdate():
        raise CannotClose("Kies een dag die al is begonnen.")
    moment.result, moment.done_on, moment.done_by, moment.note = result, done_on, by, note
    moment.save()
    trail.act(Trail.TICKED, by=by, on=dossier, moment=moment.pk, result=result)
    return moment


@transaction.atomic
def close(dossier: Dossier, *, by: User, ending: Ending) -> Closure:
    """Close it, or have a mistake looked at by a colleague first. Raises CannotClose."""
    dossier = _open(dossier)
    if Closure.objects.filter(dossier=dossier).exists():
        raise CannotClose("Een collega kijkt al mee of dit een vergissing is.")
    is_mistake = ending.reason.attributes.get("is_mistake") is True
    items = [item for item in checklist(dossier) if item.is_open]
    if blocking := next((item for item in items if item.blocks), None):
        raise CannotClose(f"{blocking.label}: {blocking.detail}")
    if (items or is_mistake) and not ending.note:
        raise CannotClose("Schrijf op waarom u afsluit terwijl er nog iets open staat, of wat er mis ging.")
    today = timezone.localdate()
    term = term_of(dossier, today, is_mistake=is_mistake)
    closure = Closure.objects.create(
        dossier=dossier, closed_by=by, closed_on=today, term=term, destroy_on=term.ends_on(today),
        awaits_second_look=is_mistake, left_open=[item.code for item in items],
        status_before=dossier.status, **vars(ending),
    )  # fmt: skip
    if is_mistake:
        trail.act(Trail.MISTAKE_PROPOSED, by=by, on=dossier, reason=ending.reason.code)
    else:
        _set_status(dossier, Status.CLOSED, by=by)
        trail.act(Trail.CLOSED, by=by, on=dossier, reason=ending.reason.code, until=closure.destroy_on)
    return closure


@transaction.atomic
def approve_mistake(closure: Closure, *, by: User) -> Closure:
    """A second person agrees: closed, and out of lists and figures. Raises CannotClose."""
    closure = _waiting(closure, by)
    closure.awaits_second_look, closure.is_mistake = False, True
    closure.approved_by, closure.approved_at = by, timezone.now()
    closure.save()
    _set_status(closure.dossier, Status.CLOSED, by=by)
    trail.act(Trail.CLOSED, by=by, on=closure.dossier, reason=closure.reason.code, until=closure.destroy_on)
    return closure


@transaction.atomic
def refuse_mistake(closure: Closure, *, by: User) -> None:
    """It is a dossier like any other: the proposal is gone, the trail tells of it. Raises CannotClose."""
    closure = _waiting(closure, by)
    trail.act(Trail.MISTAKE_REFUSED, by=by, on=closure.dossier, reason=closure.reason.code)
    closure.delete()


@transaction.atomic
def reopen(dossier: Dossier, *, by: User, reason: str) -> Dossier:
    """A closed dossier stays closed: a new one begins, linked to it as a later episode.

    Raises CannotClose, NotAllowed.
    """
    former = Dossier.objects.select_for_update(of=["self"]).with_words().get(pk=dossier.pk)
    if former.status != Status.CLOSED:
        raise CannotClose("Dit dossier is niet afgesloten.")
    if by.house is None or by.house_id != former.house_id:
        raise CannotClose("Heropenen doet het huis van het dossier.")
    if former.links_as_one.standing().filter(kind=LinkKind.EPISODE).exists():
        raise CannotClose("Er is al een latere periode. Werk daarin verder.")
    new = register_dossier(
        by=by, house=by.house, facts=_facts_now(former), identity=Identity.of(former.person)
    )
    linking.link(former, new, kind=LinkKind.EPISODE, reason=reason, by=by)
    trail.act(Trail.REOPENED, by=by, on=former, episode=new.pk)
    return new


def term_of(dossier: Dossier, day: date, *, is_mistake: bool = False) -> RetentionTerm:
    """How long this dossier is kept by the terms of that day. Raises CannotClose."""
    kept = Ground.YOUTH if dossier.is_minor else Ground.WMO
    found = RetentionTerm.objects.on(day).filter(code=Ground.BROKEN_OFF if is_mistake else kept).first()
    if found is None:
        raise CannotClose("Er is geen bewaartermijn die vandaag geldt. Vraag de functioneel beheerder.")
    return found


def _facts_now(former: Dossier) -> Facts:
    """As they were, but years later: an age without a birth date is a guess, and bedenktijd is once only."""
    today = timezone.localdate()
    changes: dict[str, Any] = {"reported_on": today, "reflection_started_on": None}
    years = (today - former.reported_on).days // 365
    if years and former.age is not None:
        changes |= {"age": former.age + years, "age_is_estimated": True}
    return replace(Facts.of(former), **changes)


def _open(dossier: Dossier) -> Dossier:
    found = Dossier.objects.select_for_update(of=["self"]).select_related("key", "house").get(pk=dossier.pk)
    if found.status == Status.CLOSED:
        raise CannotClose("Dit dossier is al afgesloten.")
    return found


def _waiting(closure: Closure, by: User) -> Closure:
    found = Closure.objects.select_for_update(of=["self"]).select_related("dossier__key", "reason")
    closure = found.get(pk=closure.pk)
    if not closure.awaits_second_look:
        raise CannotClose("Hierover is al beslist.")
    if by.pk == closure.closed_by_id:
        raise CannotClose("Een andere collega kijkt mee.")
    return closure


def _set_status(dossier: Dossier, status: Status, *, by: User) -> None:
    dossier.status, dossier.version = status, dossier.version + 1
    dossier.changed_by, dossier.changed_at = by, timezone.now()
    dossier.save(update_fields=["status", "version", "changed_by", "changed_at"])
