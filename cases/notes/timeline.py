"""One timeline of a dossier: acts, notes, meetings, placements, documents and residence, newest first.

What other rooms hold is read by relation name, so that no room above has to be known here. One query
finds the rows of a page, whatever their room; a second opens the notes among them.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models
from django.db.models import (
    Case,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from cases.contact.models import SafeContact
from cases.dossiers.models import Dossier
from cases.dossiers.turned import in_words
from cases.notes.choices import Topic
from cases.notes.models import Note, NoteMove
from cases.notes.standing_in import behind, behind_part, names
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit.choices import Outcome, label_of
from zorgportaal.audit.models import Event

P = Permission
PER_PAGE = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# These stand on the timeline already, as what they made.
TOLD_OTHERWISE = Q(kind__startswith="notes.") | Q(kind="residence.status_changed")
# Of these is told what was changed, from and into what.
TELL_WHAT = ("dossiers.changed", "contact.changed")
LABELS = {field.name: str(field.verbose_name) for field in SafeContact._meta.fields} | {"never": "nooit doen"}
Rows = models.QuerySet[Any]


class Row(NamedTuple):
    """One row as the database gives it; every column but the first is text."""

    moment: datetime
    source: str
    row: str
    what: str
    about: str
    who: str
    whom: str


COLUMNS = Row._fields


@dataclass(frozen=True)
class Cursor:
    """The last row of a page: the next page begins below it."""

    moment: datetime
    row: str

    def __str__(self) -> str:
        return f"{(self.moment - EPOCH) // timedelta(microseconds=1)}.{self.row}"

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """None for what is no cursor: then the page is the first one."""
        microseconds, _, row = text.partition(".")
        try:
            return cls(EPOCH + timedelta(microseconds=int(microseconds)), row)
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True)
class Entry:
    """One row of the timeline in words."""

    moment: datetime
    title: str
    who: str = ""
    url: str = ""
    note: Note | None = None
    move: NoteMove | None = None
    is_day: bool = False
    detail: str = ""  # what was changed from and into what
    whom: str = ""  # for whom somebody stood in


@dataclass(frozen=True)
class Page:
    entries: list[Entry]
    older: Cursor | None


def read(
    dossier: Dossier,
    user: User,
    *,
    topic: Topic = Topic.ALL,
    before: Cursor | None = None,
    number: int = PER_PAGE,
) -> Page:
    """The newest rows that this person may see, or those below `before`.

    At most three queries, and those for the words of what was changed and of who stood in.
    """
    branches = [_cut(rows, before, number + 1) for build in BRANCHES[topic] for rows in build(dossier, user)]
    found = [Row(*row) for row in _together(branches)[: number + 1]]
    shown = found[:number]
    older = Cursor(shown[-1].moment, shown[-1].row) if len(found) > number else None
    return Page(_in_words(shown, user), older)


def _together(branches: list[Rows]) -> Rows:
    if len(branches) == 1:
        return branches[0]
    return branches[0].union(*branches[1:], all=True).order_by("-moment", "-row")


def _cut(rows: Rows, before: Cursor | None, number: int) -> Rows:
    rows = rows.filter(row__isnull=False, moment__lte=timezone.now())
    if before:
        below = Q(moment=before.moment, row__lt=before.row)
        rows = rows.filter(Q(moment__lt=before.moment) | below)
    cut: Rows = rows.order_by("-moment", "-row").values_list(*COLUMNS)[:number]
    return cut


# --- where the rows come from ---------------------------------------------
def _rows(found: Rows, source: str, **columns: Any) -> Rows:
    """Every source with the same columns: when, which row, what it is, and who."""
    texts = {name: columns.get(name, Value("")) for name in ("row", "what", "about", "who", "whom")}
    rows: Rows = found.annotate(
        moment=columns["moment"],
        source=Value(source, TextField()),
        **{name: Cast(text, TextField()) for name, text in texts.items()},
    )
    return rows


def _of(dossier: Dossier) -> Rows:
    return Dossier.objects.filter(pk=dossier.pk)


def _notes(dossier: Dossier, user: User) -> Iterable[Rows]:
    notes = Note.objects.visible_to(user).filter(dossier=dossier)
    behalf = behind_part(dossier, "note", "pk", "notes.written")
    yield _rows(notes, "note", moment=F("happened_at"), row=F("pk"), whom=behalf)
    moves = NoteMove.objects.visible_to(user).filter(origin=dossier)
    behalf = behind_part(dossier, "move", "pk", "notes.moved_away")
    yield _rows(moves, "move", moment=F("happened_at"), row=F("pk"), whom=behalf)


def _placements(dossier: Dossier, user: User) -> Iterable[Rows]:
    yield _rows(
        _of(dossier),
        "help",
        moment=F("help_requests__created_at"),
        row=F("help_requests__pk"),
        what=F("help_requests__type__label"),
        who=F("help_requests__created_by__name"),
        whom=behind("help_requests__pk", "routing.help_asked"),
    )
    asked = "help_requests__placement_requests"
    answers = ("routing.answered", "routing.request_withdrawn")
    for source, moment, kinds in (
        ("asked", "requested", ("routing.place_requested",)),
        ("decided", "decided", answers),
    ):
        yield _rows(
            _of(dossier),
            source,
            moment=F(f"{asked}__{moment}_at"),
            row=F(f"{asked}__help_request"),
            what=F(f"{asked}__outcome"),
            about=F("help_requests__type__label"),
            who=F(f"{asked}__{moment}_by__name"),
            whom=behind(f"{asked}__pk", *kinds),
        )


def _meetings(dossier: Dossier, user: User) -> Iterable[Rows]:
    """Only the items of the agenda that this person may know of."""
    yield _rows(
        dossier.agenda_items.visible_to(user),
        "meeting",
        moment=beginning_of("conference"),
        row=F("pk"),
        what=F("conference__kind"),
    )


def beginning_of(meeting: str) -> Func:
    """When a meeting begins: its day and time are those of the clock here."""
    begins = ExpressionWrapper(
        F(f"{meeting}__held_on") + F(f"{meeting}__starts_at"), output_field=models.DateTimeField()
    )
    return Func(
        begins,
        template=f"(%(expressions)s AT TIME ZONE '{timezone.get_default_timezone_name()}')",
        output_field=models.DateTimeField(),
    )


def _papers(dossier: Dossier, user: User) -> Iterable[Rows]:
    yield _rows(
        _of(dossier),
        "paper",
        moment=F("papers__added_at"),
        row=F("papers__pk"),
        what=F("papers__kind"),
        about=F("papers__state"),
        who=F("papers__added_by__name"),
        whom=behind("papers__pk", "papers.uploaded", "papers.letter_written"),
    )


def _acts(dossier: Dossier, user: User) -> Iterable[Rows]:
    """Out of the trail what was done; and since when which residence status holds."""
    events = Event.objects.about(dossier.pk).filter(is_look=False, outcome=Outcome.DONE)
    actor = User.objects.filter(pk=OuterRef("actor")).values("name")
    yield _rows(
        events.exclude(TOLD_OTHERWISE),
        "act",
        moment=F("at"),
        row=F("number"),
        what=F("kind"),
        about=Case(
            When(kind__in=TELL_WHAT, then=Cast("details", TextField())), default=Value("", TextField())
        ),
        who=Subquery(actor),
        whom=F("on_behalf_of"),
    )
    yield _rows(
        _of(dossier),
        "residence",
        moment=Cast("residence_periods__starts_on", models.DateTimeField()),
        row=F("residence_periods__pk"),
        what=F("residence_periods__status__label"),
        who=F("residence_periods__noted_by__name"),
        whom=behind_part(dossier, "period", "residence_periods__pk", "residence.status_changed"),
    )


Branch = Callable[[Dossier, User], Iterable[Rows]]
BRANCHES: dict[Topic, tuple[Branch, ...]] = {
    Topic.ALL: (_notes, _placements, _meetings, _papers, _acts),
    Topic.NOTES: (_notes,),
    Topic.PLACEMENT: (_placements,),
    Topic.MEETINGS: (_meetings,),
    Topic.PAPERS: (_papers,),
    Topic.ACTS: (_acts,),
}


# --- in words --------------------------------------------------------------
def _in_words(found: list[Row], user: User) -> list[Entry]:
    notes = _by_pk(Note.objects.with_words(), found, "note")
    moves = _by_pk(_moves_for(user), found, "move")
    changes, stood_for = _changes(found), names(row.whom for row in found)
    return [
        replace(
            _entry(row, user, notes, moves),
            detail=changes.get(row.row, "") if row.source == "act" else "",
            whom=stood_for.get(row.whom, ""),
        )
        for row in found
    ]


def _entry(row: Row, user: User, notes: dict[str, Note], moves: dict[str, NoteMove]) -> Entry:
    if row.source == "note":
        note = notes[row.row]
        return Entry(row.moment, str(note.kind), note.written_by.name, note=note)
    if row.source == "move":
        move = moves[row.row]
        return Entry(row.moment, "Notitie verplaatst", move.moved_by.name, move=move)
    title, page, permission = TOLD[row.source]
    url = reverse(page, args=[UUID(row.row)]) if page and user.may(permission) else ""
    return Entry(row.moment, title(row.what, row.about), row.who or "", url, is_day=row.source == "residence")


def _changes(found: list[Row]) -> dict[str, str]:
    """What was changed, in words, by the number of its row on the trail."""
    told = {row.row: json.loads(row.about) for row in found if row.source == "act" and row.about}
    return dict(zip(told, in_words(list(told.values()), LABELS), strict=True))


def _by_pk(rows: Rows, found: list[Row], source: str) -> dict[str, Any]:
    """No query when the page has none of these."""
    keys = [row.row for row in found if row.source == source]
    return {str(row.pk): row for row in rows.filter(pk__in=keys)} if keys else {}


def _moves_for(user: User) -> models.QuerySet[NoteMove]:
    """With whether this person may know of the dossier where the note went to."""
    known = Dossier.objects.visible_to(user).filter(pk=OuterRef("target"))
    moves = NoteMove.objects.select_related("origin__key", "target", "moved_by")
    return moves.annotate(is_known=Exists(known))


def _label(path: str, value: str) -> str:
    """The Dutch word of a choice of another room, found along its relations from a dossier."""
    model: Any = Dossier
    *relations, name = path.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model
    return str(dict(model._meta.get_field(name).flatchoices).get(value, value))


def _decided(what: str, about: str) -> str:
    return f"Plek {_label('help_requests__placement_requests__outcome', what)}: {about}"


def _meeting(what: str, about: str) -> str:
    return f"Besproken in {_label('agenda_items__conference__kind', what)}"


def _paper(what: str, about: str) -> str:
    state = "" if about == "ready" else f" ({_label('papers__state', about)})"
    return f"Document: {_label('papers__kind', what)}{state}"


# How a row of each source is told, the page that it leads to and the right to open that.
TOLD: dict[str, tuple[Callable[[str, str], str], str, P]] = {
    "help": (lambda what, about: f"Hulpvraag: {what}", "routing:detail", P.PLACE),
    "asked": (lambda what, about: f"Plek aangevraagd: {about}", "routing:detail", P.PLACE),
    "decided": (_decided, "routing:detail", P.PLACE),
    "meeting": (_meeting, "conferences:item", P.VIEW_CONFERENCE),
    "paper": (_paper, "", P.VIEW_DOSSIER),
    "act": (lambda what, about: str(capfirst(label_of(what))), "", P.VIEW_DOSSIER),
    "residence": (lambda what, about: f"Verblijfsstatus: {what}", "", P.VIEW_DOSSIER),
}
