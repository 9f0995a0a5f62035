"""For whom somebody stood in with what a timeline shows: «voor …», out of the trail."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from cases.dossiers.looks import names_of
from cases.dossiers.models import Dossier
from zorgportaal.audit.models import Event


def behind(row: str, *kinds: str) -> Subquery:
    """For whom the act of such a kind about this row was done."""
    return _first(subject=OuterRef(row), kind__in=kinds)


def behind_part(dossier: Dossier, part: str, row: str, kind: str) -> Subquery:
    """The same where the act is about the dossier and names the row as a part of it."""
    named = Event.objects.alias(named=KT(f"details__{part}"))
    return _first(named, subject=dossier.pk, kind=kind, named=Cast(OuterRef(row), TextField()))


def _first(acts: Any = Event.objects, **about: Any) -> Subquery:
    acts = acts.filter(is_look=False, on_behalf_of__isnull=False, **about)
    return Subquery(acts.values("on_behalf_of")[:1])


def names(behalf: Iterable[str]) -> dict[str, str]:
    """Of the colleagues and houses behind «voor». No query when nobody stood in."""
    ids = {UUID(one) for one in behalf if one}
    return {str(key): name for key, name in names_of(set(), {*ids}).items()} if ids else {}
