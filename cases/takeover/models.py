"""Dossiers that a coordinator brings along from a spreadsheet."""

import json
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.regions.models import SafetyHouse
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey

Rows = list[tuple[int, dict[str, str]]]


class TakeoverQuerySet(models.QuerySet["Takeover"]):
    def visible_to(self, user: User) -> Self:
        """Only who brought them: a colleague has no business with somebody's spreadsheet."""
        if not user.may(Permission.REGISTER_DOSSIER) or user.house_id is None:
            return self.none()
        return self.filter(uploaded_by=user, house=user.house_id)


class Takeover(models.Model):
    """The lines of one spreadsheet, sealed, until taken over, thrown away or a day old. «overname»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(DataKey, models.SET_NULL, null=True, related_name="+", verbose_name="sleutel")
    house = models.ForeignKey(
        SafetyHouse, models.PROTECT, related_name="+", verbose_name="Zorg- en Veiligheidshuis"
    )
    lines = SealedTextField("regels")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ingelezen door"
    )
    uploaded_at = models.DateTimeField("ingelezen", auto_now_add=True)

    objects = TakeoverQuerySet.as_manager()

    class Meta:
        verbose_name = "overname"
        verbose_name_plural = "overnames"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return f"overname {self.id}"

    def get_absolute_url(self) -> str:
        return reverse("takeover:rehearsal", args=[self.pk])

    @property
    def rows(self) -> Rows:
        """Line number of the spreadsheet and what stands in each column. Opens the sealed lines."""
        return [(number, values) for number, values in json.loads(self.lines)]

    @rows.setter
    def rows(self, rows: Rows) -> None:
        self.lines = json.dumps(rows)
