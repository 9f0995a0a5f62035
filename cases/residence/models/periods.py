"""Which status somebody had from which day."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier
from cases.dossiers.models.option import word
from zorgportaal.accounts.models import User


class ResidencePeriodQuerySet(models.QuerySet["ResidencePeriod"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))


class ResidencePeriod(models.Model):
    """One residence status from a day on; the next period ends it. «verblijfsperiode»

    Without an end of its own two periods can never overlap. The first may have no known start.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(
        Dossier, models.CASCADE, related_name="residence_periods", verbose_name="dossier"
    )
    status = word(Vocabulary.RESIDENCE_STATUS)
    starts_on = models.DateField("vanaf", null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    noted_at = models.DateTimeField("vastgelegd", auto_now_add=True)

    objects = ResidencePeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "verblijfsperiode"
        verbose_name_plural = "verblijfsperioden"
        ordering = ["dossier", models.F("starts_on").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "starts_on"],
                name="residence_period_one_a_day",
                violation_error_message="Op deze dag begint al een andere verblijfsstatus.",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(starts_on=None),
                name="residence_period_one_without_start",
            ),
        ]

    def __str__(self) -> str:
        return f"verblijfsperiode {self.id}"
