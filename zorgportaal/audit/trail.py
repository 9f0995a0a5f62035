"""Collect acts and looks; write them, chained, as the last statement before COMMIT.

    with trail.recording(by=user, origin=Origin.JOB):
        trail.act(Trail.ISSUED, by=user, on=invoice)

Written last, so that a slow job never holds the chain's lock while it works.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID, uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from zorgportaal.audit import head
from zorgportaal.audit.choices import Kind, Origin, Outcome
from zorgportaal.audit.models import Event

CHAIN_LOCK = 7_513_000_001


class Actor(Protocol):
    """Whoever acts. A user of the portal has all of these; `trail.SYSTEM` is the clock."""

    @property
    def trail_id(self) -> UUID | None: ...
    @property
    def trail_role(self) -> str: ...
    @property
    def trail_organisation(self) -> UUID | None: ...
    @property
    def trail_purpose(self) -> str: ...


@dataclass(frozen=True)
class System:
    """The portal itself: the clock, a command at the shell."""

    trail_id: UUID | None = None
    trail_role: str = "system"
    trail_organisation: UUID | None = None
    trail_purpose: str = "operation"


SYSTEM = System()


class NotRecording(RuntimeError):
    """Something happened outside `recording()`: it could not have been put on the trail."""


@dataclass
class Recording:
    origin: Origin
    request: UUID = field(default_factory=uuid4)
    events: list[Event] = field(default_factory=list)


Behalf = Callable[[Actor, models.Model], UUID | None]
_behalf: list[Behalf] = []


def knows_for_whom(known: Behalf) -> Behalf:
    """Register who can tell for whom somebody acts on a row: a room above this one."""
    _behalf.append(known)
    return known


_current: ContextVar[Recording | None] = ContextVar("recording", default=None)


def act(kind: Kind, /, *, by: Actor, on: models.Model | None = None, **details: object) -> None:
    """Collect that something was done."""
    _collect(kind, by=by, on=on, is_look=False, details=details)


def look(kind: Kind, /, *, by: Actor, on: models.Model | None = None, **details: object) -> None:
    """Collect that something about a person was seen: a page, list, search, export or file."""
    _collect(kind, by=by, on=on, is_look=True, details=details)


def term(value: str) -> str:
    """What stands for a search term on the trail: comparable, not readable (C029)."""
    digest = hmac.digest(head.trail_key(), b"term" + value.strip().casefold().encode(), hashlib.sha256)
    return digest[:12].hex()


@contextmanager
def collecting(origin: Origin) -> Iterator[Recording]:
    """Collect without writing; the caller decides when and in which transaction."""
    recording_ = Recording(origin)
    token = _current.set(recording_)
    try:
        yield recording_
    finally:
        _current.reset(token)


@contextmanager
def recording(origin: Origin) -> Iterator[Recording]:
    """One transaction whose last statement writes what was collected in it."""
    with transaction.atomic(), collecting(origin) as collected:
        yield collected
        write(collected)


def write(collected: Recording, outcome: Outcome = Outcome.DONE) -> None:
    """Append the collected events to the chain. Raises DatabaseError when they cannot be kept."""
    if not collected.events:
        return
    key = head.trail_key()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
        last = Event.objects.order_by("-number").values_list("number", "mac").first()
        number, mac = (last[0], bytes(last[1])) if last else (0, b"")
        for event in collected.events:
            number += 1
            event.number, event.outcome = number, outcome
            event.mac = mac = event.seal(key, mac)
        Event.objects.bulk_create(collected.events)
        transaction.on_commit(lambda: head.advance(number, mac))
    collected.events = []


def _collect(
    kind: Kind, /, *, by: Actor, on: models.Model | None, is_look: bool, details: dict[str, object]
) -> None:
    current = _current.get()
    if current is None:
        raise NotRecording(kind)
    current.events.append(
        Event(
            at=timezone.now(),
            kind=str(kind),
            is_look=is_look,
            actor=by.trail_id,
            role=by.trail_role,
            organisation=by.trail_organisation,
            on_behalf_of=_for_whom(by, on),
            purpose=by.trail_purpose,
            subject_type=on._meta.label_lower if on else "",
            subject=on.pk if on else None,
            origin=current.origin,
            request=current.request,
            # As the database will give it back, so that the seal can be checked later.
            details=json.loads(json.dumps(details, cls=DjangoJSONEncoder)),
        )
    )


def _for_whom(by: Actor, on: models.Model | None) -> UUID | None:
    """Whom somebody stands in for with this row: the first that a room knows of."""
    if on is None:
        return None
    return next((whom for known in _behalf if (whom := known(by, on))), None)
