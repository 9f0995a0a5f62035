"""Look for words in sealed text, by opening what the reader may see. «zoeken in tekst»

Nothing about the words is stored beside the text: a stolen database finds nothing either. So every
search opens every text: some 15 µs each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse

from cases.dossiers.choices import Status
from cases.dossiers.models import Dossier, DossierQuerySet
from cases.notes.choices import Trail
from cases.notes.models import TextQuery
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
    """A sealed column about a dossier, under the dossier's own key: by relation name, as others know it."""

    relation: str
    column: str
    label: str
    moment: str
    page: str = ""
    permission: Permission = Permission.VIEW_DOSSIER
    standing: str = ""  # a relation's moment that must be empty: what was withdrawn is not found

    def path(self, name: str) -> str:
        return f"{self.relation}__{name}" if self.relation else name

    @property
    def field(self) -> SealedTextField:
        model: Any = Dossier
        if self.relation:
            model = Dossier._meta.get_field(self.relation).related_model
        return model._meta.get_field(self.column)  # type: ignore[no-any-return]


SOURCES = (
    Source("notes", "text", "Notitie", "happened_at", "notes:note", standing="withdrawn_at"),
    Source("", "note", "Notitie bij de registratie", "created_at", "dossiers:detail"),
    Source("help_requests", "note", "Hulpvraag", "created_at", "routing:detail", Permission.PLACE),
    Source("papers", "title", "Document", "added_at", standing="withdrawn_at"),
)


@dataclass(frozen=True)
class Text:
    """One text as it was opened; `row` is the id in words, for thousands of them are made."""

    dossier: Dossier
    source: Source
    row: str
    moment: datetime
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
    """The texts that hold all the words, newest first. Five queries, however many dossiers there are."""
    dossiers = {str(dossier.pk): dossier for dossier in scope(query, by).select_related("key")}
    words = fold(query.words).split()
    texts = list(_texts(dossiers))
    found = [text for text in texts if has_all(text.text, words)]
    found.sort(key=lambda text: (text.moment, text.row), reverse=True)
    trail.look(Trail.FOUND, by=by, on=query, ids=sorted({text.dossier.pk for text in found}))
    hits = [_hit(text, words, by) for text in found[:MOST_SHOWN]]
    return Result(len(found), hits, len(texts), len(dossiers))


def _hit(text: Text, words: list[str], user: User) -> Hit:
    source = text.source
    url = reverse(source.page, args=[text.row]) if source.page and user.may(source.permission) else ""
    return Hit(text.dossier, source, text.moment, around(text.text, words), url)


def _texts(dossiers: dict[str, Dossier]) -> Iterator[Text]:
    secrets = {pk: _secret(dossier.key) for pk, dossier in dossiers.items()}
    for source in SOURCES:
        field = source.field
        for pk, row, moment, sealed in _sealed(source, dossiers):
            if text := _opened(field, row, dossiers[pk], secrets[pk], sealed):
                yield Text(dossiers[pk], source, row, moment, text)


def _sealed(source: Source, dossiers: dict[str, Dossier]) -> Any:
    # In one filter: of a relation to many rows two would be about two different rows.
    wanted: dict[str, Any] = {f"{source.path(source.column)}__isnull": False}
    if source.standing:
        wanted[source.path(source.standing)] = None
    ids = (Cast("pk", TextField()), Cast(source.path("pk"), TextField()))
    rows = Dossier.objects.filter(pk__in=dossiers, **wanted).order_by()
    return rows.values_list(*ids, source.path(source.moment), source.path(source.column))


def _opened(field: SealedTextField, row: str, dossier: Dossier, secret: bytes | None, sealed: object) -> str:
    """Empty when it cannot be read: with a destroyed key nobody reads it."""
    if secret is None or not isinstance(sealed, Sealed):
        return ""
    try:
        return keyring.unseal(secret, sealed.content, field.binding(row, dossier.key_id)).decode()
    except keyring.Unreadable:
        return _opened_again(field.model, row, field.attname)


def _opened_again(model: type[models.Model], row: str, name: str) -> str:
    """Its key may have got a new secret in between: ask for both of one moment."""
    try:
        return str(getattr(model._base_manager.get(pk=row), name))
    except keyring.Unreadable:
        return ""


def _secret(key: DataKey | None) -> bytes | None:
    try:
        return key.secret() if key else None
    except keyring.Unreadable:
        return None
