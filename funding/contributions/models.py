"""Schemes, the figures that papers name, and rounds with one line per municipality."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Self, TypeVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from funding.contributions.choices import FigureSource, RoundState, Unit, VatTreatment
from funding.contributions.contribution import Period, Rate, Sum, spoken
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.regions.models import Municipality

M = TypeVar("M", bound=models.Model)

YEAR_INSIDE_SCHEME = """
IF NOT EXISTS (
    SELECT FROM contributions_scheme AS scheme
    WHERE scheme.id = NEW.scheme_id
    AND NEW.year >= extract(year FROM scheme.starts_on)
    AND (scheme.ends_on IS NULL OR NEW.year <= extract(year FROM scheme.ends_on))
) THEN
    RAISE EXCEPTION 'the year of a round lies inside the period of its scheme'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class FundingQuerySet(models.QuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """Whoever makes or approves rounds works for all municipalities."""
        may = user.may(Permission.PREPARE_ROUND) or user.may(Permission.APPROVE_ROUND)
        return self if may else self.none()


class Scheme(models.Model):
    """A dated agreement on what municipalities pay per inhabitant. «regeling»

    A new rate is a new scheme. `reference_date` fixes the day of the population figures; without
    it that day is 1 January of the year of the round.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField("korte naam", max_length=40, unique=True)
    name = models.CharField("naam", max_length=80, unique=True)
    per_inhabitant = models.DecimalField("euro per inwoner", max_digits=6, decimal_places=2)
    unit = models.CharField("eenheid", max_length=10, choices=Unit)
    starts_on = models.DateField("eerste dag")
    ends_on = models.DateField("laatste dag", null=True, blank=True)
    reference_date = models.DateField("vaste peildatum", null=True, blank=True)
    reference_note = models.TextField("uitleg bij de peildatum", blank=True)
    basis = models.CharField("grondslag", max_length=200)
    vat_treatment = models.CharField(
        "btw", max_length=20, choices=VatTreatment, default=VatTreatment.OUT_OF_SCOPE
    )
    payment_days = models.PositiveSmallIntegerField("betaaltermijn in dagen", default=30)

    objects = FundingQuerySet["Scheme"].as_manager()

    class Meta:
        verbose_name = "regeling"
        verbose_name_plural = "regelingen"
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(per_inhabitant__gt=0),
                name="scheme_rate_above_zero",
                violation_error_message="Het bedrag per inwoner is meer dan nul.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="scheme_ends_after_start",
                violation_error_message="De laatste dag ligt voor de eerste dag.",
            ),
            models.CheckConstraint(
                condition=~Q(unit=Unit.FLAT) | Q(ends_on__isnull=False, ends_on__year=F("starts_on__year")),
                name="scheme_flat_within_one_year",
                violation_error_message="Een bedrag voor de hele periode hoort bij één jaar.",
            ),
            models.CheckConstraint(
                condition=Q(payment_days__gt=0),
                name="scheme_payment_days_above_zero",
                violation_error_message="De betaaltermijn is minstens één dag.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rate(self) -> Rate:
        is_per_year = self.unit == Unit.PER_YEAR
        return Rate(self.per_inhabitant, self.starts_on, self.ends_on, is_per_year)

    def reference_date_for(self, year: int) -> date:
        """The day whose population figures the round of `year` uses."""
        return self.reference_date or date(year, 1, 1)


class PopulationDecision(models.Model):
    """A number of inhabitants that a council paper uses in place of CBS. «afwijkend inwoneraantal»

    `phrase` stands between brackets in the sum; `note` says what the paper itself names.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="decisions", verbose_name="regeling")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    inhabitants = models.PositiveIntegerField("inwoners")
    paper = models.CharField("stuk", max_length=120)
    phrase = models.CharField("woorden in de som", max_length=120)
    note = models.TextField("wat het stuk noemt")

    objects = FundingQuerySet["PopulationDecision"].as_manager()

    class Meta:
        verbose_name = "afwijkend inwoneraantal"
        verbose_name_plural = "afwijkende inwoneraantallen"
        ordering = ["scheme", "municipality"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "municipality"],
                name="decision_once_per_scheme_and_municipality",
                violation_error_message="Deze gemeente heeft al een eigen aantal bij deze regeling.",
            ),
            models.CheckConstraint(
                condition=Q(inhabitants__gt=0),
                name="decision_inhabitants_above_zero",
                violation_error_message="Een gemeente heeft minstens één inwoner.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inhabitants} ({self.paper})"


class RoundQuerySet(FundingQuerySet["Round"]):
    def live(self) -> Self:
        """Rounds that count: all but the cancelled ones."""
        return self.exclude(state=RoundState.CANCELLED)

    def before(self, year: int) -> "Round | None":
        """The latest round of an earlier year, of any scheme: what the figures are compared with."""
        return self.live().filter(year__lt=year).order_by("-year", "-made_at").first()

    def with_totals(self) -> Self:
        totals = self.annotate(number_of_lines=models.Count("lines"), total=models.Sum("lines__amount"))
        return totals.order_by("-year", "-made_at")  # a GROUP BY forgets the order of the model


class Round(models.Model):
    """All contributions of one scheme in one year, made by one person, approved by another. «factuurronde»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="rounds", verbose_name="regeling")
    year = models.PositiveSmallIntegerField("jaar")
    reference_date = models.DateField("peildatum")
    state = models.CharField("status", max_length=10, choices=RoundState, default=RoundState.DRAFT)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="gemaakt door",
    )
    made_at = models.DateTimeField("gemaakt", auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="goedgekeurd door",
    )
    approved_at = models.DateTimeField("goedgekeurd", null=True)
    issued_at = models.DateTimeField("gefactureerd", null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="ingetrokken door",
    )
    cancelled_at = models.DateTimeField("ingetrokken", null=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "factuurronde"
        verbose_name_plural = "factuurrondes"
        ordering = ["-year", "-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "year"],
                condition=~Q(state=RoundState.CANCELLED),
                name="round_one_live_per_scheme_and_year",
                violation_error_message="Voor deze regeling en dit jaar is er al een ronde.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("made_by")),
                name="round_approved_by_a_second_person",
                violation_error_message="Wie de ronde maakte, kan haar niet goedkeuren.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="round_approved_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[RoundState.APPROVED, RoundState.ISSUED],
                    approved_at__isnull=False,
                )
                | Q(state=RoundState.DRAFT, approved_at=None)
                | Q(state=RoundState.CANCELLED),
                name="round_approved_at_once_approved",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.ISSUED, issued_at__isnull=False)
                | ~Q(state=RoundState.ISSUED) & Q(issued_at=None),
                name="round_issued_at_once_issued",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=RoundState.CANCELLED,
                    cancelled_by__isnull=False,
                    cancelled_at__isnull=False,
                )
                | ~Q(state=RoundState.CANCELLED) & Q(cancelled_by=None, cancelled_at=None),
                name="round_cancelled_by_someone_once_cancelled",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="year_inside_scheme",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=YEAR_INSIDE_SCHEME,
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme.name} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("contributions:round", args=[self.pk])

    @property
    def period(self) -> Period:
        return self.scheme.rate.period(self.year)

    @property
    def is_draft(self) -> bool:
        return self.state == RoundState.DRAFT

    @property
    def can_be_cancelled(self) -> bool:
        """Until its invoices have a number."""
        return self.state in (RoundState.DRAFT, RoundState.APPROVED)


class RoundLine(models.Model):
    """What one municipality owes in a round; all that the sum needs is frozen here. «regel»

    `cbs_inhabitants` is the figure of CBS on the round's reference date, kept beside a figure that
    comes from a decision, so that the difference can be explained.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="lines", verbose_name="factuurronde")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    inhabitants = models.PositiveIntegerField("inwoners")
    source = models.CharField("bron", max_length=10, choices=FigureSource)
    reference_date = models.DateField("peildatum", null=True)
    source_text = models.CharField("woorden in de som", max_length=120)
    paper = models.CharField("stuk", max_length=120, blank=True)
    note = models.TextField("wat het stuk noemt", blank=True)
    cbs_inhabitants = models.PositiveIntegerField("inwoners volgens CBS", null=True)
    rate = models.DecimalField("euro per inwoner", max_digits=6, decimal_places=2)
    amount = models.DecimalField("bedrag in euro", max_digits=12, decimal_places=2)

    objects = FundingQuerySet["RoundLine"].as_manager()

    class Meta:
        verbose_name = "regel"
        verbose_name_plural = "regels"
        ordering = ["municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "municipality"],
                name="line_once_per_round_and_municipality",
                violation_error_message="Deze gemeente staat al in de ronde.",
            ),
            models.CheckConstraint(
                condition=Q(inhabitants__gt=0),
                name="line_inhabitants_above_zero",
                violation_error_message="Een gemeente heeft minstens één inwoner.",
            ),
            models.CheckConstraint(
                condition=Q(amount=F("inhabitants") * F("rate")),
                name="line_amount_is_inhabitants_times_rate",
                violation_error_message="Het bedrag is het aantal inwoners maal het tarief.",
            ),
            models.CheckConstraint(
                condition=Q(source=FigureSource.CBS, reference_date__isnull=False, paper="")
                | Q(source=FigureSource.DECISION, reference_date=None) & ~Q(paper=""),
                name="line_has_a_reference_date_or_a_paper",
                violation_error_message="Een aantal heeft een peildatum of een stuk als bron.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.municipality} {self.amount}"

    @property
    def sum(self) -> Sum:
        return Sum(self.inhabitants, self.source_text, self.rate, self.amount)

    @property
    def is_from_decision(self) -> bool:
        return self.source == FigureSource.DECISION

    @property
    def difference_in_euro(self) -> Decimal | None:
        """How far the amount is from the one by CBS; None when there is nothing to compare."""
        if self.cbs_inhabitants is None:
            return None
        return abs(self.cbs_inhabitants - self.inhabitants) * self.rate


def cbs_phrase(reference_date: date) -> str:
    """The words in the sum for a figure of CBS."""
    return f"CBS, peildatum {spoken(reference_date)}"
