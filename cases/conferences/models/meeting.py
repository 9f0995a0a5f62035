"""The meeting itself, and which organisations came."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.conferences.choices import ConferenceKind, ConferenceState, Presence
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.accounts.roles import Permission
from zorgportaal.regions.models import SafetyHouse
from zorgportaal.vault.models import DataKey

OF_A_HOUSE = (Role.CARE_COORDINATOR, Role.PROCESS_DIRECTOR)


class ConferenceQuerySet(models.QuerySet["Conference"]):
    def visible_to(self, user: User) -> Self:
        """The conferences of the own house, and for others those the own organisation attends."""
        if not user.may(Permission.VIEW_CONFERENCE):
            return self.none()
        if user.role in OF_A_HOUSE:
            return self.filter(house__isnull=False, house=user.house_id)
        attended = Attendance.objects.filter(organisation=user.organisation_id)
        return self.filter(pk__in=attended.values("conference"))

    def coming(self) -> Self:
        return self.filter(state=ConferenceState.OPEN).order_by("held_on", "starts_at", "id")

    def past(self) -> Self:
        return self.filter(state=ConferenceState.CLOSED).order_by("-held_on", "-starts_at", "id")


class Conference(models.Model):
    """One meeting of the chain partners about cases. «ketenoverleg»

    All that was said in it is sealed with a key of its own. `version` rises when date, time or place
    changes, so that nobody overwrites another's correction unseen (C100).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(DataKey, models.SET_NULL, null=True, related_name="+", verbose_name="sleutel")
    house = models.ForeignKey(
        SafetyHouse,
        models.PROTECT,
        related_name="conferences",
        verbose_name="Zorg- en Veiligheidshuis",
    )
    kind = models.CharField("soort", max_length=12, choices=ConferenceKind)
    held_on = models.DateField("datum")
    starts_at = models.TimeField("begint om")
    place = models.CharField("plaats", max_length=80)
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="voorzitter",
    )
    state = models.CharField("status", max_length=8, choices=ConferenceState, default=ConferenceState.OPEN)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="notulist"
    )
    created_at = models.DateTimeField("gepland", auto_now_add=True)
    closed_at = models.DateTimeField("gesloten", null=True)
    version = models.PositiveIntegerField("versie", default=1)

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "ketenoverleg"
        verbose_name_plural = "ketenoverleggen"
        ordering = ["-held_on", "-starts_at", "id"]
        indexes = [models.Index(fields=["house", "-held_on"], name="conference_by_house")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ConferenceState.CLOSED, closed_at__isnull=False)
                | Q(state=ConferenceState.OPEN, closed_at=None),
                name="conference_closed_at_once_closed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("conferences:detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == ConferenceState.OPEN


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(conference__in=Conference.objects.visible_to(user))


class Attendance(models.Model):
    """That an organisation was invited, and whether it came. «aanwezigheid»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="attendance", verbose_name="overleg"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wie",
    )
    status = models.CharField("aanwezigheid", max_length=14, choices=Presence, default=Presence.INVITED)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheid"
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "organisation"],
                name="attendance_once_per_organisation",
                violation_error_message="Deze organisatie staat al in de lijst.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.status}"
