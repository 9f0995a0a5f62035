"""What follows the bedenktijd: permits, the criminal complaint, lawyer and allowance."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.dossiers.choices import Vocabulary, option_id
from cases.dossiers.models import Dossier
from cases.dossiers.models.option import word
from cases.residence.rules import D_CANNOT
from zorgportaal.accounts.models import User
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey

GROUND_D = option_id(Vocabulary.PERMIT_GROUND, D_CANNOT)


class PermitQuerySet(models.QuerySet["Permit"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))


class Permit(models.Model):
    """A residence permit asked for, and given or refused. «verblijfsvergunning»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="permits", verbose_name="dossier")
    ground = word(Vocabulary.PERMIT_GROUND)
    applied_on = models.DateField("aangevraagd op")
    refused_on = models.DateField("geweigerd op", null=True, blank=True)
    starts_on = models.DateField("geldig vanaf", null=True, blank=True)
    ends_on = models.DateField("geldig tot en met", null=True, blank=True)

    objects = PermitQuerySet.as_manager()

    class Meta:
        verbose_name = "verblijfsvergunning"
        verbose_name_plural = "verblijfsvergunningen"
        ordering = ["applied_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(ground=GROUND_D, refused_on=None),
                name="permit_ground_d_once",
                violation_error_message="Een vergunning op grond d wordt niet verlengd.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="permit_ends_after_start",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.CheckConstraint(
                condition=Q(refused_on=None) | Q(starts_on=None),
                name="permit_given_or_refused",
                violation_error_message="Een aanvraag is toegekend of geweigerd, niet allebei.",
            ),
        ]

    def __str__(self) -> str:
        return f"vergunning {self.id}"


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))


class Procedure(models.Model):
    """How far the criminal complaint is, and who and what supports somebody meanwhile. «procedure»"""

    key_path = "dossier__key"

    # Its id is the dossier's: two people who fill in the first one at once work on the same row.
    dossier = models.OneToOneField(
        Dossier, models.CASCADE, primary_key=True, related_name="procedure", verbose_name="dossier"
    )
    complaint_status = word(Vocabulary.COMPLAINT_STATUS, may_be_unknown=True)
    complaint_on = models.DateField("sinds", null=True, blank=True)
    lawyer = SealedTextField("advocaat")
    rvb_asked_on = models.DateField("Rvb aangevraagd op", null=True, blank=True)
    rvb_given_on = models.DateField("Rvb toegekend op", null=True, blank=True)
    medical_check_on = models.DateField("medisch onderzoek en tbc op", null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gewijzigd door"
    )
    changed_at = models.DateTimeField("gewijzigd", auto_now=True)
    version = models.PositiveIntegerField("versie", default=1)

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = "procedure"
        verbose_name_plural = "procedures"
        constraints = [
            models.CheckConstraint(
                condition=Q(rvb_given_on=None) | Q(rvb_asked_on__isnull=False),
                name="procedure_allowance_was_asked",
                violation_error_message="Vul ook in wanneer de Rvb is aangevraagd.",
            ),
        ]

    def __str__(self) -> str:
        return f"procedure {self.pk}"

    @property
    def saved_by(self) -> User:
        return self.changed_by

    @property
    def key(self) -> DataKey | None:
        return self.dossier.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.dossier.key_id


class DeviationQuerySet(models.QuerySet["Deviation"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))


class Deviation(models.Model):
    """Why somebody did what a rule advises against, where the law leaves room. «afwijking»"""

    key_path = "dossier__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="deviations", verbose_name="dossier")
    rule = models.CharField("regel", max_length=40)
    reason = SealedTextField("reden")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    noted_at = models.DateTimeField("vastgelegd", auto_now_add=True)

    objects = DeviationQuerySet.as_manager()

    class Meta:
        verbose_name = "afwijking"
        verbose_name_plural = "afwijkingen"
        ordering = ["noted_at"]

    def __str__(self) -> str:
        return f"afwijking {self.id}"

    @property
    def key(self) -> DataKey | None:
        return self.dossier.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.dossier.key_id
