"""The question between houses whether somebody is known, and the call that may follow."""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.dossiers.models import Dossier
from zorgportaal.accounts.models import User


class KnownQuestionQuerySet(models.QuerySet["KnownQuestion"]):
    def of_today(self, user: User) -> Self:
        return self.filter(asked_by=user, asked_at__date=timezone.localdate())


class KnownQuestion(models.Model):
    """Somebody asked the other houses whether they know a person. «vraag of iemand bekend is»

    `marks` are keyed fingerprints and are wiped as soon as they have been compared. The row never says
    whether there was a match: whoever asked reads the same sentence either way (T2).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    marks = ArrayField(models.CharField(max_length=32), default=list, verbose_name="vingerafdrukken")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gevraagd door"
    )
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now)
    compared_at = models.DateTimeField("vergeleken op", null=True, blank=True)

    objects = KnownQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag of iemand bekend is"
        verbose_name_plural = "vragen of iemand bekend is"
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["asked_by", "asked_at"], name="known_question_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(compared_at=None) | Q(marks=[]), name="known_question_wiped_once_compared"
            )
        ]

    def __str__(self) -> str:
        return f"vraag {self.id}"


class KnownTaskQuerySet(models.QuerySet["KnownTask"]):
    def visible_to(self, user: User) -> Self:
        """Whoever may know of the dossier that matched. Whoever asked may not, so does not see this."""
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def waiting(self) -> Self:
        return self.filter(done_at=None)

    def with_words(self) -> Self:
        return self.select_related("dossier", "question__asked_by__house", "done_by")


class KnownTask(models.Model):
    """A colleague of another house asked about somebody we know: phone that colleague. «belverzoek»

    Whoever holds the dossier decides what may be said; the portal itself tells the asker nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(KnownQuestion, models.CASCADE, related_name="tasks", verbose_name="vraag")
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="known_tasks", verbose_name="dossier")
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gebeld door",
    )
    done_at = models.DateTimeField("gebeld op", null=True, blank=True)

    objects = KnownTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "belverzoek"
        verbose_name_plural = "belverzoeken"
        ordering = ["-question__asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["question", "dossier"], name="known_task_once_per_dossier"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="known_task_done_by_someone_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"belverzoek {self.id}"
