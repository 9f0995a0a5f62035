"""Providers and what they offer."""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.dossiers.choices import Gender, Vocabulary
from cases.dossiers.models import Option
from cases.routing.choices import EntryRoute, ProviderState, SecurityLevel
from cases.routing.need import Offer
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.accounts.roles import Permission
from zorgportaal.regions.models import CareRegion, Municipality


class ProviderQuerySet(models.QuerySet["Provider"]):
    def visible_to(self, user: User) -> Self:
        """Administrators know every provider, coordinators those that work."""
        if user.may(Permission.MANAGE_PROVIDERS):
            return self
        if user.may(Permission.VIEW_PROVIDERS):
            return self.filter(state=ProviderState.ACTIVE)
        return self.none()

    def with_services(self) -> Self:
        """Loads the services, and puts what waits for approval first."""
        services = ProviderService.objects.select_related("shelter_type", "care_region")
        waits = models.Case(models.When(state=ProviderState.PROPOSED, then=0), default=1)
        found = self.select_related("organisation", "proposed_by").prefetch_related(
            models.Prefetch("services", services)
        )
        return found.order_by(waits, "organisation__name")


class Provider(models.Model):
    """An organisation that gives help or shelter, once two people agreed to it. «aanbieder»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="provider", verbose_name="organisatie"
    )
    phone = models.CharField("telefoonnummer", max_length=20, blank=True)
    state = models.CharField("status", max_length=10, choices=ProviderState, default=ProviderState.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="voorgesteld door"
    )
    proposed_at = models.DateTimeField("voorgesteld", auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="goedgekeurd door",
    )
    approved_at = models.DateTimeField("goedgekeurd", null=True, blank=True)

    objects = ProviderQuerySet.as_manager()

    class Meta:
        verbose_name = "aanbieder"
        verbose_name_plural = "aanbieders"
        ordering = ["organisation__name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ProviderState.ACTIVE)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="provider_active_once_approved",
                violation_error_message="Een aanbieder werkt pas na goedkeuring.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="provider_approved_by_a_second_person",
                violation_error_message="Een ander dan de voorsteller keurt een aanbieder goed.",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def is_proposed(self) -> bool:
        return self.state == ProviderState.PROPOSED

    @property
    def is_active(self) -> bool:
        return self.state == ProviderState.ACTIVE


class ProviderServiceQuerySet(models.QuerySet["ProviderService"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(provider__in=Provider.objects.visible_to(user))

    def active(self) -> Self:
        return self.filter(provider__state=ProviderState.ACTIVE)

    def with_terms(self) -> Self:
        """Loads what `offer()` reads, in the same few queries for any number of services."""
        return self.select_related("provider__organisation", "shelter_type", "care_region").prefetch_related(
            "help_request_types", "exploitation_forms", "residence_statuses"
        )


class ProviderService(models.Model):
    """One thing a provider does, for whom, where and how safe. «aanbod»

    Without a care region it serves the whole country. The municipality is where it lies: known to
    the match, never shown beside a case.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="services", verbose_name="aanbieder")
    name = models.CharField("naam", max_length=80)
    shelter_type = models.ForeignKey(
        Option,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="soort opvang",
        limit_choices_to={"vocabulary": Vocabulary.SHELTER_TYPE},
    )
    help_request_types = models.ManyToManyField(
        Option,
        related_name="+",
        verbose_name="hulp bij",
        limit_choices_to={"vocabulary": Vocabulary.HELP_REQUEST_TYPE},
    )
    genders = ArrayField(
        models.CharField(max_length=1, choices=Gender),
        verbose_name="voor wie",
        default=list,
        blank=True,
    )
    age_min = models.PositiveSmallIntegerField("leeftijd vanaf", null=True, blank=True)
    age_max = models.PositiveSmallIntegerField("leeftijd tot en met", null=True, blank=True)
    exploitation_forms = models.ManyToManyField(
        Option,
        blank=True,
        related_name="+",
        verbose_name="ervaring met",
        limit_choices_to={"vocabulary": Vocabulary.EXPLOITATION_FORM},
    )
    residence_statuses = models.ManyToManyField(
        Option,
        blank=True,
        related_name="+",
        verbose_name="alleen met verblijfsstatus",
        limit_choices_to={"vocabulary": Vocabulary.RESIDENCE_STATUS},
    )
    security_level = models.PositiveSmallIntegerField(
        "veiligheid", choices=SecurityLevel, default=SecurityLevel.OPEN
    )
    max_children = models.PositiveSmallIntegerField("kinderen mee, hoogstens", default=0)
    entry_route = models.CharField("weg erheen", max_length=12, choices=EntryRoute, default=EntryRoute.DIRECT)
    care_region = models.ForeignKey(
        CareRegion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="zorgregio",
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ligt in gemeente",
    )
    has_interpreter = models.BooleanField("tolk beschikbaar", default=False)
    available_24_7 = models.BooleanField("dag en nacht bereikbaar", default=False)
    capacity_free = models.PositiveSmallIntegerField("vrije plekken", null=True, blank=True)
    capacity_confirmed_on = models.DateField("bevestigd op", null=True, blank=True)

    objects = ProviderServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "aanbod"
        verbose_name_plural = "aanbod"
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(age_min=None) | Q(age_max=None) | Q(age_max__gte=F("age_min")),
                name="service_ages_in_order",
                violation_error_message="De hoogste leeftijd ligt onder de laagste.",
            ),
            models.CheckConstraint(
                condition=Q(security_level__lte=SecurityLevel.GUARDED),
                name="service_security_level_is_known",
                violation_error_message="Kies een veiligheid van 0 tot en met 3.",
            ),
            models.CheckConstraint(
                condition=Q(capacity_free=None, capacity_confirmed_on=None)
                | Q(capacity_free__isnull=False, capacity_confirmed_on__isnull=False),
                name="service_capacity_has_its_date",
                violation_error_message="Vul bij de vrije plekken in wanneer dat bevestigd is.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_secret_address(self) -> bool:
        return self.security_level >= SecurityLevel.SECRET

    @property
    def discreet_name(self) -> str:
        """What may stand beside a case: no name where the address is secret."""
        return "aanbieder met geheim adres" if self.is_secret_address else self.name

    @property
    def confirmed_today(self) -> bool:
        return self.capacity_confirmed_on == timezone.localdate()

    @property
    def knows_capacity(self) -> bool:
        today = timezone.localdate()
        return Offer(
            capacity_free=self.capacity_free, capacity_confirmed_on=self.capacity_confirmed_on
        ).knows_capacity(today)

    def offer(self) -> Offer:
        """The terms of this service for the match. Needs `with_terms()` to cost no queries."""
        kind = self.shelter_type.attributes if self.shelter_type else {}
        return Offer(
            shelter_type=self.shelter_type.code if self.shelter_type else "",
            is_wmo=kind.get("is_wmo", False),
            adults_only=kind.get("adults_only", False),
            minors_only=kind.get("minors_only", False),
            help_types=_codes(self.help_request_types),
            genders=frozenset(self.genders),
            age_min=self.age_min,
            age_max=self.age_max,
            exploitation_forms=_codes(self.exploitation_forms),
            residence_statuses=_codes(self.residence_statuses),
            security_level=self.security_level,
            max_children=self.max_children,
            entry_route=self.entry_route,
            entry_label=self.get_entry_route_display(),
            care_region=as_text(self.care_region_id),
            municipality=as_text(self.municipality_id),
            has_interpreter=self.has_interpreter,
            available_24_7=self.available_24_7,
            capacity_free=self.capacity_free,
            capacity_confirmed_on=self.capacity_confirmed_on,
        )


def _codes(options: "models.Manager[Option]") -> frozenset[str]:
    return frozenset(option.code for option in options.all())


def as_text(id_: uuid.UUID | None) -> str:
    """An id as the match compares it; nothing is an empty text."""
    return str(id_) if id_ else ""
