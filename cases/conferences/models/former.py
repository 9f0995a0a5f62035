"""What a line of the minutes said before it was corrected."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.conferences.choices import Confidentiality, LineKind
from cases.conferences.models.agenda import MinuteLine
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import User
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey


class FormerLineQuerySet(models.QuerySet["FormerLine"]):
    def visible_to(self, user: User) -> Self:
        """As the line, as long as the item is for the same people as when the text was replaced.

        Once the item is opened to others, only a coordinator and whoever replaced it read on:
        what was taken out of a police line does not come back to somebody who never saw it.
        """
        readable = Q(confidentiality=F("line__item__confidentiality")) | Q(replaced_by=user)
        if user.role == Role.CARE_COORDINATOR:
            readable |= ~Q(confidentiality=Confidentiality.RESTRICTED)
        return self.filter(readable, line__in=MinuteLine.objects.visible_to(user))


class FormerLine(models.Model):
    """What a line of the minutes said until somebody corrected it. «vorige tekst»

    `confidentiality` is that of the item at that moment.
    """

    key_path = "line__item__conference__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(MinuteLine, models.CASCADE, related_name="former", verbose_name="verslagregel")
    version = models.PositiveIntegerField("versie")
    kind = models.CharField("soort", max_length=8, choices=LineKind)
    text = SealedTextField("tekst")
    source = SealedTextField("bron")
    confidentiality = models.CharField("wie mocht dit zien", max_length=12, choices=Confidentiality)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gecorrigeerd door"
    )
    replaced_at = models.DateTimeField("gecorrigeerd", auto_now_add=True)

    objects = FormerLineQuerySet.as_manager()

    class Meta:
        verbose_name = "vorige tekst"
        verbose_name_plural = "vorige teksten"
        ordering = ["line", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["line", "version"], name="former_line_one_per_version")
        ]

    def __str__(self) -> str:
        return f"versie {self.version}"

    @property
    def key(self) -> DataKey | None:
        return self.line.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.line.key_id
