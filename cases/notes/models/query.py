"""Words that somebody looked for, kept sealed for as long as the result may be looked at again."""

import uuid
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.models import Dossier
from zorgportaal.accounts.models import User
from zorgportaal.vault.fields import SealedTextField

KEPT_FOR = timedelta(hours=8)


class TextQueryQuerySet(models.QuerySet["TextQuery"]):
    def visible_to(self, user: User) -> Self:
        """One's own of today, and about one dossier only as long as one may know of it."""
        dossiers = Dossier.objects.visible_to(user)
        mine = self.filter(asked_by=user, asked_at__gt=timezone.now() - KEPT_FOR)
        return mine.filter(models.Q(dossier=None) | models.Q(dossier__in=dossiers))

    def expired(self) -> Self:
        return self.filter(asked_at__lte=timezone.now() - KEPT_FOR)


class TextQuery(models.Model):
    """Words looked for in the text of one dossier, or of those of one's team. «zoekwoorden»

    Sealed, with an address of its own: so no address, log or history holds them, and Back works.
    After 8 hours the row and its key are gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(
        "vault.DataKey", models.SET_NULL, null=True, related_name="+", verbose_name="sleutel"
    )
    words = SealedTextField("woorden")
    dossier = models.ForeignKey(
        Dossier, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="in dossier"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="gezocht door"
    )
    asked_at = models.DateTimeField("gezocht op", default=timezone.now)

    objects = TextQueryQuerySet.as_manager()

    class Meta:
        verbose_name = "zoekwoorden"
        verbose_name_plural = "zoekwoorden"
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["asked_at"], name="text_query_by_moment")]

    def __str__(self) -> str:
        return f"zoekwoorden {self.id}"

    def get_absolute_url(self) -> str:
        return reverse("notes:found", args=[self.pk])
