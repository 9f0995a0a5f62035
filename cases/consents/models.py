"""What somebody agreed to, with whom, and until when. Nothing here is rewritten afterwards."""

import uuid
from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.consents.choices import GivenBy, How, Interpreter, Relation, Scope, SpokenLanguage
from cases.dossiers.models import Dossier
from cases.papers.models import Paper
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey

GIVEN = (
    "dossier", "scope", "organisation", "given_by", "relation", "how", "language", "interpreter",
    "given_on", "valid_until", "recorded_by", "recorded_at",
)  # fmt: skip


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def valid(self, day: date | None = None) -> Self:
        """Those that hold on a day; today when none is given."""
        day = day or timezone.localdate()
        return self.filter(
            Q(valid_until=None) | Q(valid_until__gte=day), given_on__lte=day, withdrawn_on=None
        )

    def for_list(self) -> Self:
        return self.select_related("dossier__key", "organisation", "recorded_by", "withdrawn_by", "scan")


class Consent(models.Model):
    """That somebody agreed to share something with somebody, and how that was asked. «toestemming»

    A withdrawal is added to the row; what was given stays as it was, and what was shared too.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="consents", verbose_name="dossier")
    scope = models.CharField("waarvoor", max_length=10, choices=Scope)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="aanbieder"
    )
    given_by = models.CharField("gegeven door", max_length=8, choices=GivenBy)
    relation = models.CharField("ouder of voogd", max_length=8, choices=Relation, blank=True)
    guardian = SealedTextField("naam van de ouder of voogd")
    deviation = SealedTextField("waarom de jongere alleen")
    how = models.CharField("hoe", max_length=7, choices=How)
    witness = SealedTextField("getuige")
    language = models.CharField("taal", max_length=5, choices=SpokenLanguage)
    other_language = SealedTextField("welke taal")
    interpreter = models.CharField("tolk", max_length=12, choices=Interpreter)
    given_on = models.DateField("gegeven op")
    valid_until = models.DateField("geldig tot en met", null=True, blank=True)
    scan = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="consents", verbose_name="scan"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    recorded_at = models.DateTimeField("vastgelegd", default=timezone.now)
    withdrawn_on = models.DateField("ingetrokken op", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="intrekking vastgelegd door",
    )
    withdrawn_at = models.DateTimeField("intrekking vastgelegd", null=True)
    withdrawal_note = SealedTextField("toelichting op het intrekken")

    key_path = "dossier__key"
    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        ordering = ["-given_on", "-recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope=Scope.PROVIDER, organisation__isnull=False)
                | ~Q(scope=Scope.PROVIDER) & Q(organisation=None),
                name="consent_names_the_provider",
                violation_error_message="Kies voor welke aanbieder dit geldt.",
            ),
            models.CheckConstraint(
                condition=Q(given_by=GivenBy.SELF, relation="", guardian=None)
                | ~Q(given_by=GivenBy.SELF) & ~Q(relation="") & Q(guardian__isnull=False),
                name="consent_of_a_guardian_says_who",
                violation_error_message="Vul in wie er voor het kind tekent.",
            ),
            models.CheckConstraint(
                condition=Q(how=How.ORAL, witness__isnull=False) | Q(how=How.WRITTEN, witness=None),
                name="consent_by_word_has_a_witness",
                violation_error_message="Vul in wie erbij was.",
            ),
            models.CheckConstraint(
                condition=Q(language=SpokenLanguage.OTHER, other_language__isnull=False)
                | ~Q(language=SpokenLanguage.OTHER) & Q(other_language=None),
                name="consent_other_language_is_named",
                violation_error_message="Vul in welke taal het was.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("given_on")),
                name="consent_ends_after_start",
                violation_error_message="De einddatum ligt voor de dag waarop de toestemming is gegeven.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_by=None, withdrawn_at=None, withdrawal_note=None)
                | Q(withdrawn_on__gte=F("given_on"), withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="consent_withdrawn_by_someone_after_it_was_given",
                violation_error_message="Intrekken kan niet voor de dag waarop de toestemming is gegeven.",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="given_never_changed", fields=list(GIVEN)),
            pgtrigger.Protect(
                name="withdrawn_for_good",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_on__isnull=False)
                & pgtrigger.Q(old__withdrawn_on__df=pgtrigger.F("new__withdrawn_on")),
            ),
            pgtrigger.Protect(name="never_removed", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"toestemming {self.id}"

    @property
    def key(self) -> DataKey | None:
        return self.dossier.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.dossier.key_id

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None

    @property
    def has_ended(self) -> bool:
        return self.valid_until is not None and self.valid_until < timezone.localdate()

    @property
    def is_valid(self) -> bool:
        return not self.is_withdrawn and not self.has_ended and self.given_on <= timezone.localdate()

    @property
    def what(self) -> str:
        """What it is about, with the name of the provider."""
        if self.organisation:
            return f"delen met {self.organisation}"
        return self.get_scope_display()

    @property
    def in_which_language(self) -> str:
        return self.other_language or self.get_language_display()
