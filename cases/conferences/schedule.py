"""What was promised in a meeting, and the next meeting that speaks of a dossier.

Only for who works on the dossiers of the house: an item may be for fewer people than its dossier.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from cases.conferences.choices import FINISHED, ActionState, ConferenceKind, ConferenceState, Confidentiality
from cases.conferences.models import ActionItem, AgendaItem
from cases.dossiers.milestones import YOU, Answer, Milestone, Question, Window, knows
from cases.dossiers.models import DossierQuerySet
from zorgportaal.accounts.choices import OrganisationKind
from zorgportaal.accounts.roles import Permission


@knows
def promises(dossiers: DossierQuerySet, window: Window) -> Question:
    """What somebody promised and has not finished. What it is about stands behind the button."""
    open_ = ActionItem.objects.filter(item__dossier__in=dossiers, due_on__range=(window.first, window.last))
    return Question(
        open_.exclude(state__in=FINISHED).exclude(item__confidentiality=Confidentiality.RESTRICTED),
        {
            "id": F("pk"),
            "dossier": F("item__dossier"),
            "due_on": F("due_on"),
            "state": F("state"),
            "created_at": F("created_at"),
            "organisation": F("owner_organisation__name"),
            "kind": F("owner_organisation__kind"),
        },
        _promise,
    )


def _promise(action: Answer) -> Iterator[Milestone]:
    yield Milestone(
        date.fromisoformat(action["due_on"]),
        UUID(action["dossier"]),
        "Actie uit het overleg",
        f"{ActionState(action['state']).label.capitalize()}.",
        waits_on=YOU if action["kind"] == OrganisationKind.SAFETY_HOUSE else action["organisation"],
        since=timezone.localdate(datetime.fromisoformat(action["created_at"])),
        needs=Permission.CHANGE_DOSSIER,
        url=reverse("conferences:action", args=[action["id"]]),
        act="Werk bij",
    )


@knows
def meetings(dossiers: DossierQuerySet, window: Window) -> Question:
    """The coming meetings in which a dossier is on the agenda."""
    coming = AgendaItem.objects.filter(
        dossier__in=dossiers,
        conference__state=ConferenceState.OPEN,
        conference__held_on__range=(max(window.first, timezone.localdate()), window.last),
    )
    return Question(
        # Two items about one dossier are one meeting.
        coming.exclude(confidentiality=Confidentiality.RESTRICTED).distinct(),
        {
            "conference": F("conference"),
            "dossier": F("dossier"),
            "held_on": F("conference__held_on"),
            "starts_at": F("conference__starts_at"),
            "kind": F("conference__kind"),
        },
        _meeting,
    )


def _meeting(item: Answer) -> Iterator[Milestone]:
    yield Milestone(
        date.fromisoformat(item["held_on"]),
        UUID(item["dossier"]),
        ConferenceKind(item["kind"]).label.capitalize(),
        f"Om {time.fromisoformat(item['starts_at']):%H.%M} uur.",
        waits_on="overleg",
        needs=Permission.CHANGE_DOSSIER,
        url=reverse("conferences:detail", args=[item["conference"]]),
        act="Bereid voor",
    )
