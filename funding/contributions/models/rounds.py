"""Rounds, with one line per municipality in which all that the sum needs is frozen."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from funding.contributions.choices import FigureSource, RoundState, VatTreatment
from funding.contributions.contribution import Period, Sum, spoken, vat_over
from funding.contributions.models.schemes import FundingQuerySet, Scheme
from zorgportaal.regions.models import Municipality

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


class RoundQuerySet(FundingQuerySet["Round"]):
    def live(self) -> Self:
        """Rounds that count: all but the cancelled ones."""
        return self.exclude(state=RoundState.CANCELLED)

    def before(self, round_: "Round") -> "Round | None":
        """What the figures are compared with: the latest issued round of an earlier year of the same scheme.

        Without one it is that of the latest scheme before it whose municipalities are the same: a
        round of the whole country says nothing beside one of Limburg. A draft says what nobody paid.
        """
        scheme = round_.scheme
        alike = Q(scheme__cover=scheme.cover, scheme__starts_on__lt=scheme.starts_on)
        issued = self.filter(state=RoundState.ISSUED)
        earlier = issued.filter(Q(scheme=scheme) | alike, year__lt=round_.year)
        own_first = models.Case(models.When(scheme=scheme, then=0), default=1)
        return earlier.order_by(own_first, "-scheme__starts_on", "-year", "-made_at").first()

    def beside(self, round_: "Round") -> Self:
        """Live rounds of the same year for the same municipalities: they pay both.

        With `shared`, how many municipalities, and `shared_amount`, what those pay there in euro.
        """
        others = self.live().filter(year=round_.year).exclude(pk=round_.pk)
        same = others.filter(lines__revision=1, lines__municipality__in=round_.lines.values("municipality"))
        counted = same.annotate(shared=models.Count("lines"), shared_amount=models.Sum("lines__amount"))
        return counted.select_related("scheme").order_by("scheme__name")

    def with_totals(self) -> Self:
        """What was approved; later corrections are in the books."""
        approved = Q(lines__revision=1)
        totals = self.annotate(
            number_of_lines=models.Count("lines", filter=approved),
            total=models.Sum("lines__amount", filter=approved),
        )
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
        """The name and the year; a name that ends with the year says it already."""
        name = self.scheme.name
        return name if name.endswith(str(self.year)) else f"{name} {self.year}"

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


class RoundLineQuerySet(FundingQuerySet["RoundLine"]):
    def approved(self) -> Self:
        """As the round was approved, without what was put right later."""
        return self.filter(revision=1)


class RoundLine(models.Model):
    """What one municipality owes in a round; all that the sum needs is frozen here. «regel»

    `cbs_inhabitants` is the figure of CBS on the round's reference date, kept beside a figure that
    comes from a decision, so that the difference can be explained. A line is never changed: what
    was wrong gets a next `revision`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="lines", verbose_name="factuurronde")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    revision = models.PositiveSmallIntegerField("versie", default=1)
    inhabitants = models.PositiveIntegerField("inwoners")
    source = models.CharField("bron", max_length=10, choices=FigureSource)
    reference_date = models.DateField("peildatum", null=True)
    source_text = models.CharField("woorden in de som", max_length=120)
    paper = models.CharField("stuk", max_length=160, blank=True)
    is_decided = models.BooleanField("besluit bekend", default=False)
    is_double = models.BooleanField("ook uit de DU-VO", default=False)
    is_provisional = models.BooleanField("voorlopig cijfer", default=False)
    note = models.TextField("wat het stuk noemt", blank=True)
    cbs_inhabitants = models.PositiveIntegerField("inwoners volgens CBS", null=True)
    rate = models.DecimalField("euro per inwoner", max_digits=6, decimal_places=2)
    amount = models.DecimalField("bedrag in euro", max_digits=12, decimal_places=2)

    objects = RoundLineQuerySet.as_manager()

    class Meta:
        verbose_name = "regel"
        verbose_name_plural = "regels"
        ordering = ["municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "municipality", "revision"],
                name="line_once_per_round_municipality_and_revision",
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
                condition=Q(source=FigureSource.CBS, reference_date__isnull=False)
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
    def vat(self) -> Decimal:
        """Euro, over the amount; nothing where the scheme is not taxed."""
        return vat_over(self.amount, VatTreatment(self.round.scheme.vat_treatment).per_cent)

    @property
    def is_from_decision(self) -> bool:
        return self.source == FigureSource.DECISION

    @property
    def difference_in_euro(self) -> Decimal | None:
        """How far the amount is from the one by CBS; None when there is nothing to compare."""
        if self.cbs_inhabitants is None:
            return None
        return abs(self.cbs_inhabitants - self.inhabitants) * self.rate


def cbs_phrase(reference_date: date, *, is_provisional: bool = False) -> str:
    """The words in the sum for a figure of CBS."""
    return f"CBS, {'voorlopig cijfer, ' if is_provisional else ''}peildatum {spoken(reference_date)}"
