"""What belongs to notes, for the matrix: a note of each house, and words that each looked for."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cases.dossiers.models import Dossier, Option
from cases.notes import actions
from cases.notes.actions import Entry
from cases.notes.choices import Partner
from zorgportaal.accounts.demo import person

ASKERS = {"north": "coordinator.noord", "south": "coordinator.heuvelland", "team": "procesregisseur"}


def build(north: Dossier, south: Dossier, with_team: Dossier) -> dict[str, Any]:
    dossiers = {"north": north, "south": south, "team": with_team}
    notes = {f"{name} note": _note(dossier) for name, dossier in dossiers.items()}
    return notes | {
        f"words of the {name}": actions.search("voorbeeld", dossier=None, by=person(who))
        for name, who in ASKERS.items()
    }


def _note(dossier: Dossier) -> Any:
    kind = Option.objects.get(vocabulary="note_kind", code="PHONE")
    moment = timezone.now() - timedelta(hours=1)
    entry = Entry(kind, Partner.SELF, moment, 5, "Verzonnen.")
    return actions.write_note(dossier, entry=entry, by=dossier.registered_by)
