"""What a note said before it was corrected."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models.option import word
from cases.notes.choices import Partner
from cases.notes.models.note import Note
from zorgportaal.accounts.models import User
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey


class FormerNoteQuerySet(models.QuerySet["FormerNote"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(note__in=Note.objects.visible_to(user))


class FormerNote(models.Model):
    """What a note said until somebody corrected it. «vorige notitie»

    It goes along when the note is moved to the dossier where it belongs.
    """

    key_path = "note__dossier__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(Note, models.CASCADE, related_name="former", verbose_name="notitie")
    version = models.PositiveIntegerField("versie")
    kind = word(Vocabulary.NOTE_KIND)
    partner = models.CharField("met wie", max_length=12, choices=Partner)
    happened_at = models.DateTimeField("wanneer")
    minutes = models.PositiveSmallIntegerField("duur in minuten")
    text = SealedTextField("tekst")
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gecorrigeerd door"
    )
    replaced_at = models.DateTimeField("gecorrigeerd", auto_now_add=True)

    objects = FormerNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "vorige notitie"
        verbose_name_plural = "vorige notities"
        ordering = ["note", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["note", "version"], name="former_note_one_per_version")
        ]

    def __str__(self) -> str:
        return f"versie {self.version}"

    @property
    def key(self) -> DataKey | None:
        return self.note.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.note.key_id
