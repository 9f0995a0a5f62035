"""Alarms for days that come near, and ways to look at the worklist that somebody keeps."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.dossiers.listing import OPEN, STATES
from cases.dossiers.models import Dossier
from cases.worklist.choices import Only, Order, Scope
from cases.worklist.selection import Selection
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.regions.models import SafetyHouse
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey

STEPS = (30, 14, 7)  # days before


class AlarmQuerySet(models.QuerySet["Alarm"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def unseen(self) -> Self:
        return self.filter(seen_at=None)


class Alarm(models.Model):
    """That a day came within 30, 14 or 7 days, until somebody of the team has seen it. «alarm»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="alarms", verbose_name="dossier")
    what = models.CharField("waarvoor", max_length=120)
    day = models.DateField("dag")
    step = models.PositiveSmallIntegerField("dagen vooraf", choices=[(step, f"{step}") for step in STEPS])
    raised_at = models.DateTimeField("gegeven", auto_now_add=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="gezien door"
    )
    seen_at = models.DateTimeField("gezien", null=True)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        verbose_name = "alarm"
        verbose_name_plural = "alarmen"
        ordering = ["day", "dossier", "step"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "what", "day", "step"],
                name="alarm_once_per_step",
                violation_error_message="Dit alarm is al gegeven.",
            ),
            models.CheckConstraint(condition=Q(step__in=STEPS), name="alarm_at_a_known_step"),
            models.CheckConstraint(
                condition=Q(seen_by=None, seen_at=None) | Q(seen_by__isnull=False, seen_at__isnull=False),
                name="alarm_seen_by_someone_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"alarm {self.step} dagen voor {self.day}"


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> Self:
        """One's own, and what colleagues of the house share."""
        if not user.may(Permission.VIEW_DOSSIER):
            return self.none()
        return self.filter(Q(owner=user) | Q(is_shared=True, house__isnull=False, house=user.house_id))


class SavedView(models.Model):
    """A way to look at the worklist, under a name. Filters only: nothing anybody searched for. «weergave»

    The name is sealed, for people type a client's into it. `name_index` keeps it to one view of its owner.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(DataKey, models.SET_NULL, null=True, related_name="+", verbose_name="sleutel")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="van wie"
    )
    house = models.ForeignKey(
        SafetyHouse, models.PROTECT, null=True, related_name="+", verbose_name="Zorg- en Veiligheidshuis"
    )
    name = SealedTextField("naam")
    name_index = models.CharField("blinde index van de naam", max_length=64)
    scope = models.CharField("van wie zijn de dossiers", max_length=20, choices=Scope)
    only = models.CharField("welke", max_length=20, choices=Only)
    state = models.CharField("status", max_length=30, choices=list(STATES.items()), default=OPEN)
    order = models.CharField("volgorde", max_length=20, choices=Order)
    is_reversed = models.BooleanField("andersom", default=False)
    is_shared = models.BooleanField("gedeeld met het team", default=False)
    created_at = models.DateTimeField("bewaard", auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "weergave"
        verbose_name_plural = "weergaven"
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name_index"],
                name="saved_view_once_per_name",
                violation_error_message="U hebt al een weergave met deze naam.",
            ),
            models.CheckConstraint(
                condition=Q(is_shared=False) | Q(house__isnull=False),
                name="saved_view_shared_within_a_house",
                violation_error_message="Delen kan alleen binnen een Zorg- en Veiligheidshuis.",
            ),
        ]

    def __str__(self) -> str:
        return f"weergave {self.id}"

    def get_absolute_url(self) -> str:
        return f"{reverse('worklist:list')}?{self.selection.query}"

    @property
    def selection(self) -> Selection:
        return Selection(
            Scope(self.scope), Only(self.only), self.state, Order(self.order), is_reversed=self.is_reversed
        )
