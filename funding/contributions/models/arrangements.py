"""How a municipality pays in a year: it decides whether an invoice exists."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from funding.contributions.choices import ArrangementKind
from funding.contributions.models.schemes import FundingQuerySet
from zorgportaal.regions.models import Municipality


class Arrangement(models.Model):
    """Whether a municipality pays per inhabitant in a year, from the grant DU-VO, both or not. «afspraak»

    Without a row a municipality pays per inhabitant. Source: domain.md 4.3, the guard against
    paying twice. `decision` says on what it rests.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="arrangements", verbose_name="gemeente"
    )
    year = models.PositiveSmallIntegerField("jaar")
    kind = models.CharField("afspraak", max_length=12, choices=ArrangementKind)
    decision = models.CharField("besluit", max_length=200)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="vastgelegd door",
    )
    kept_at = models.DateTimeField("vastgelegd", auto_now=True)

    objects = FundingQuerySet["Arrangement"].as_manager()

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ["-year", "municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year"],
                name="arrangement_once_per_municipality_and_year",
                violation_error_message="Deze gemeente heeft al een afspraak voor dit jaar.",
            ),
            models.CheckConstraint(
                condition=~Q(decision=""),
                name="arrangement_has_a_decision",
                violation_error_message="Noem het besluit waarop de afspraak rust.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.year}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """The list of its year."""
        return f"{reverse('contributions:arrangements')}?jaar={self.year}"

    @property
    def pays_per_inhabitant(self) -> bool:
        return self.kind in (ArrangementKind.PER_CAPITA, ArrangementKind.BOTH)
