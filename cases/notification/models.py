"""Whether, when and as what somebody was reported to CoMensha."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier
from cases.dossiers.models.option import word
from cases.notification.choices import Decision
from zorgportaal.accounts.models import User
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey


class OfDossier(models.QuerySet[Any]):
    """Rows that whoever knows the dossier may know of."""

    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))


class Notification(models.Model):
    """What was decided about reporting to CoMensha, and when it was done. «melding»"""

    key_path = "dossier__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.OneToOneField(
        Dossier, models.CASCADE, related_name="notification", verbose_name="dossier"
    )
    decision = models.CharField("besluit", max_length=9, choices=Decision)
    reason = SealedTextField("reden")
    notified_on = models.DateField("gemeld op", null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gewijzigd door"
    )
    changed_at = models.DateTimeField("gewijzigd", auto_now=True)
    version = models.PositiveIntegerField("versie", default=1)

    objects = OfDossier.as_manager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision=Decision.NOT) | Q(notified_on=None),
                name="notification_not_done_when_refused",
                violation_error_message="Wie niet meldt, heeft geen dag van melding.",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.NOT) | Q(reason__isnull=False),
                name="notification_refused_with_a_reason",
                violation_error_message="Schrijf op waarom u niet meldt.",
            ),
        ]

    def __str__(self) -> str:
        return f"melding {self.id}"

    @property
    def saved_by(self) -> User:
        return self.changed_by

    @property
    def key(self) -> DataKey | None:
        return self.dossier.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.dossier.key_id


class CaseType(models.Model):
    """As what CoMensha knows a dossier, from a day on; it changes as the need does. «dossiertype»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="case_types", verbose_name="dossier")
    case_type = word(Vocabulary.COMENSHA_CASE_TYPE)
    starts_on = models.DateField("vanaf")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    noted_at = models.DateTimeField("vastgelegd", auto_now_add=True)

    objects = OfDossier.as_manager()

    class Meta:
        verbose_name = "dossiertype"
        verbose_name_plural = "dossiertypen"
        ordering = ["dossier", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "starts_on"],
                name="case_type_one_a_day",
                violation_error_message="Op deze dag begint al een ander dossiertype.",
            ),
        ]

    def __str__(self) -> str:
        return f"dossiertype {self.id}"
