"""What people do in and after a ketenoverleg."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from cases.conferences.choices import (
    FINISHED,
    ActionState,
    ConferenceKind,
    ConferenceState,
    Confidentiality,
    Presence,
    Trail,
)
from cases.conferences.fitting import About, objection
from cases.conferences.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Conference,
    FormerLine,
    ItemSeat,
    MinuteLine,
    may_choose,
)
from cases.consents.choices import Scope
from cases.consents.sharing import Sharing
from cases.contact import guard
from cases.dossiers.models import Dossier
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.audit import trail
from zorgportaal.regions.models import SafetyHouse
from zorgportaal.vault.choices import Family
from zorgportaal.vault.models import DataKey


class CannotLog(Exception):
    """This cannot be written down; the message says why, `field` what has to change."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class Overtaken(CannotLog):
    """Somebody else changed it in the meantime; `now` is what it has become."""

    def __init__(self, now: Conference | MinuteLine) -> None:
        super().__init__("Een collega wijzigde dit net ook. Vergelijk eerst, daarna bewaart u.")
        self.now = now


@dataclass(frozen=True)
class Audience:
    """Who sat at an item, and who may see it; `readers` count when it is restricted by name."""

    confidentiality: str
    organisations: Iterable[Organisation] = ()
    readers: Iterable[User] = ()


@transaction.atomic
def plan_conference(
    *, house: SafetyHouse, organisations: Iterable[Organisation], by: User, **fields: Any
) -> Conference:
    """Plan a meeting and invite organisations; the own organisation always sits there.

    Fields: kind, held_on, starts_at, place and, where known, chair.
    """
    key = DataKey.objects.make(Family.CONFERENCE, region=house.vault_region)
    conference = Conference(house=house, key=key, created_by=by, **fields)
    conference.save(force_insert=True)
    invited = {organisation.pk for organisation in organisations} | {by.organisation_id}
    Attendance.objects.bulk_create(
        Attendance(conference=conference, organisation_id=organisation) for organisation in invited
    )
    trail.act(Trail.PLANNED, by=by, on=conference, kind=conference.kind, organisations=sorted(invited))
    return conference


@transaction.atomic
def change_conference(
    conference: Conference, *, version: int, held_on: date, starts_at: time, place: str, by: User
) -> Conference:
    """Move a meeting that is still open to another day, hour or place. Raises CannotLog, Overtaken."""
    conference = _open(conference)
    if conference.version != version:
        raise Overtaken(conference)
    wanted = {"held_on": held_on, "starts_at": starts_at, "place": place}
    changed = [name for name, value in wanted.items() if getattr(conference, name) != value]
    if not changed:
        return conference
    for name, value in wanted.items():
        setattr(conference, name, value)
    conference.version += 1
    conference.save(update_fields=[*wanted, "version"])
    trail.act(Trail.CHANGED, by=by, on=conference, changed=changed)
    return conference


@transaction.atomic
def set_attendance(
    conference: Conference, *, presence: Mapping[str, str], invite: Organisation | None = None, by: User
) -> None:
    """Record who came; `presence` maps the id of an organisation to its state."""
    conference = _open(conference)
    for attendance in conference.attendance.all():
        status = presence.get(str(attendance.organisation_id), attendance.status)
        attendance.status = Presence(status)
        attendance.save(update_fields=["status"])
    if invite:
        Attendance.objects.get_or_create(conference=conference, organisation=invite)
    trail.act(Trail.ATTENDANCE_SET, by=by, on=conference, presence=dict(presence))


@transaction.atomic
def add_item(
    conference: Conference,
    *,
    title: str,
    audience: Audience,
    dossier: Dossier | None = None,
    deviation_reason: str = "",
    by: User,
) -> AgendaItem:
    """Put a point on the agenda. Whoever adds it sits at it. Raises CannotLog.

    A child at 18+ or an adult at 18- needs a reason, where it can be at all.
    """
    conference = _open(conference)
    _guard_new(dossier, f"{title}\n{deviation_reason}", by=by)
    deviates = _deviates(conference, dossier, deviation_reason)
    item = AgendaItem(
        conference=conference,
        position=_next(conference.items),
        title=title,
        dossier=dossier,
        confidentiality=_allowed(audience, dossier, conference, by),
        deviation_reason=deviation_reason if deviates else "",
        created_by=by,
    )
    item.save(force_insert=True)
    _seat(item, audience, by=by)
    about = {"conference": conference.pk, "dossier": item.dossier_id, "deviates": deviates}
    trail.act(Trail.ITEM_ADDED, by=by, on=item, confidentiality=item.confidentiality, **about)
    return item


@transaction.atomic
def change_item(item: AgendaItem, *, audience: Audience, by: User) -> None:
    """Change who sits at an item and who may see it. Raises CannotLog."""
    conference = _open(item.conference)
    if _grows(item, audience):
        _guard_consent(item.dossier)
    item.confidentiality = _allowed(audience, item.dossier, conference, by)
    item.save(update_fields=["confidentiality"])
    _seat(item, audience, by=by)
    trail.act(
        Trail.ITEM_CHANGED,
        by=by,
        on=item,
        confidentiality=item.confidentiality,
        seats=[seat.organisation_id for seat in item.seats.all()],
        readers=[reader.pk for reader in item.readers.all()],
    )


@transaction.atomic
def add_line(item: AgendaItem, *, kind: str, text: str, source: str = "", by: User) -> MinuteLine:
    """Write down what was shared or decided. Raises CannotLog."""
    _open(item.conference)
    _guard_new(item.dossier, f"{text}\n{source}", by=by)
    line = MinuteLine(item=item, position=_next(item.lines), kind=kind, text=text, source=source)
    line.save(force_insert=True)
    trail.act(Trail.LINE_ADDED, by=by, on=line, item=item.pk, kind=kind)
    return line


@transaction.atomic
def change_line(
    line: MinuteLine, *, version: int, kind: str, text: str, source: str = "", by: User
) -> MinuteLine:
    """Correct a line while the meeting is open; what it said stays readable. Raises CannotLog, Overtaken."""
    _open(line.item.conference)
    line = MinuteLine.objects.select_for_update(of=("self",)).with_key().get(pk=line.pk)
    if line.version != version:
        raise Overtaken(line)
    if (line.kind, line.text, line.source) == (kind, text, source):
        return line
    _guard_text(line.item.dossier, f"{text}\n{source}", by=by)
    _keep_former(line, by=by)
    line.kind, line.text, line.source = kind, text, source
    line.version += 1
    line.save()
    trail.act(Trail.LINE_CHANGED, by=by, on=line, item=line.item_id, version=line.version)
    return line


def _keep_former(line: MinuteLine, *, by: User) -> None:
    former = FormerLine(
        line=line,
        version=line.version,
        kind=line.kind,
        text=line.text,
        source=line.source,
        confidentiality=line.item.confidentiality,
        replaced_by=by,
    )
    former.save(force_insert=True)


@transaction.atomic
def add_action(
    item: AgendaItem,
    *,
    text: str,
    owner_organisation: Organisation,
    due_on: date,
    owner: User | None = None,
    by: User,
) -> ActionItem:
    """Agree who does what, and by when. Raises CannotLog, also when the person works elsewhere."""
    _open(item.conference)
    _guard_text(item.dossier, text, by=by)
    if owner and owner.organisation_id != owner_organisation.pk:
        raise CannotLog("Deze persoon werkt niet bij deze organisatie.")
    action = ActionItem(
        item=item, text=text, owner_organisation=owner_organisation, owner=owner, due_on=due_on
    )
    action.save(force_insert=True)
    trail.act(
        Trail.ACTION_ADDED,
        by=by,
        on=action,
        item=item.pk,
        organisation=owner_organisation.pk,
        owner=owner.pk if owner else None,
        due_on=due_on,
    )
    return action


@transaction.atomic
def change_action(action: ActionItem, *, state: str, result: str = "", by: User) -> ActionItem:
    """Say how far an action is; also possible after the meeting was closed. Raises CannotLog."""
    found = ActionItem.objects.select_for_update(of=("self",)).with_key()
    action = found.get(pk=action.pk)
    _guard_text(action.item.dossier, result, by=by)
    action.state, action.result = ActionState(state), result
    is_finished = action.state in FINISHED
    action.finished_by = by if is_finished else None
    action.finished_at = timezone.now() if is_finished else None
    action.save()
    trail.act(Trail.ACTION_CHANGED, by=by, on=action, state=action.state)
    return action


@transaction.atomic
def close_conference(conference: Conference, *, by: User) -> None:
    """Close the minutes: after this only actions change."""
    conference = _open(conference)
    conference.state, conference.closed_at = ConferenceState.CLOSED, timezone.now()
    conference.save(update_fields=["state", "closed_at"])
    trail.act(Trail.CLOSED, by=by, on=conference)


def _open(conference: Conference) -> Conference:
    """The meeting, locked: the numbers of its items and lines are given out one at a time."""
    conference = Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)
    if not conference.is_open:
        raise CannotLog("Dit overleg is gesloten.")
    return conference


def _guard_new(dossier: Dossier | None, text: str, *, by: User) -> None:
    """Nothing new of whoever took back consent, and nothing unsafe of anybody. Raises CannotLog."""
    _guard_consent(dossier)
    _guard_text(dossier, text, by=by)


def _guard_consent(dossier: Dossier | None) -> None:
    """Who took back consent for the ketenoverleg is not discussed anew. Raises CannotLog."""
    if dossier and Sharing.of(dossier).is_stopped(Scope.CONFERENCE):
        raise CannotLog(
            "De toestemming om dit dossier in het ketenoverleg te bespreken is ingetrokken. "
            "Dat kan pas weer met nieuwe toestemming."
        )


def _grows(item: AgendaItem, audience: Audience) -> bool:
    """Whether somebody comes to know of it who did not."""
    seated = set(item.seats.values_list("organisation", flat=True))
    readers = set(item.readers.values_list("pk", flat=True))
    if {one.pk for one in audience.organisations} - seated or {one.pk for one in audience.readers} - readers:
        return True
    return audience.confidentiality not in (item.confidentiality, Confidentiality.RESTRICTED)


def _guard_text(dossier: Dossier | None, text: str, *, by: User) -> None:
    """What a meeting reads gives nobody's safety away. Raises CannotLog.

    Only to somebody who knows the dossier: others would learn by guessing what may not be written.
    """
    known = Dossier.objects.visible_to(by).with_words().filter(pk=dossier.pk).first() if dossier else None
    if known and (unsafe := guard.check_text(known, text)):
        raise CannotLog(unsafe.sentence)


def _allowed(
    audience: Audience, dossier: Dossier | None, conference: Conference, by: User
) -> Confidentiality:
    """The confidentiality, if whoever writes may see such an item. Raises CannotLog."""
    wanted = Confidentiality(audience.confidentiality)
    if wanted not in may_choose(by, conference):
        raise CannotLog("Deze vertrouwelijkheid kunt u niet kiezen: u zou het punt zelf niet zien.")
    if dossier and wanted == Confidentiality.OPEN:
        raise CannotLog("Een punt over een dossier is nooit algemeen.")
    return wanted


def _deviates(conference: Conference, dossier: Dossier | None, reason: str) -> bool:
    """Whether the dossier does not belong at this kind of meeting by itself. Raises CannotLog."""
    if dossier is None:
        return False
    at_18_min = dossier.agenda_items.filter(conference__kind=ConferenceKind.KO18MIN)
    about = About(dossier.age, dossier.may_be_minor, dossier.reported_on, at_18_min.exists())
    found = objection(conference.kind, about, conference.held_on)
    if found and not found.may_deviate:
        raise CannotLog(found.sentence, "dossier")
    if found and not reason.strip():
        raise CannotLog(found.sentence, "deviation_reason")
    return found is not None


def _seat(item: AgendaItem, audience: Audience, *, by: User) -> None:
    seated = {organisation.pk for organisation in audience.organisations} | {by.organisation_id}
    item.seats.exclude(organisation__in=seated).delete()
    present = set(item.seats.values_list("organisation_id", flat=True))
    ItemSeat.objects.bulk_create(
        ItemSeat(item=item, organisation_id=organisation) for organisation in seated - present
    )
    item.readers.set(audience.readers)


def _next(rows: "models.Manager[Any]") -> int:
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
