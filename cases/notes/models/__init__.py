"""Notes, what they said before, where they stood by mistake, and what was looked for in them."""

from cases.notes.models.former import FormerNote
from cases.notes.models.move import NoteMove
from cases.notes.models.note import Note, NoteQuerySet, last_contact, not_heard_since
from cases.notes.models.query import TextQuery

__all__ = [
    "FormerNote",
    "Note",
    "NoteMove",
    "NoteQuerySet",
    "TextQuery",
    "last_contact",
    "not_heard_since",
]
