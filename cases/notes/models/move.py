"""Where a note stood by mistake."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.dossiers.models import Dossier
from cases.notes.models.note import Note
from zorgportaal.accounts.models import User
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey


class NoteMoveQuerySet(models.QuerySet["NoteMove"]):
    def visible_to(self, user: User) -> Self:
        """Who may know of the dossier where the note stood; where it went to is another question."""
        return self.filter(origin__in=Dossier.objects.visible_to(user))


class NoteMove(models.Model):
    """That a note stood in the wrong dossier and went to another one. «verplaatsing»

    All that stays behind in `origin`: a row at the moment of the note, without its text. Its reason is
    sealed with the key of `origin`.
    """

    key_path = "origin__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(Note, models.PROTECT, related_name="moves", verbose_name="notitie")
    origin = models.ForeignKey(
        Dossier, models.PROTECT, related_name="notes_moved_away", verbose_name="uit dossier"
    )
    target = models.ForeignKey(
        Dossier, models.PROTECT, related_name="notes_moved_here", verbose_name="naar dossier"
    )
    happened_at = models.DateTimeField("wanneer")
    reason = SealedTextField("reden")
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="verplaatst door"
    )
    moved_at = models.DateTimeField("verplaatst", auto_now_add=True)

    objects = NoteMoveQuerySet.as_manager()

    class Meta:
        verbose_name = "verplaatsing"
        verbose_name_plural = "verplaatsingen"
        ordering = ["-moved_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(origin=F("target")),
                name="note_move_between_two",
                violation_error_message="Deze notitie staat al in dat dossier.",
            )
        ]

    def __str__(self) -> str:
        return f"verplaatsing {self.id}"

    @property
    def key(self) -> DataKey | None:
        return self.origin.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.origin.key_id
