"""The numbers by which others know the same case."""

import uuid
from typing import Self

from django.db import models

from cases.dossiers.models import Dossier
from cases.finding.choices import ReferenceKind
from zorgportaal.accounts.models import User
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey


class ReferenceNumberQuerySet(models.QuerySet["Reference"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))


class Reference(models.Model):
    """The number of a dossier at CoMensha, the police or the IND. «kenmerk»

    Sealed with the key of the dossier, and found by its whole number only.
    """

    key_path = "dossier__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="references", verbose_name="dossier")
    kind = models.CharField("van wie", max_length=10, choices=ReferenceKind)
    number = SealedTextField("kenmerk")
    number_index = models.CharField(max_length=32, db_index=True, editable=False)

    objects = ReferenceNumberQuerySet.as_manager()

    class Meta:
        verbose_name = "kenmerk"
        verbose_name_plural = "kenmerken"
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "kind", "number_index"],
                name="reference_once_per_dossier",
                violation_error_message="Dit kenmerk staat er al.",
            )
        ]

    def __str__(self) -> str:
        return f"kenmerk {self.id}"

    @property
    def key(self) -> DataKey | None:
        return self.dossier.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.dossier.key_id
