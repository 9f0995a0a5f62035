"""Look for words in sealed text, by opening what the reader may see. «zoeken in tekst»

Nothing about the words is stored beside the text: a stolen database finds nothing either. So every
search opens every text: some 15 µs each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import starmap
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Func, TextField, Value
from django.db.models.constants import LOOKUP_SEP
from django.db.models.functions import Cast
from django.urls import reverse

from cases.dossiers.choices import Status
from cases.dossiers.models import Dossier, DossierQuerySet
from cases.notes.choices import Trail
from cases.notes.models import TextQuery
from cases.notes.timeline import beginning_of
from cases.notes.words import Piece, around, fold, has_all
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.vault import keyring
from zorgportaal.vault.fields import Sealed, SealedTextField
from zorgportaal.vault.models import DataKey

MOST_SHOWN = 50


@dataclass(frozen=True)
class Source:
    """A sealed column about a dossier, by relation name, as others know it."""

    relation: str
    column: str
    label: str
    moment: str | Func
    page: str = ""
    permission: Permission = Permission.VIEW_DOSSIER
    standing: str = ""  # a relation's moment that must be empty: what was withdrawn is not found
    shown: str = "pk"  # what of a row the page shows
    key: str = "key"  # how the dossier gets at the key of the text
    is_guarded: bool = False  # knowing the dossier is not enough: the rows say who may see them

    def path(self, name: str) -> str:
        return f"{self.relation}{LOOKUP_SEP}{name}" if self.relation else name

    @property
    def model(self) -> Any:
        model: Any = Dossier
        for name in filter(None, self.relation.split(LOOKUP_SEP)):
            model = model._meta.get_field(name).related_model
        return model

    @cached_property
    def field(self) -> SealedTextField:
        return self.model._meta.get_field(self.column)  # type: ignore[no-any-return]


SOURCES = (
    Source("notes", "text", "Notitie", "happened_at", "notes:note", standing="withdrawn_at"),
    Source("", "note", "Notitie bij de registratie", "created_at", "dossiers:detail"),
    Source("help_requests", "note", "Hulpvraag", "created_at", "routing:detail", Permission.PLACE),
    Source("papers", "title", "Document", "added_at", standing="withdrawn_at"),
    Source(
        "agenda_items__lines", "text", "Verslag van een overleg", beginning_of("agenda_items__conference"),
        "conferences:item", Permission.VIEW_CONFERENCE,
        shown="item_id", key="agenda_items__conference__key", is_guarded=True,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One sealed text as it stands in the database; ids in words, for there are thousands of them."""

    source: int
    dossier: str
    id: str
    shown: str
    key: UUID | None
    moment: datetime
    sealed: object


@dataclass(frozen=True)
class Text:
    """One text as it was opened."""

    row: Row
    text: str


@dataclass(frozen=True)
class Hit:
    """A text in which all the words occur, and what stands around the first of them."""

    dossier: Dossier
    source: Source
    moment: datetime
    pieces: list[Piece]
    url: str


@dataclass(frozen=True)
class Result:
    """How many texts hold the words, the newest of them, and how much was looked through."""

    number: int
    hits: list[Hit]
    searched: int
    dossiers: int


def scope(query: TextQuery, user: User) -> DossierQuerySet:
    """The one dossier, or the open ones of whose team somebody is."""
    known = Dossier.objects.visible_to(user)
    if query.dossier_id:
        return known.filter(pk=query.dossier_id)
    return known.of_team_member(user).exclude(status=Status.CLOSED)


def find(query: TextQuery, *, by: User) -> Result:
    """The texts that hold all the words, newest first. Three queries, however many dossiers there are."""
    dossiers = {str(dossier.pk): dossier for dossier in scope(query, by)}
    words = fold(query.words).split()
    texts = list(_texts(dossiers, by))
    found = [text for text in texts if has_all(text.text, words)]
    found.sort(key=lambda text: (text.row.moment, text.row.id), reverse=True)
    ids = sorted({dossiers[text.row.dossier].pk for text in found})
    trail.look(Trail.FOUND, by=by, on=query, ids=ids)
    hits = [_hit(text, dossiers[text.row.dossier], words, by) for text in found[:MOST_SHOWN]]
    return Result(len(found), hits, len(texts), len(dossiers))


def _hit(text: Text, dossier: Dossier, words: list[str], user: User) -> Hit:
    row, source = text.row, SOURCES[text.row.source]
    url = reverse(source.page, args=[row.shown]) if source.page and user.may(source.permission) else ""
    return Hit(dossier, source, row.moment, around(text.text, words), url)


def _texts(dossiers: dict[str, Dossier], user: User) -> Iterator[Text]:
    first, *others = (_rows(number, dossiers, user) for number in range(len(SOURCES)))
    rows = list(starmap(Row, first.union(*others, all=True)))
    keys = DataKey.objects.filter(pk__in={row.key for row in rows if row.key})
    secrets = {key.pk: secret for key in keys if (secret := _secret(key))}
    for row in rows:
        if text := _opened(row, secrets):
            yield Text(row, text)


def _rows(number: int, dossiers: dict[str, Dossier], user: User) -> models.QuerySet[Any, Any]:
    """The sealed texts of one source, in the order of `Row`."""
    source = SOURCES[number]
    # In one filter: of a relation to many rows two would be about two different rows.
    wanted: dict[str, Any] = {f"{source.path(source.column)}__isnull": False}
    if source.standing:
        wanted[source.path(source.standing)] = None
    if source.is_guarded:
        wanted[f"{source.relation}__in"] = source.model.objects.visible_to(user)
    columns = {
        "source": Value(number),
        "about": Cast("pk", TextField()),
        "row": Cast(source.path("pk"), TextField()),
        "shown": Cast(source.path(source.shown), TextField()),
        "sealed_with": F(source.key),
        "moment": F(source.path(source.moment)) if isinstance(source.moment, str) else source.moment,
        "sealed": F(source.path(source.column)),
    }
    found = Dossier.objects.filter(pk__in=dossiers, **wanted).annotate(**columns)
    return found.order_by().values_list(*columns)


def _opened(row: Row, secrets: dict[UUID, bytes]) -> str:
    """Empty when it cannot be read: with a destroyed key nobody reads it."""
    field = SOURCES[row.source].field
    if row.key not in secrets or not isinstance(row.sealed, Sealed):
        return ""
    try:
        return keyring.unseal(secrets[row.key], row.sealed.content, field.binding(row.id, row.key)).decode()
    except keyring.Unreadable:
        return _opened_again(field.model, row.id, field.attname)


def _opened_again(model: type[models.Model], row: str, name: str) -> str:
    """Its key may have got a new secret in between: ask for both of one moment."""
    try:
        return str(getattr(model._base_manager.get(pk=row), name))
    except keyring.Unreadable:
        return ""


def _secret(key: DataKey) -> bytes | None:
    try:
        return key.secret()
    except keyring.Unreadable:
        return None
