"""A new party, or other details of one: two people see to it that money goes to the right account."""

import uuid
from typing import Self

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KT

from funding.contributions.models import FundingQuerySet
from funding.invoices.choices import ChangeState
from funding.invoices.models.parties import IssuingParty


class PartyChangeQuerySet(FundingQuerySet["PartyChange"]):
    def waiting(self) -> Self:
        return self.filter(state=ChangeState.PROPOSED)

    def to_show(self) -> Self:
        return self.select_related("party", "proposed_by", "decided_by")


class PartyChange(models.Model):
    """The details that a party should get, asked for by one and approved by another. «partijwijziging»

    Without a `party` it is a new one. Rejected by whoever proposed it, it was taken back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(
        IssuingParty, models.PROTECT, null=True, related_name="changes", verbose_name="factuurpartij"
    )
    details = models.JSONField("gegevens", encoder=DjangoJSONEncoder)
    state = models.CharField("stand", max_length=10, choices=ChangeState, default=ChangeState.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="voorgesteld door"
    )
    proposed_at = models.DateTimeField("voorgesteld", auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="besloten door"
    )
    decided_at = models.DateTimeField("besloten", null=True)

    objects = PartyChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "partijwijziging"
        verbose_name_plural = "partijwijzigingen"
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["party"],
                condition=Q(state=ChangeState.PROPOSED),
                name="party_change_one_waiting_per_party",
                violation_error_message="Voor deze partij wacht al een wijziging.",
            ),
            models.UniqueConstraint(
                KT("details__prefix"),
                condition=Q(state=ChangeState.PROPOSED),
                name="party_change_one_waiting_per_prefix",
                violation_error_message="Er wacht al een voorstel met dit begin van het factuurnummer.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ChangeState.APPROVED) | ~Q(decided_by=F("proposed_by")),
                name="party_change_approved_by_a_second_person",
                violation_error_message="Wie de wijziging voorstelde, kan haar niet goedkeuren.",
            ),
            models.CheckConstraint(
                condition=Q(state=ChangeState.PROPOSED, decided_by=None, decided_at=None)
                | ~Q(state=ChangeState.PROPOSED) & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="party_change_decided_by_someone_at_some_time",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="proposed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("details", "proposed_by"),
            ),
            pgtrigger.Protect(
                name="decided_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__decided_at__isnull=False),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.details["name"])
