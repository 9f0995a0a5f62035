"""The VAT that the partnership may pass on, and the share of each municipality in it."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from funding.contributions.models import FundingQuerySet, Round
from funding.invoices.models import Invoice
from funding.pass_through.choices import State
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.regions.models import Municipality

OF_AN_ISSUED_ROUND_WITHOUT_VAT = """
IF NOT EXISTS (
    SELECT FROM contributions_round AS round
    JOIN contributions_scheme AS scheme ON scheme.id = round.scheme_id
    WHERE round.id = NEW.round_id AND round.state = 'issued' AND scheme.vat_treatment <> 'taxed_21'
) THEN
    RAISE EXCEPTION 'VAT is passed on for an issued round whose invoices carry none'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
SHARES_ARE_THE_TOTAL = """
IF NEW.total IS DISTINCT FROM (
    SELECT sum(part.share) FROM pass_through_passthroughshare AS part WHERE part.pass_through_id = NEW.id
) THEN
    RAISE EXCEPTION 'the shares are together exactly the total' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
# The lock lets nobody approve between this look and the end of the transaction.
OF_AN_INVOICE_OF_THE_ROUND = """
PERFORM 1 FROM pass_through_passthrough AS proposal
WHERE proposal.id = NEW.pass_through_id AND proposal.state = 'proposed' FOR SHARE;
IF NOT FOUND THEN
    RAISE EXCEPTION 'shares come with the proposal' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (
    SELECT FROM pass_through_passthrough AS proposal
    JOIN contributions_roundline AS line ON line.round_id = proposal.round_id
    JOIN invoices_invoice AS invoice ON invoice.line_id = line.id
    JOIN regions_municipality AS municipality ON municipality.id = invoice.municipality_id
    WHERE proposal.id = NEW.pass_through_id AND invoice.id = NEW.invoice_id AND invoice.kind = 'invoice'
    AND invoice.amount = NEW.contribution AND municipality.gm_code = NEW.gm_code
) THEN
    RAISE EXCEPTION 'a share is by an invoice of the round' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
FIXED = ("round", "total", "basis", "only_public_bodies", "proposed_by", "proposed_at")


class PassThroughQuerySet(FundingQuerySet["PassThrough"]):
    def live(self) -> Self:
        """Those that count: all but the withdrawn ones."""
        return self.exclude(state=State.WITHDRAWN)

    def to_show(self) -> Self:
        """With all that a page says of it but the shares, in one query."""
        shown = self.select_related("round__scheme", "proposed_by", "decided_by")
        return shown.annotate(
            contributed=models.Sum("shares__contribution"), number_of_shares=models.Count("shares")
        ).order_by("-round__year", "-proposed_at")


class PassThrough(models.Model):
    """The VAT that the partnership paid in a year and may pass on to those who contribute. «doorschuif-btw»

    Of one scheme and contribution year, so of one issued round. Proposed by one person with the shares
    of all municipalities, approved by another: from then on it stays. `basis` is the approval of the tax
    authority. Barred where others than public bodies take part. It is no invoice. Source: domain.md 3.10.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(
        Round, models.PROTECT, related_name="pass_throughs", verbose_name="factuurronde"
    )
    total = models.DecimalField("door te schuiven btw in euro", max_digits=12, decimal_places=2)
    basis = models.CharField("goedkeuring van de Belastingdienst", max_length=300)
    only_public_bodies = models.BooleanField("alleen overheden doen mee", default=False)
    state = models.CharField("stand", max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="voorgesteld door"
    )
    proposed_at = models.DateTimeField("voorgesteld", auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="besloten door"
    )
    decided_at = models.DateTimeField("besloten", null=True)

    contributed: Decimal  # of to_show(), in euro
    number_of_shares: int  # of to_show()

    objects = PassThroughQuerySet.as_manager()

    class Meta:
        verbose_name = "doorschuif-btw"
        verbose_name_plural = "doorschuif-btw"
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"],
                condition=~Q(state=State.WITHDRAWN),
                name="pass_through_one_live_per_round",
                violation_error_message="Voor deze regeling en dit jaar is er al een opgave.",
            ),
            models.CheckConstraint(
                condition=Q(total__gt=0),
                name="pass_through_above_zero",
                violation_error_message="De btw is meer dan nul.",
            ),
            models.CheckConstraint(
                condition=~Q(basis=""),
                name="pass_through_has_a_basis",
                violation_error_message="Noem de goedkeuring van de Belastingdienst.",
            ),
            models.CheckConstraint(
                condition=Q(only_public_bodies=True),
                name="pass_through_among_public_bodies_only",
                violation_error_message="Btw doorschuiven mag alleen als alleen overheden meedoen.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.APPROVED) | ~Q(decided_by=F("proposed_by")),
                name="pass_through_approved_by_a_second_person",
                violation_error_message="Wie de opgave voorstelde, kan haar niet goedkeuren.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PROPOSED, decided_by=None, decided_at=None)
                | ~Q(state=State.PROPOSED) & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="pass_through_decided_by_someone_at_some_time",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="of_an_issued_round_without_vat",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=OF_AN_ISSUED_ROUND_WITHOUT_VAT,
            ),
            pgtrigger.Trigger(
                name="shares_are_the_total",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__state=State.APPROVED),
                func=SHARES_ARE_THE_TOTAL,
            ),
            pgtrigger.ReadOnly(name="only_decided", fields=list(FIXED)),
            pgtrigger.Protect(
                name="decided_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__decided_at__isnull=False),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.round.scheme.name} {self.round.year}"

    def get_absolute_url(self) -> str:
        return reverse("pass_through:pass_through", args=[self.pk])

    @property
    def is_proposed(self) -> bool:
        return self.state == State.PROPOSED

    @property
    def is_approved(self) -> bool:
        return self.state == State.APPROVED

    @property
    def stated_on(self) -> date:
        """The day of the statements of an approved one."""
        assert self.decided_at is not None
        return timezone.localdate(self.decided_at)

    @property
    def due_on(self) -> date:
        """The last day to send the statements: the end of January of the next year (domain.md 3.10)."""
        return date(self.round.year + 1, 1, 31)

    @property
    def is_late(self) -> bool:
        """Whether the statements came, or would come today, after that day."""
        day = self.stated_on if self.is_approved else timezone.localdate()
        return day > self.due_on and self.state != State.WITHDRAWN


class PassThroughShareQuerySet(models.QuerySet["PassThroughShare"]):
    def visible_to(self, user: User) -> Self:
        """A finance officer knows of what was approved, for the own municipalities."""
        if user.may(Permission.PREPARE_ROUND):
            return self
        if user.may(Permission.VIEW_OWN_INVOICES):
            return self.approved().filter(municipality__in=user.municipalities.all())
        return self.none()

    def approved(self) -> Self:
        return self.filter(pass_through__state=State.APPROVED)

    def to_show(self) -> Self:
        return self.select_related("municipality", "invoice", "pass_through__round__scheme")


class PassThroughShare(models.Model):
    """The part of one municipality in the VAT that is passed on. «aandeel in de doorschuif-btw»

    By the contribution on its invoice, that no credit note took back. Never changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pass_through = models.ForeignKey(
        PassThrough, models.PROTECT, related_name="shares", verbose_name="doorschuif-btw"
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        to_field="gm_code",
        db_column="gm_code",
        related_name="+",
        verbose_name="gemeente",
    )
    invoice = models.ForeignKey(
        Invoice, models.PROTECT, related_name="pass_through_shares", verbose_name="factuur"
    )
    contribution = models.DecimalField("bijdrage in euro", max_digits=12, decimal_places=2)
    share = models.DecimalField("aandeel in euro", max_digits=12, decimal_places=2)

    objects = PassThroughShareQuerySet.as_manager()

    class Meta:
        verbose_name = "aandeel in de doorschuif-btw"
        verbose_name_plural = "aandelen in de doorschuif-btw"
        ordering = ["municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["pass_through", "municipality"], name="share_once_per_municipality"
            ),
            models.CheckConstraint(
                condition=Q(contribution__gt=0, share__gte=0), name="share_not_below_zero"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="of_an_invoice_of_the_round",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=OF_AN_INVOICE_OF_THE_ROUND,
            ),
            pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.share}"

    @property
    def is_fictitious(self) -> bool:
        return bool(self.invoice.seller["is_fictitious"])
