"""Help that still has to be found, and answers of providers that are waited for."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, FilteredRelation, Q
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.milestones import Answer, Milestone, Question, Window, knows
from cases.dossiers.models import DossierQuerySet
from cases.routing.choices import EntryRoute, PlacementOutcome, SecurityLevel, Urgency, discreet_help
from cases.routing.models import HelpRequest
from cases.routing.models.requests import ANSWER_WITHIN
from zorgportaal.accounts.roles import Permission

# How long a help request may stand without anybody asked. Agreements of our own, no rule of law.
ASK_WITHIN = {Urgency.NOW: timedelta(0), Urgency.WEEK: timedelta(days=7), Urgency.LATER: timedelta(days=30)}


@knows
def help_to_find(dossiers: DossierQuerySet, _window: Window) -> Question:
    """Each open help request: once for every provider that owes an answer, or once when nobody was asked."""
    pending = Q(placement_requests__outcome=PlacementOutcome.PENDING)
    asked = HelpRequest.objects.open().filter(dossier__in=dossiers)
    return Question(
        asked.annotate(unanswered=FilteredRelation("placement_requests", condition=pending)),
        {
            "id": F("pk"),
            "dossier": F("dossier"),
            "code": F("type__code"),
            "label": F("type__label"),
            "urgency": F("urgency"),
            "created_at": F("created_at"),
            "placement": F("unanswered__pk"),
            "requested_at": F("unanswered__requested_at"),
            "entry_route": F("unanswered__service__entry_route"),
            "security": F("unanswered__service__security_level"),
            "provider": F("unanswered__service__provider__organisation__name"),
        },
        _tell,
    )


def _tell(asked: Answer) -> Iterator[Milestone]:
    yield _answer(asked) if asked["placement"] else _nobody_asked(asked)


def _answer(asked: Answer) -> Milestone:
    requested_on = _day(asked["requested_at"])
    return Milestone(
        requested_on + ANSWER_WITHIN,
        UUID(asked["dossier"]),
        "Antwoord op plaatsingsverzoek",
        f"{discreet_help(asked['code'], asked['label'])}. Afgesproken termijn is 24 uur.",
        waits_on=_who_decides(asked),
        since=requested_on,
        needs=Permission.PLACE,
        url=reverse("routing:answer", args=[asked["placement"]]),
        act="Bel en noteer",
    )


def _nobody_asked(asked: Answer) -> Milestone:
    urgency = Urgency(asked["urgency"])
    return Milestone(
        _day(asked["created_at"]) + ASK_WITHIN[urgency],
        UUID(asked["dossier"]),
        "Nog niemand gevraagd",
        f"{discreet_help(asked['code'], asked['label'])}, {urgency.label}.",
        needs=Permission.PLACE,
        url=reverse("routing:detail", args=[asked["id"]]),
        act="Zoek hulp",
    )


def _who_decides(asked: Answer) -> str:
    """The name of a place with a secret address stands in no list."""
    if asked["entry_route"] == EntryRoute.COMENSHA:
        return "CoMensha"
    return "aanbieder" if asked["security"] >= SecurityLevel.SECRET else str(asked["provider"])


def _day(moment: str) -> date:
    return timezone.localdate(datetime.fromisoformat(moment))
