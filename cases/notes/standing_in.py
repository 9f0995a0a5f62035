"""For whom somebody stood in with what a timeline shows: «voor …», out of the trail."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Q
from django.db.models.fields.json import KT

from cases.dossiers.looks import names_of
from cases.dossiers.models import Dossier
from zorgportaal.audit.choices import Outcome
from zorgportaal.audit.models import Event

# Which act made a row of each source; and by what the act names it, when it is not about the row itself.
MADE_BY = {
    "note": {"notes.written"},
    "move": {"notes.moved_away"},
    "help": {"routing.help_asked"},
    "asked": {"routing.place_requested"},
    "decided": {"routing.answered", "routing.request_withdrawn"},
    "paper": {"papers.uploaded", "papers.letter_written"},
    "residence": {"residence.status_changed"},
}
NAMED_AS = {"note": "note", "move": "move", "residence": "period"}
Made = tuple[str, str]  # the source, and the id of what was made; of an act its number


def whom(dossier: Dossier, rows: Iterable[Made]) -> dict[Made, str]:
    """The colleague or house behind «voor» of those rows that somebody made who stood in. One query,
    and two for the names when somebody did.
    """
    rows = list(rows)
    acts = _covered(dossier) if rows else []
    found = {row: behalf for row in rows if (behalf := next(_made(acts, *row), None))}
    names = names_of(set(), set(found.values())) if found else {}
    return {row: names.get(behalf, "een collega") for row, behalf in found.items()}


def _covered(dossier: Dossier) -> list[Event]:
    """What was done in this dossier by people who stood in."""
    acts = Event.objects.alias(about=KT("details__dossier")).filter(
        Q(subject=dossier.pk) | Q(about=str(dossier.pk)), on_behalf_of__isnull=False
    )
    return list(
        acts.filter(is_look=False, outcome=Outcome.DONE).only("kind", "subject", "details", "on_behalf_of")
    )


def _made(acts: Iterable[Event], source: str, key: str) -> Iterator[UUID | None]:
    for act in acts:
        if source == "act":
            is_it = str(act.number) == key
        else:
            named = act.details.get(NAMED_AS[source]) if source in NAMED_AS else act.subject
            is_it = act.kind in MADE_BY.get(source, ()) and str(named) == key
        if is_it:
            yield act.on_behalf_of
