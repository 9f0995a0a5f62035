"""Who looked into a dossier, out of the trail. «wie keek in dit dossier»"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Max, Q

from cases.dossiers.choices import Trail
from cases.dossiers.models import Dossier
from zorgportaal.accounts.models import Cover, User
from zorgportaal.audit.choices import Outcome
from zorgportaal.audit.models import Event

MOST = 4


@dataclass(frozen=True)
class Look:
    """One person's last moment with the dossier."""

    who: str
    at: datetime
    saw_identity: bool
    whom: str = ""  # for whom somebody stood in


def of_others(dossier: Dossier, *, than: User) -> list[Look]:
    """The people who were in the dossier last, newest first, each once for whom they stood in;
    `than` is who asks.
    """
    events = Event.objects.about(dossier.pk).filter(actor__isnull=False, outcome=Outcome.DONE)
    rows = (
        events.exclude(actor=than.pk)
        .values("actor", "on_behalf_of")
        .annotate(last=Max("at"), saw=BoolOr(Q(kind=Trail.IDENTITY_SHOWN)))
        .order_by("-last")[:MOST]
    )
    names = names_of({row["actor"] for row in rows}, {row["on_behalf_of"] for row in rows})
    return [
        Look(names.get(row["actor"], "onbekend"), row["last"], row["saw"], names.get(row["on_behalf_of"], ""))
        for row in rows
    ]


def names_of(people: set[UUID | None], covered: set[UUID | None]) -> dict[UUID | None, str]:
    """Of those who looked, and of the colleagues and houses that they stood in for."""
    found = User.objects.filter(pk__in=(people | covered) - {None}).values_list("pk", "name")
    names: dict[UUID | None, str] = dict(found)
    if houses := covered - names.keys() - {None}:
        names |= dict(Cover.objects.filter(house__in=houses).values_list("house", "house__name"))
    return names
