"""Who looked into a dossier, out of the trail. «wie keek in dit dossier»"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Max, Q

from cases.dossiers.choices import Trail
from cases.dossiers.models import Dossier
from zorgportaal.accounts.models import User
from zorgportaal.audit.choices import Outcome
from zorgportaal.audit.models import Event

MOST = 4


@dataclass(frozen=True)
class Look:
    """One person's last moment with the dossier."""

    who: str
    at: datetime
    saw_identity: bool


def of_others(dossier: Dossier, *, than: User) -> list[Look]:
    """The people who were in the dossier last, newest first, each once; `than` is who asks."""
    events = Event.objects.about(dossier.pk).filter(actor__isnull=False, outcome=Outcome.DONE)
    rows = (
        events.exclude(actor=than.pk)
        .values("actor")
        .annotate(last=Max("at"), saw=BoolOr(Q(kind=Trail.IDENTITY_SHOWN)))
        .order_by("-last")[:MOST]
    )
    names = dict(User.objects.filter(pk__in=[row["actor"] for row in rows]).values_list("pk", "name"))
    return [Look(names.get(row["actor"], "onbekend"), row["last"], row["saw"]) for row in rows]
