"""What is agreed: schemes, the councils' decisions, and the figures that papers name."""

import uuid
from datetime import date
from typing import Self, TypeVar

import pgtrigger
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils import timezone

from funding.contributions.choices import Cover, RoundState, Unit, VatTreatment
from funding.contributions.contribution import Rate, spoken
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.documents.models import PrivateFile
from zorgportaal.regions.models import Municipality, MunicipalityQuerySet

M = TypeVar("M", bound=models.Model)

# The papers of a round read its scheme, and go on saying the same. The tax authority may still confirm,
# and a yearly scheme may get another last day where that shortens or lengthens no year of a round.
STAYS_AS_IT_WAS_USED = """
IF EXISTS (
    SELECT FROM contributions_round AS used
    WHERE used.scheme_id = OLD.id AND used.state <> 'cancelled' AND (
        to_jsonb(NEW) - 'ends_on' - 'is_vat_confirmed' <> to_jsonb(OLD) - 'ends_on' - 'is_vat_confirmed'
        OR NEW.ends_on IS DISTINCT FROM OLD.ends_on
        AND (OLD.unit = 'flat' OR least(OLD.ends_on, NEW.ends_on) < make_date(used.year, 12, 31))
    )
) THEN
    RAISE EXCEPTION 'a scheme that a round uses stays as it is' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class FundingQuerySet(models.QuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """Whoever makes or approves rounds works for all municipalities."""
        may = user.may(Permission.PREPARE_ROUND) or user.may(Permission.APPROVE_ROUND)
        return self if may else self.none()


class SchemeQuerySet(FundingQuerySet["Scheme"]):
    def holding_in(self, year: int) -> Self:
        started = self.filter(starts_on__year__lte=year)
        return started.filter(Q(ends_on=None) | Q(ends_on__year__gte=year))

    def agreed(self) -> Self:
        """Those that count: two people saw them, or they came with the portal."""
        return self.filter(Q(proposed_by=None) | Q(approved_at__isnull=False))

    def current_first(self) -> Self:
        today = timezone.localdate()
        holds = Q(starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today))
        return self.order_by(Case(When(holds, then=0), default=1), "-starts_on")

    def with_use(self) -> Self:
        """With `rounds_made`: how many rounds that count use it."""
        live = ~Q(rounds__state=RoundState.CANCELLED)
        return self.annotate(rounds_made=models.Count("rounds", filter=live))


class Scheme(models.Model):
    """A dated agreement on what municipalities pay per inhabitant. «regeling»

    A new rate is a new scheme. One person proposes it, another approves; those that came with the portal
    have neither. `reference_date` fixes the day of the population figures; without
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
    cover = models.CharField("wie betalen", max_length=12, choices=Cover, default=Cover.LIMBURG)
    vat_treatment = models.CharField(
        "btw", max_length=20, choices=VatTreatment, default=VatTreatment.OUT_OF_SCOPE
    )
    vat_ground = models.CharField(
        "grond voor vrijstelling",
        max_length=120,
        blank=True,
        help_text="Bijvoorbeeld: art. 11, lid 1, onder u, Wet OB.",
    )
    is_vat_confirmed = models.BooleanField("btw fiscaal bevestigd", default=False)
    payment_days = models.PositiveSmallIntegerField("betaaltermijn in dagen", default=30)
    proposed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="voorgesteld door"
    )
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="goedgekeurd door"
    )
    approved_at = models.DateTimeField("goedgekeurd", null=True, blank=True)

    objects = SchemeQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False, proposed_by__isnull=False)
                & ~Q(approved_by=F("proposed_by")),
                name="scheme_approved_by_a_second_person",
                violation_error_message="Wie de regeling voorstelde, kan haar niet goedkeuren.",
            ),
            models.CheckConstraint(
                condition=~Q(vat_treatment=VatTreatment.EXEMPT) | ~Q(vat_ground=""),
                name="scheme_exemption_has_a_ground",
                violation_error_message="Noem de grond waarop de bijdrage is vrijgesteld van btw.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stays_as_it_was_used",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=STAYS_AS_IT_WAS_USED,
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("contributions:scheme", args=[self.pk])

    @property
    def rate(self) -> Rate:
        is_per_year = self.unit == Unit.PER_YEAR
        return Rate(self.per_inhabitant, self.starts_on, self.ends_on, is_per_year)

    @property
    def last_used_year(self) -> int | None:
        """The latest year of a round that counts; None while no round uses the scheme."""
        live = self.rounds.live()
        year: int | None = live.aggregate(last=models.Max("year"))["last"]
        return year

    @property
    def is_used(self) -> bool:
        return self.last_used_year is not None

    @property
    def is_agreed(self) -> bool:
        return self.proposed_by_id is None or self.approved_at is not None

    @property
    def shown_on(self) -> date:
        """The day whose municipalities stand in the table of the scheme: today, within its period."""
        today = timezone.localdate()
        day = max(today, self.starts_on)
        return min(day, self.ends_on) if self.ends_on else day

    def reference_date_for(self, year: int) -> date:
        """The day whose population figures the round of `year` uses."""
        return self.reference_date or date(year, 1, 1)

    def beside(self) -> SchemeQuerySet:
        """Other schemes that hold for the same municipalities in the same time: they pay both."""
        same = Scheme.objects.exclude(pk=self.pk).filter(cover__in={self.cover, Cover.NETHERLANDS})
        later = same.filter(Q(ends_on=None) | Q(ends_on__gte=self.starts_on))
        return later.filter(starts_on__lte=self.ends_on) if self.ends_on else later

    def covers(self, municipality: Municipality, on: date) -> bool:
        """Whether `payers` of that day has it, for one municipality that is at hand already."""
        is_covered = municipality.is_in_limburg or self.cover == Cover.NETHERLANDS
        return is_covered and municipality.exists_on(on)

    def payers(self, on: date) -> MunicipalityQuerySet:
        """The municipalities that the scheme covers, as they are on a day."""
        everybody = Municipality.objects.all()
        return everybody.of_limburg(on) if self.cover == Cover.LIMBURG else everybody.on(on)


class CouncilDecision(models.Model):
    """The paper by which a municipality agrees to a scheme. «besluit»

    A proposal has no date and number: then the decision itself must still be asked for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="council_decisions", verbose_name="regeling"
    )
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    document = models.CharField("stuk", max_length=80)
    number = models.CharField("nummer", max_length=40, blank=True)
    decided_on = models.DateField("datum van het besluit", null=True, blank=True)

    objects = FundingQuerySet["CouncilDecision"].as_manager()

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ["scheme", "municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "municipality"],
                name="council_decision_once_per_scheme_and_municipality",
                violation_error_message="Deze gemeente heeft al een besluit bij deze regeling.",
            ),
        ]

    def __str__(self) -> str:
        number = f" {self.number}" if self.number else ""
        return f"{self.document}{number}" + (f" van {spoken(self.decided_on)}" if self.decided_on else "")

    @property
    def is_taken(self) -> bool:
        """Whether it is a decision, with its date, and not only a proposal."""
        return self.decided_on is not None


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


class DecisionFileQuerySet(FundingQuerySet["DecisionFile"]):
    def visible_to(self, user: User) -> Self:
        """A finance officer may read what the own municipality decided."""
        if user.may(Permission.VIEW_OWN_INVOICES):
            return self.filter(municipality__in=user.municipalities.all())
        return super().visible_to(user)

    def to_list(self) -> Self:
        return self.select_related("file").defer("file__content")


class DecisionFile(models.Model):
    """The paper itself, as PDF: whoever checks an amount can read on what it rests. «besluitstuk»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="files", verbose_name="regeling")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    file = models.OneToOneField(PrivateFile, models.PROTECT, related_name="+", verbose_name="bestand")

    objects = DecisionFileQuerySet.as_manager()

    class Meta:
        verbose_name = "besluitstuk"
        verbose_name_plural = "besluitstukken"
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "municipality"],
                name="decision_file_once_per_scheme_and_municipality",
            )
        ]

    def __str__(self) -> str:
        return f"besluitstuk van {self.municipality}"

    @property
    def kilobytes(self) -> int:
        return max(1, round(self.file.size / 1000))
