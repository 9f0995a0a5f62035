"""What a user does with notes: write, correct, move to where it belongs, withdraw, look for words."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.dossiers.models import Dossier, Option
from cases.notes.choices import HEARD, Partner, Trail
from cases.notes.models import FormerNote, Note, NoteMove, TextQuery
from cases.notes.pointing import What
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.drafts.actions import region_of
from zorgportaal.jobs import outbox
from zorgportaal.vault import actions as vault
from zorgportaal.vault.choices import Family
from zorgportaal.vault.models import DataKey

FORGET = "notes.forget"


class CannotChange(ValueError):
    """The note is not what it was, or may not go there; the message says what to do."""


class ChangedByOther(Exception):
    """Somebody else corrected the note in the meantime; `now` is what it has become."""

    def __init__(self, now: Note) -> None:
        super().__init__(f"{now.saved_by} heeft dit ook gecorrigeerd. Vergelijk eerst, daarna slaat u op.")
        self.now = now


@dataclass(frozen=True)
class Entry:
    """What a note says; its fields are named as those of the note."""

    kind: Option
    partner: Partner
    happened_at: datetime
    minutes: int
    text: str

    @classmethod
    def of(cls, note: Note) -> "Entry":
        """Opens the text."""
        return cls(**{field.name: getattr(note, field.name) for field in fields(cls)})

    @property
    def is_contact(self) -> bool:
        """Whether the person was heard of: spoken to, be it through somebody else."""
        return bool(self.kind.attributes.get("contact")) and self.partner in HEARD


@transaction.atomic
def write_note(dossier: Dossier, *, entry: Entry, by: User, confirmed: Iterable[What] = ()) -> Note:
    """Keep what was said or done. `confirmed` is what was pointed out in the text and left there."""
    note = Note(dossier=dossier, written_by=by)
    _apply(entry, note)
    note.save(force_insert=True)
    left = sorted(what.name for what in confirmed)
    trail.act(Trail.WRITTEN, by=by, on=dossier, note=note.pk, kind=entry.kind.code, confirmed=left)
    return note


@transaction.atomic
def correct_note(note: Note, *, version: int, entry: Entry, by: User) -> Note:
    """Put right what it says; what it said stays readable. Raises ChangedByOther, CannotChange."""
    note = _locked(note)
    if note.version != version:
        raise ChangedByOther(note)
    was = Entry.of(note)
    if was == entry:
        return note
    FormerNote(note=note, version=version, replaced_by=by, **vars(was)).save(force_insert=True)
    _apply(entry, note)
    note.version, note.changed_by, note.changed_at = version + 1, by, timezone.now()
    note.save()
    changed = [name for name, value in vars(entry).items() if vars(was)[name] != value]
    trail.act(Trail.CORRECTED, by=by, on=note.dossier, note=note.pk, fields=changed)
    return note


@transaction.atomic
def move_note(note: Note, *, target: Dossier, reason: str, by: User) -> NoteMove:
    """Bring a note with all it ever said to the dossier where it belongs, under that dossier's key.

    In the dossier where it stood a row without text stays. Raises CannotChange.
    """
    note = _locked(note)
    origin = note.dossier
    if target.pk == origin.pk:
        raise CannotChange("Deze notitie staat al in dat dossier.")
    if not by.may(Permission.CHANGE_DOSSIER) or not Dossier.objects.visible_to(by).filter(pk=target.pk):
        raise CannotChange("Dit dossier kunt u niet wijzigen.")
    _seal_under(note, target)
    move = NoteMove(
        note=note, origin=origin, target=target, happened_at=note.happened_at, reason=reason, moved_by=by
    )
    move.save(force_insert=True)
    trail.act(Trail.MOVED_AWAY, by=by, on=origin, note=note.pk, move=move.pk)
    trail.act(Trail.MOVED_HERE, by=by, on=target, note=note.pk, move=move.pk)
    return move


@transaction.atomic
def withdraw_note(note: Note, *, reason: str, by: User) -> Note:
    """It does not count any more; what it says stays readable with the reason. Raises CannotChange."""
    note = _locked(note)
    note.withdrawn_by, note.withdrawn_at, note.withdrawal_reason = by, timezone.now(), reason
    note.save()
    trail.act(Trail.WITHDRAWN, by=by, on=note.dossier, note=note.pk)
    return note


@transaction.atomic
def search(words: str, *, dossier: Dossier | None, by: User) -> TextQuery:
    """Keep what is looked for, sealed, for its own address. Only its HMAC comes on the trail (C029)."""
    key = DataKey.objects.make(Family.DRAFT, region=region_of(by))
    query = TextQuery(key=key, words=words, dossier=dossier, asked_by=by)
    query.save(force_insert=True)
    about = dossier.pk if dossier else None
    trail.act(Trail.SEARCHED, by=by, on=query, dossier=about, term=trail.term(words))
    return query


def put_forgetting() -> None:
    """Write down that searches are wiped: once an hour, however often the clock says so."""
    outbox.put(FORGET, by=None, key=f"{FORGET}:{timezone.localtime():%Y-%m-%dT%H}")


@transaction.atomic
def forget_searches() -> None:
    """Wipe words that were looked for more than 8 hours ago, with their keys. Safe to repeat."""
    for query in TextQuery.objects.expired().select_related("key").select_for_update(of=("self",)):
        key = query.key
        trail.act(Trail.FORGOTTEN, by=trail.SYSTEM, on=query)
        query.delete()
        if key:
            vault.destroy(key, by=trail.SYSTEM)


def _apply(entry: Entry, note: Note) -> None:
    for name, value in vars(entry).items():
        setattr(note, name, value)
    note.is_contact = entry.is_contact


def _locked(note: Note) -> Note:
    """The note as it is now. Raises CannotChange once it was withdrawn."""
    now = Note.objects.select_for_update(of=("self",)).with_words().get(pk=note.pk)
    if now.is_withdrawn:
        raise CannotChange("Deze notitie is ingetrokken. Schrijf een nieuwe.")
    return now


def _seal_under(note: Note, target: Dossier) -> None:
    """Open everything with the old key before anything is written with the new one."""
    former = list(note.former.select_related("note__dossier__key"))
    texts = [note.text, *(one.text for one in former)]
    note.dossier, note.text = target, texts[0]
    note.save()
    for one, text in zip(former, texts[1:], strict=True):
        one.note, one.text = note, text
        one.save()
