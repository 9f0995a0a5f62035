"""Raise alarms in time, note who saw them, keep ways to look, and tell people once a morning."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from cases.contact import guard
from cases.dossiers.choices import Status
from cases.dossiers.milestones import Milestone, Window, milestones
from cases.dossiers.models import Dossier
from cases.exchange import actions as exchange
from cases.exchange.choices import Format
from cases.exchange.makers import Sheet
from cases.exchange.models import Export
from cases.worklist.board import Board, Row, spoken_on
from cases.worklist.changes import by_others, last_visit
from cases.worklist.choices import Trail
from cases.worklist.models import STEPS, Alarm, SavedView
from cases.worklist.selection import Selection
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import PERMISSIONS, Permission
from zorgportaal.audit import trail
from zorgportaal.documents.spreadsheets import Cell
from zorgportaal.drafts.actions import region_of
from zorgportaal.jobs import outbox
from zorgportaal.vault import actions as vault
from zorgportaal.vault import keyring
from zorgportaal.vault.choices import Family
from zorgportaal.vault.models import DataKey

MORNING, DIGEST, EXPORT = "worklist.morning", "worklist.digest", "worklist"
# The headings of the export, and what each means for who reads it a year from now.
COLUMNS = {
    "Dossier": "het dossiernummer",
    "Wie": "geslacht en leeftijd bij aanmelding; van een kind alleen dat het een kind is",
    "Aangetroffen in": "de gemeente waar iemand werd aangetroffen, of de regio als die gemeente klein is",
    "Wat": "wat er te doen is",
    "Toelichting": "wat erbij hoort te staan",
    "Wacht op": "wie iets moet doen; u is de zorgcoördinator",
    "Wanneer": "de dag waarop het moet",
    "Laatst gesproken": "de laatste dag van contact, of de dag van aanmelding",
}
BEGINS_AT = 7  # hour of the clock on the wall
MOST_VIEWS = 12
SUBJECT = "Er staat iets klaar in het zorgportaal"
BODY = """Er staat iets klaar in het zorgportaal. Log in om het te zien:

{address}

Geen bericht meer krijgen? Zet het ochtendbericht uit bij Instellingen.
"""


class CannotKeep(Exception):
    """The view cannot be kept like this; the message says why."""


# --- alarms ---------------------------------------------------------------
def put_morning() -> None:
    """Write down that it is morning: once a day, however often the clock says so."""
    now = timezone.localtime()
    if now.hour >= BEGINS_AT:
        outbox.put(MORNING, by=None, key=f"{MORNING}:{now.date()}")


@transaction.atomic
def begin_morning() -> None:
    """Raise what alarms are due, and have everybody told who wants to hear."""
    today = timezone.localdate()
    raise_alarms(today)
    for person in _readers():
        outbox.put(DIGEST, by=None, subject=person, key=f"{DIGEST}:{today}:{person}")


@transaction.atomic
def raise_alarms(today: date) -> list[Alarm]:
    """One alarm for each day that came within 30, 14 or 7 days, and never the same twice."""
    open_ = Dossier.objects.exclude(status=Status.CLOSED)
    window = Window(today, today + timedelta(days=max(STEPS)))
    due = [_alarm(milestone, today) for milestone in milestones(open_, window) if milestone.warns]
    had = set(Alarm.objects.filter(day__gte=today).values_list("dossier", "what", "day", "step"))
    new = {_identity(alarm): alarm for alarm in due if _identity(alarm) not in had}
    # Two workers at once: the constraint keeps the second from giving what the first one gives.
    Alarm.objects.bulk_create(new.values(), ignore_conflicts=True)
    for alarm in new.values():
        trail.act(Trail.ALARMED, by=trail.SYSTEM, on=alarm, dossier=alarm.dossier_id, step=alarm.step)
    return list(new.values())


def _alarm(milestone: Milestone, today: date) -> Alarm:
    """Of several steps that are due only the nearest: after a silence nobody wants three at once."""
    step = min(step for step in STEPS if (milestone.day - today).days <= step)
    return Alarm(dossier_id=milestone.dossier, what=milestone.what, day=milestone.day, step=step)


def _identity(alarm: Alarm) -> tuple[Any, ...]:
    return (alarm.dossier_id, alarm.what, alarm.day, alarm.step)


@transaction.atomic
def note_seen(alarm: Alarm, *, by: User) -> None:
    """Somebody of the team has seen it, so it stops for all; does nothing when it was seen already.

    The earlier steps for the same day go with it.
    """
    same = Alarm.objects.unseen().filter(dossier=alarm.dossier_id, what=alarm.what, day=alarm.day)
    seen = list(same.filter(step__gte=alarm.step).select_for_update().order_by("step"))
    for one in seen:
        one.seen_by, one.seen_at = by, timezone.now()
        one.save(update_fields=["seen_by", "seen_at"])
        trail.act(Trail.ALARM_SEEN, by=by, on=one, dossier=one.dossier_id, step=one.step)


# --- the morning digest ---------------------------------------------------
def _readers() -> Iterator[UUID]:
    """Who works on dossiers and wants the digest."""
    roles = [role for role, rights in PERMISSIONS.items() if Permission.VIEW_DOSSIER in rights]
    people = User.objects.current().filter(role__in=roles, gets_digest=True).order_by("pk")
    readers: Iterator[UUID] = people.values_list("pk", flat=True).iterator()
    return readers


def send_digest(user_id: UUID) -> None:
    """One mail that says nothing, and none when there is nothing."""
    user = User.objects.current().filter(pk=user_id, gets_digest=True).first()
    if user is None or not has_news(user):
        return
    EmailMessage(SUBJECT, BODY.format(address=settings.PORTAL_URL), to=[user.email]).send()
    trail.act(Trail.DIGEST_SENT, by=trail.SYSTEM, on=user)


def has_news(user: User) -> bool:
    """Whether a task or alarm waits, or a colleague did something since the last visit."""
    board = Board(user, Selection(), timezone.localdate())
    if board.for_today:
        return True
    visit = last_visit(user, Trail.LISTED)
    ids = [dossier.pk for dossier in board.in_scope]
    return visit is not None and by_others(ids, than=user, after=visit.number).exists()


# --- export ---------------------------------------------------------------
def ask_export(selection: Selection, *, format: Format, purpose: str, by: User) -> Export:
    """Ask for what this way to look shows, as a file. Only the filters are kept."""
    return exchange.ask(by=by, kind=EXPORT, choice=selection.parameters, format=format, purpose=purpose)


def sheet_of(export: Export) -> Sheet:
    """The tasks that the requester may know of at this moment, whoever agreed and whenever (C078)."""
    user = export.requested_by
    selection = Selection.of(export.choice, has_house=user.may(Permission.REGISTER_DOSSIER))
    rows = Board(user, selection, timezone.localdate()).rows
    known = Dossier.objects.with_words().in_bulk({row.dossier.pk for row in rows})
    cells = [[_safe(cell, known[row.dossier.pk]) for cell in _cells(row)] for row in rows]
    return Sheet(list(COLUMNS), cells, list(COLUMNS.values()))


def _safe(cell: Cell, dossier: Dossier) -> Cell:
    """What a file tells of somebody passes the guard of safe contact, whatever room wrote it."""
    return guard.let_pass(dossier, cell) if isinstance(cell, str) else cell


def _cells(row: Row) -> list[Cell]:
    """No more than the list on the screen shows."""
    milestone, dossier = row.milestone, row.dossier
    return [
        dossier.case_number,
        dossier.sex_and_age,
        dossier.found_in,
        milestone.what,
        milestone.detail,
        milestone.waits_on,
        milestone.day,
        spoken_on(dossier),
    ]


# --- saved views ----------------------------------------------------------
@transaction.atomic
def save_view(selection: Selection, *, name: str, is_shared: bool, by: User) -> SavedView:
    """Keep this way to look under a name. Raises CannotKeep."""
    mine = SavedView.objects.filter(owner=by)
    index = keyring.blind_index("worklist.view", str(by.pk), name.casefold())
    if mine.filter(name_index=index).exists():
        raise CannotKeep("U hebt al een weergave met deze naam.")
    if mine.count() >= MOST_VIEWS:
        raise CannotKeep(f"U hebt al {MOST_VIEWS} weergaven. Gooi er eerst een weg.")
    view = SavedView(
        key=DataKey.objects.make(Family.DRAFT, region=region_of(by)),
        owner=by,
        house=by.house,
        name=name,
        name_index=index,
        scope=selection.scope,
        only=selection.only,
        state=selection.state,
        order=selection.order,
        is_reversed=selection.is_reversed,
        is_shared=is_shared and by.house is not None,
    )
    view.save(force_insert=True)
    trail.act(Trail.VIEW_SAVED, by=by, on=view, is_shared=view.is_shared)
    return view


@transaction.atomic
def share_view(view: SavedView, *, is_shared: bool, by: User) -> None:
    """Let colleagues of the house use this view, or stop that."""
    if view.is_shared == is_shared:
        return
    view.is_shared = is_shared
    view.save(update_fields=["is_shared"])
    trail.act(Trail.VIEW_SHARED, by=by, on=view, is_shared=is_shared)


@transaction.atomic
def delete_view(view: SavedView, *, by: User) -> None:
    key = view.key
    trail.act(Trail.VIEW_DELETED, by=by, on=view)
    view.delete()
    if key:
        vault.destroy(key, by=by)
