"""A dossier that is offered to somebody else, until it is taken over or given back."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.models import Dossier
from cases.handover.choices import State
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.documents.models import PrivateFile
from zorgportaal.regions.models import SafetyHouse
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, user: User) -> Self:
        """Whoever knows the dossier; the receiver while it is offered; who reads along, while that lasts."""
        if not user.may(Permission.VIEW_DOSSIER):
            return self.none()
        knows = Q(dossier__in=Dossier.objects.visible_to(user))
        reads = Q(state=State.ACCEPTED, reader=user, reader_until__gt=timezone.localdate())
        return self.filter(knows | self.offered(user) | reads)

    def offered(self, user: User) -> Q:
        """What waits for this person, or for the colleague for whom they stand in."""
        return Q(state=State.PROPOSED, receiver__in=[user.pk, *user.covered_people])

    def waiting_for(self, user: User) -> Self:
        return self.filter(self.offered(user)) if user.may(Permission.CHANGE_DOSSIER) else self.none()

    def with_words(self) -> Self:
        return self.select_related(
            "dossier__key",
            "from_house",
            "to_house",
            "receiver",
            "proposed_by",
            "reader",
            "decided_by",
            "sheet",
        )


class Handover(models.Model):
    """The proposal to give a dossier to a colleague or another house, and what came of it. «overdracht»

    Until the receiver confirms, nothing moves. `sheet` is the dated summary of `version` of the dossier;
    what is given back or withdrawn keeps none.
    """

    key_path = "dossier__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="handovers", verbose_name="dossier")
    from_house = models.ForeignKey(SafetyHouse, models.PROTECT, related_name="+", verbose_name="van")
    to_house = models.ForeignKey(SafetyHouse, models.PROTECT, related_name="+", verbose_name="naar")
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ontvanger"
    )
    reason = SealedTextField("reden")
    tells_name = models.BooleanField("naam op het blad", default=False)
    tells_note = models.BooleanField("notitie op het blad", default=False)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wie leest nog mee",
    )
    reader_until = models.DateField("leest mee tot", null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="voorgesteld door"
    )
    proposed_at = models.DateTimeField("voorgesteld", default=timezone.now)
    state = models.CharField("stand", max_length=10, choices=State, default=State.PROPOSED)
    version = models.PositiveIntegerField("versie van het dossier op het blad")
    sheet = models.OneToOneField(
        PrivateFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="overdrachtsblad"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beslist door",
    )
    decided_at = models.DateTimeField("beslist", null=True, blank=True)
    reply = SealedTextField("antwoord")

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(state=State.PROPOSED),
                name="handover_one_at_a_time",
                violation_error_message="Voor dit dossier wacht al een overdracht op bevestiging.",
            ),
            models.CheckConstraint(
                condition=~Q(receiver=F("proposed_by")),
                name="handover_to_somebody_else",
                violation_error_message="Kies iemand anders dan uzelf.",
            ),
            models.CheckConstraint(
                condition=Q(reader=None, reader_until=None)
                | Q(reader__isnull=False, reader_until__isnull=False),
                name="handover_reader_has_a_last_day",
                violation_error_message="Wie meeleest, doet dat tot een dag.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PROPOSED, decided_by=None, decided_at=None)
                | ~Q(state=State.PROPOSED) & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="handover_decided_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PROPOSED)
                | Q(state=State.ACCEPTED, sheet__isnull=False)
                | Q(sheet=None),
                name="handover_given_back_keeps_no_sheet",
            ),
        ]

    def __str__(self) -> str:
        return f"overdracht {self.id}"

    def get_absolute_url(self) -> str:
        return reverse("handover:detail", args=[self.pk])

    @property
    def key(self) -> DataKey | None:
        return self.dossier.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.dossier.key_id

    @property
    def is_open(self) -> bool:
        return self.state == State.PROPOSED

    @property
    def leaves_the_house(self) -> bool:
        return self.from_house_id != self.to_house_id
