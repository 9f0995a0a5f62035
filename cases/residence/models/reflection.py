"""The bedenktijd of one episode."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier
from cases.dossiers.models.option import word
from cases.residence import rules
from zorgportaal.accounts.models import User


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))


class Reflection(models.Model):
    """The time to think about a criminal complaint: once, and never longer. «bedenktijd»

    Its end is always calculated from the start on the dossier: there is nothing to extend.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.OneToOneField(Dossier, models.CASCADE, related_name="reflection", verbose_name="dossier")
    offered_on = models.DateField("aangeboden op", null=True, blank=True)
    is_wanted = models.BooleanField("gewenst", null=True, blank=True)
    is_dublin = models.BooleanField("Dublinclaim", default=False)
    ended_on = models.DateField("beëindigd op", null=True, blank=True)
    end_reason = word(Vocabulary.REFLECTION_END_REASON, may_be_unknown=True)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        verbose_name = "bedenktijd"
        verbose_name_plural = "bedenktijden"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason=None)
                | Q(ended_on__isnull=False, end_reason__isnull=False),
                name="reflection_ends_for_a_reason",
                violation_error_message="Vul bij het einde ook de reden in.",
            ),
        ]

    def __str__(self) -> str:
        return f"bedenktijd {self.id}"

    @property
    def starts_on(self) -> date | None:
        return self.dossier.reflection_started_on

    @property
    def last_day(self) -> date | None:
        """The last day that the law gives, whether or not it ended earlier."""
        if self.starts_on is None:
            return None
        return rules.reflection_end(
            self.starts_on,
            is_dublin=self.is_dublin,
            days_earlier=settings.REFLECTION_ENDS_DAYS_EARLIER,
        )

    def is_running(self, today: date) -> bool:
        last = self.last_day
        return last is not None and self.ended_on is None and self.starts_on <= today <= last  # type: ignore[operator]


class PoliceReportQuerySet(models.QuerySet["PoliceReport"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(reflection__in=Reflection.objects.visible_to(user))


class PoliceReport(models.Model):
    """That somebody reported to the police in one month of the bedenktijd. «meldplicht»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reflection = models.ForeignKey(
        Reflection, models.CASCADE, related_name="police_reports", verbose_name="bedenktijd"
    )
    due_on = models.DateField("uiterlijk op")
    done_on = models.DateField("gedaan op")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    objects = PoliceReportQuerySet.as_manager()

    class Meta:
        verbose_name = "meldplicht"
        verbose_name_plural = "meldplichten"
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["reflection", "due_on"], name="police_report_once_a_month"),
        ]

    def __str__(self) -> str:
        return f"meldplicht {self.id}"
