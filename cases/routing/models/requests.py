"""Help requests, and the question to a provider for a place."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier, Option
from cases.routing.choices import (
    ANONYMOUS,
    LIVE,
    NO_BASIS_TO_SHARE,
    PERSONAL,
    HelpRequestState,
    PlacementOutcome,
    ProviderState,
    SecurityLevel,
    SharedField,
    Urgency,
    discreet_help,
)
from cases.routing.models.providers import ProviderService, as_text
from cases.routing.need import Access, Need
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.regions.models import Municipality
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey

ANSWER_WITHIN = timedelta(hours=24)
# So long a provider may read a request that it does not answer (security.md C011).
EXPIRES_AFTER = timedelta(days=14)
# What the list of residence statuses says; "ask" and silence must be asked.
ACCESS = {True: Access.OPEN, False: Access.CLOSED}


class HelpRequestQuerySet(models.QuerySet["HelpRequest"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def open(self) -> Self:
        return self.filter(state=HelpRequestState.OPEN)

    def oldest_first(self) -> Self:
        """What is needed now comes first, then what waits longest."""
        rank = models.Case(
            models.When(urgency=Urgency.NOW, then=0),
            models.When(urgency=Urgency.WEEK, then=1),
            default=2,
        )
        return self.order_by(rank, "created_at", "id")

    def with_placements(self) -> Self:
        """Loads the placement requests with service and provider, newest first."""
        placements = PlacementRequest.objects.select_related(
            "service__provider__organisation", "refusal_reason"
        )
        return self.select_related("type").prefetch_related(
            Prefetch("placement_requests", placements.order_by("-requested_at"))
        )

    def with_case(self) -> Self:
        """Loads what `need()` and the facts of the request read."""
        return self.select_related(
            "type",
            "avoid_municipality",
            "dossier__key",
            "dossier__house",
            "dossier__language",
            "dossier__exploitation_form",
            "dossier__residence_status",
            "dossier__legal_basis",
        ).prefetch_related("dossier__consents")


class HelpRequest(models.Model):
    """One thing that somebody needs help with. «hulpvraag»

    Its note is sealed with the key of the dossier.
    """

    key_path = "dossier__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="help_requests", verbose_name="dossier")
    type = models.ForeignKey(
        Option,
        models.PROTECT,
        related_name="+",
        verbose_name="hulp bij",
        limit_choices_to={"vocabulary": Vocabulary.HELP_REQUEST_TYPE},
    )
    urgency = models.CharField("wanneer nodig", max_length=5, choices=Urgency)
    security_needed = models.PositiveSmallIntegerField(
        "veiligheid, minstens", choices=SecurityLevel, default=SecurityLevel.OPEN
    )
    avoid_municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="niet in gemeente",
    )
    note = SealedTextField("toelichting")
    state = models.CharField("status", max_length=10, choices=HelpRequestState, default=HelpRequestState.OPEN)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gevraagd door"
    )
    created_at = models.DateTimeField("gevraagd", default=timezone.now)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "hulpvraag"
        verbose_name_plural = "hulpvragen"
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(state=HelpRequestState.OPEN),
                name="help_request_waiting",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(security_needed__lte=SecurityLevel.GUARDED),
                name="help_request_security_is_known",
                violation_error_message="Kies een veiligheid van 0 tot en met 3.",
            )
        ]

    def __str__(self) -> str:
        return f"hulpvraag {self.id}"

    def get_absolute_url(self) -> str:
        return reverse("routing:detail", args=[self.pk])

    @property
    def key(self) -> DataKey | None:
        return self.dossier.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.dossier.key_id

    @property
    def is_open(self) -> bool:
        return self.state == HelpRequestState.OPEN

    @property
    def discreet_type(self) -> str:
        """What a list may say of it: nothing medical, no vulnerability."""
        return discreet_help(self.type.code, self.type.label)

    @property
    def days_waiting(self) -> int:
        return (timezone.localdate() - timezone.localdate(self.created_at)).days

    @property
    def pending(self) -> "list[PlacementRequest]":
        """The placement requests without an answer. Needs `with_placements()`."""
        return [placed for placed in self.placement_requests.all() if placed.is_pending]

    @property
    def accepted(self) -> "PlacementRequest | None":
        """The placement request that was accepted. Needs `with_placements()`."""
        outcomes = (placed for placed in self.placement_requests.all() if placed.is_accepted)
        return next(outcomes, None)

    @property
    def newest_request(self) -> "PlacementRequest | None":
        """The placement request that was made last. Needs `with_placements()`."""
        return next(iter(self.placement_requests.all()), None)

    @property
    def has_basis_to_share(self) -> bool:
        return self.dossier.legal_basis.code not in NO_BASIS_TO_SHARE

    @property
    def may_share(self) -> frozenset[SharedField]:
        """What the legal basis of the dossier lets go along to a provider."""
        return PERSONAL if self.has_basis_to_share else ANONYMOUS

    def need(self, today: date) -> Need:
        """The same for the match. Needs `with_case()` to cost no queries."""
        dossier, status = self.dossier, self.dossier.residence_status
        return Need(
            help_type=self.type.code,
            today=today,
            gender=dossier.gender,
            age=dossier.age,
            is_child=dossier.is_minor,
            residence_status=status.code,
            wmo=ACCESS.get(status.attributes.get("wmo"), Access.ASK),
            cosm=ACCESS.get(status.attributes.get("cosm"), Access.ASK),
            route=status.attributes.get("route", ""),
            exploitation_form=dossier.exploitation_form.code,
            children=dossier.children_along,
            interpreter_needed=dossier.interpreter_needed,
            is_pregnant=dossier.is_pregnant,
            security_needed=self.security_needed,
            care_region=as_text(dossier.house.care_region_id),
            avoid_municipality=as_text(self.avoid_municipality_id),
            is_urgent=self.urgency == Urgency.NOW,
        )


class PlacementRequestQuerySet(models.QuerySet["PlacementRequest"]):
    def visible_to(self, user: User) -> Self:
        """A provider's contact knows the requests to the own provider that still stand (C007).

        What expired is out of sight to the minute; the clock writes it down later that day (C011).
        """
        if user.role == Role.PROVIDER_CONTACT and user.may(Permission.ANSWER_PLACEMENT):
            return self.filter(
                ~self._is_overdue(),
                service__provider__organisation=user.organisation_id,
                service__provider__state=ProviderState.ACTIVE,
                outcome__in=LIVE,
            )
        return self.filter(help_request__in=HelpRequest.objects.visible_to(user))

    def overdue(self) -> Self:
        """Those that wait for an answer longer than they may."""
        return self.filter(self._is_overdue())

    def _is_overdue(self) -> Q:
        return Q(outcome=PlacementOutcome.PENDING, requested_at__lte=timezone.now() - EXPIRES_AFTER)

    def to_answer_first(self) -> Self:
        """What waits for an answer: most urgent first, then longest. After that what was answered last.

        Opens nothing sealed.
        """
        waits = Q(outcome=PlacementOutcome.PENDING)
        rank = models.Case(
            models.When(waits & Q(help_request__urgency=Urgency.NOW), then=0),
            models.When(waits & Q(help_request__urgency=Urgency.WEEK), then=1),
            models.When(waits, then=2),
            default=3,
        )
        waits_since = models.Case(models.When(waits, then=F("requested_at")))
        found = self.select_related("service", "help_request__type")
        return found.order_by(rank, waits_since, "-decided_at", "id")

    def with_case(self) -> Self:
        """Loads what the shared facts read."""
        return self.select_related(
            "service__provider__organisation",
            "refusal_reason",
            "help_request__type",
            "help_request__avoid_municipality",
            "help_request__dossier__key",
            "help_request__dossier__safe_contact",
            "help_request__dossier__language",
            "help_request__dossier__residence_status",
            "help_request__dossier__exploitation_form",
            "help_request__dossier__legal_basis",
        ).prefetch_related("help_request__dossier__consents")


class PlacementRequest(models.Model):
    """The question to one provider for a place, with what it may know. «plaatsingsverzoek»

    A request, never a booking: CoMensha and other providers decide themselves. `reference` is what
    the provider hears instead of the case number.
    """

    key_path = "help_request__dossier__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    help_request = models.ForeignKey(
        HelpRequest, models.PROTECT, related_name="placement_requests", verbose_name="hulpvraag"
    )
    service = models.ForeignKey(
        ProviderService, models.PROTECT, related_name="placement_requests", verbose_name="aanbod"
    )
    reference = models.CharField("kenmerk", max_length=12, unique=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="aangevraagd door"
    )
    requested_at = models.DateTimeField("aangevraagd", default=timezone.now)
    shared_fields = ArrayField(
        models.CharField(max_length=20, choices=SharedField), verbose_name="wat meeging"
    )
    deviation_reason = SealedTextField("reden om af te wijken")
    outcome = models.CharField(
        "uitkomst", max_length=10, choices=PlacementOutcome, default=PlacementOutcome.PENDING
    )
    refusal_reason = models.ForeignKey(
        Option,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="reden van weigering",
        limit_choices_to={"vocabulary": Vocabulary.REFUSAL_REASON},
    )
    answer_note = SealedTextField("toelichting op het antwoord")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="vastgelegd door",
    )
    decided_at = models.DateTimeField("beantwoord", null=True)

    objects = PlacementRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "plaatsingsverzoek"
        verbose_name_plural = "plaatsingsverzoeken"
        ordering = ["-requested_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["help_request", "service"],
                condition=Q(outcome__in=LIVE),
                name="placement_one_live_per_service",
                violation_error_message="Deze aanbieder is al gevraagd.",
            ),
            models.UniqueConstraint(
                fields=["help_request"],
                condition=Q(outcome=PlacementOutcome.ACCEPTED),
                name="placement_one_accepted_per_help_request",
                violation_error_message="Een andere aanbieder heeft al een plek gegeven.",
            ),
            models.CheckConstraint(
                condition=Q(outcome=PlacementOutcome.DECLINED, refusal_reason__isnull=False)
                | ~Q(outcome=PlacementOutcome.DECLINED) & Q(refusal_reason=None),
                name="placement_declined_with_a_reason",
                violation_error_message="Kies de reden van de weigering.",
            ),
            models.CheckConstraint(
                condition=Q(outcome=PlacementOutcome.PENDING, decided_at=None, decided_by=None)
                | Q(outcome=PlacementOutcome.EXPIRED, decided_at__isnull=False, decided_by=None)
                | ~Q(outcome__in=(PlacementOutcome.PENDING, PlacementOutcome.EXPIRED))
                & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="placement_decided_at_once_decided",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def key(self) -> DataKey | None:
        return self.help_request.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.help_request.key_id

    @property
    def shared_in_words(self) -> str:
        labels = [SharedField(name).label for name in self.shared_fields]
        return ", ".join(labels).lower()

    @property
    def is_pending(self) -> bool:
        return self.outcome == PlacementOutcome.PENDING

    @property
    def is_live(self) -> bool:
        return self.outcome in LIVE

    @property
    def is_expired(self) -> bool:
        return self.outcome == PlacementOutcome.EXPIRED

    @property
    def can_be_repeated(self) -> bool:
        """Whether it expired, help is still needed and this service was not asked again since.

        Needs the help request `with_placements()`.
        """
        newest = (
            one for one in self.help_request.placement_requests.all() if one.service_id == self.service_id
        )
        return self.is_expired and self.help_request.is_open and next(newest, None) == self

    @property
    def is_accepted(self) -> bool:
        return self.outcome == PlacementOutcome.ACCEPTED

    @property
    def is_late(self) -> bool:
        """Without an answer for more than 24 hours: an agreement of our own, no rule of law."""
        return self.is_pending and timezone.now() - self.requested_at > ANSWER_WITHIN
