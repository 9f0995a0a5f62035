"""What others did since somebody looked last, out of the trail: the kind of act, never what was in it."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils import timezone

from cases.dossiers.choices import Trail as DossierTrail
from cases.dossiers.models import Dossier
from cases.worklist.choices import Trail
from zorgportaal.accounts.models import User
from zorgportaal.audit.choices import Outcome
from zorgportaal.audit.models import Event, EventQuerySet

# Looks within half an hour are one visit: a reload does not make news old.
VISIT = timedelta(minutes=30)
# Who was away longer reads the dossier itself.
LONGEST = timedelta(days=60)
OWN = tuple(Trail.values)


@dataclass(frozen=True)
class News:
    """What happened in one dossier."""

    at: datetime
    dossier: Dossier
    what: str
    who: str


def last_visit(user: User, kind: str, dossier: Dossier | None = None) -> Event | None:
    """The look of the visit before this one."""
    looks = Event.objects.filter(actor=user.pk, kind=kind, outcome=Outcome.DONE)
    if dossier is not None:
        looks = looks.about(dossier.pk)
    now = timezone.now()
    return looks.filter(at__lt=now - VISIT, at__gt=now - LONGEST).newest_first().first()


def by_others(dossiers: Iterable[UUID], *, than: User, after: int) -> EventQuerySet:
    """Acts in these dossiers since the row of the trail with that number, newest first."""
    ids = list(dossiers)
    acts = Event.objects.alias(about=KT("details__dossier")).filter(
        Q(subject__in=ids) | Q(about__in=[str(pk) for pk in ids]),
        number__gt=after,
        is_look=False,
        outcome=Outcome.DONE,
    )
    return acts.exclude(Q(actor=than.pk) | Q(kind__in=OWN)).newest_first()


def latest(dossiers: Iterable[Dossier], *, user: User, most: int) -> tuple[datetime | None, list[News]]:
    """Since when, and what others did in these dossiers; nothing at a first visit."""
    visit = last_visit(user, Trail.LISTED)
    if visit is None:
        return None, []
    known = {dossier.pk: dossier for dossier in dossiers}
    acts = list(by_others(known, than=user, after=visit.number)[:most])
    names = dict(User.objects.filter(pk__in={act.actor for act in acts}).values_list("pk", "name"))
    return visit.at, [
        News(act.at, known[_dossier_of(act, known)], act.label, names.get(act.actor, "")) for act in acts
    ]


def in_dossier(dossier: Dossier, *, user: User) -> tuple[datetime | None, list[str]]:
    """Since when, and how often others did what: “2 keer notitie toegevoegd”."""
    visit = last_visit(user, DossierTrail.VIEWED, dossier)
    if visit is None:
        return None, []
    acts = list(by_others([dossier.pk], than=user, after=visit.number)[:200])
    times = Counter(_words(act) for act in acts)
    return visit.at, [words if many == 1 else f"{many} keer {words}" for words, many in times.items()]


def _words(act: Event) -> str:
    """The kind, and of a changed dossier which fields."""
    if act.kind != DossierTrail.CHANGED:
        return act.label
    changed = act.details.get("fields", [])
    names = [str(field.verbose_name) for field in Dossier._meta.concrete_fields if field.name in changed]
    return f"gewijzigd: {', '.join(names)}" if names else act.label


def _dossier_of(act: Event, known: Collection[UUID]) -> UUID:
    if act.subject is not None and act.subject in known:
        return act.subject
    return UUID(act.details["dossier"])
