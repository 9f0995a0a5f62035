"""How a dossier ends: the terms of keeping, aftercare, and the closure itself."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

from cases.closing.choices import Ground, Result, Told
from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier
from cases.dossiers.models.option import word
from cases.residence.rules import after_months
from zorgportaal.accounts.models import User
from zorgportaal.regions.models import ReferenceQuerySet, ends_after_start
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey


class RetentionTerm(models.Model):
    """How long a dossier is kept, by which law, and on which days that held. «bewaartermijn»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField("soort", max_length=20, choices=Ground)
    name = models.CharField("naam", max_length=120)
    ground = models.CharField("grond", max_length=120)
    years = models.PositiveSmallIntegerField("jaren")
    days = models.PositiveSmallIntegerField("dagen")
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)
    valid_until = models.DateField("geldig tot", null=True, blank=True)
    source = models.CharField("bron", max_length=200)

    objects = ReferenceQuerySet["RetentionTerm"].as_manager()

    class Meta:
        verbose_name = "bewaartermijn"
        verbose_name_plural = "bewaartermijnen"
        ordering = ["code", "valid_from"]
        constraints = [
            ends_after_start("retention_term_ends_after_start"),
            models.CheckConstraint(
                condition=Q(years__gt=0) | Q(days__gt=0), name="retention_term_lasts_some_time"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def ends_on(self, closed_on: date) -> date:
        """The day on which what was closed then is destroyed."""
        return after_months(closed_on, 12 * self.years) + timedelta(days=self.days)


class AftercareMomentQuerySet(models.QuerySet["AftercareMoment"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def waiting(self) -> Self:
        return self.filter(done_on=None)


class AftercareMoment(models.Model):
    """A day on which somebody is asked how it goes, and what came of that. «nazorgmoment»"""

    key_path = "dossier__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(
        Dossier, models.CASCADE, related_name="aftercare_moments", verbose_name="dossier"
    )
    type = word(Vocabulary.AFTERCARE_TYPE)
    due_on = models.DateField("op")
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gepland door"
    )
    result = models.CharField("uitkomst", max_length=12, choices=Result, blank=True)
    done_on = models.DateField("gedaan op", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="afgevinkt door",
    )
    note = SealedTextField("hoe het gaat")

    objects = AftercareMomentQuerySet.as_manager()

    class Meta:
        verbose_name = "nazorgmoment"
        verbose_name_plural = "nazorgmomenten"
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(done_on=None), name="aftercare_moment_waiting")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "type", "due_on"],
                name="aftercare_moment_once_a_day",
                violation_error_message="Dit moment staat al in het plan.",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None, result="")
                | Q(done_on__isnull=False, done_by__isnull=False) & ~Q(result=""),
                name="aftercare_moment_done_by_someone_with_a_result",
            ),
        ]

    def __str__(self) -> str:
        return f"nazorgmoment {self.id}"

    @property
    def key(self) -> DataKey | None:
        return self.dossier.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.dossier.key_id


class ClosureQuerySet(models.QuerySet["Closure"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))


class Closure(models.Model):
    """That a dossier is closed, why, and until when it is kept. «afsluiting»

    A dossier that was made by mistake is closed by two people (`closed_by` and `approved_by`). It stays
    where it is and in the trail, but counts nowhere: a list or a figure leaves out `closure__is_mistake`.
    A note that stands in a wrong dossier is not closed but moved, visibly in both: that is of cases/notes.
    """

    key_path = "dossier__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.OneToOneField(Dossier, models.CASCADE, related_name="closure", verbose_name="dossier")
    reason = word(Vocabulary.CLOSING_REASON)
    is_mistake = models.BooleanField("vergissing", default=False)
    awaits_second_look = models.BooleanField("wacht op een collega", default=False)
    note = SealedTextField("toelichting")
    told_reporter = models.CharField("melder weet het", max_length=10, choices=Told)
    told_comensha = models.CharField("CoMensha weet het", max_length=10, choices=Told)
    left_open = ArrayField(
        models.CharField(max_length=20), verbose_name="stond nog open", default=list, blank=True
    )
    closed_on = models.DateField("afgesloten op")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="afgesloten door"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="nagekeken door",
    )
    approved_at = models.DateTimeField("nagekeken", null=True, blank=True)
    term = models.ForeignKey(RetentionTerm, models.PROTECT, related_name="+", verbose_name="bewaartermijn")
    destroy_on = models.DateField("wordt vernietigd op")
    status_before = models.CharField("status daarvoor", max_length=12)
    created_at = models.DateTimeField("vastgelegd", default=timezone.now)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        verbose_name = "afsluiting"
        verbose_name_plural = "afsluitingen"
        ordering = ["-closed_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False) & ~Q(approved_by=F("closed_by")),
                name="closure_second_look_by_another",
                violation_error_message="Een andere collega kijkt mee.",
            ),
            models.CheckConstraint(
                condition=Q(is_mistake=False) | Q(awaits_second_look=False, approved_by__isnull=False),
                name="closure_mistake_takes_two",
                violation_error_message="Een vergissing wordt door twee mensen vastgesteld.",
            ),
            models.CheckConstraint(
                condition=Q(destroy_on__gt=F("closed_on")), name="closure_is_kept_for_some_time"
            ),
        ]

    def __str__(self) -> str:
        return f"afsluiting {self.id}"

    @property
    def key(self) -> DataKey | None:
        return self.dossier.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.dossier.key_id

    @property
    def kept_until(self) -> str:
        """The whole sentence. Opens `term`."""
        return f"Wordt vernietigd op {date_format(self.destroy_on)}, grond {self.term.ground}."
