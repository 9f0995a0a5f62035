"""What was paid, and what has to be put right."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from funding.contributions.models import FundingQuerySet
from funding.invoices.models.invoices import Invoice

NOT_MORE_THAN_INVOICED = """
IF (
    SELECT coalesce(sum(payment.amount), 0) + NEW.amount
    FROM invoices_payment AS payment
    WHERE payment.invoice_id = NEW.invoice_id AND payment.withdrawn_at IS NULL
) > coalesce((
    SELECT invoice.amount + invoice.vat FROM invoices_invoice AS invoice
    WHERE invoice.id = NEW.invoice_id AND invoice.kind = 'invoice'
), 0) THEN
    RAISE EXCEPTION 'no more is received than was invoiced' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
FIXED = ("invoice", "amount", "received_on", "noted_by", "noted_at")


class Payment(models.Model):
    """Money that came in for an invoice, noted by hand. «betaling»

    A note that was wrong is withdrawn, and stays readable.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments", verbose_name="factuur")
    amount = models.DecimalField("bedrag in euro", max_digits=12, decimal_places=2)
    received_on = models.DateField("ontvangen op")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="genoteerd door"
    )
    noted_at = models.DateTimeField("genoteerd", auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="teruggenomen door",
    )
    withdrawn_at = models.DateTimeField("teruggenomen", null=True)

    objects = FundingQuerySet["Payment"].as_manager()

    class Meta:
        verbose_name = "betaling"
        verbose_name_plural = "betalingen"
        ordering = ["received_on", "noted_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="payment_above_zero",
                violation_error_message="Een betaling is meer dan nul.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="payment_withdrawn_by_someone_at_some_time",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="not_more_than_invoiced",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=NOT_MORE_THAN_INVOICED,
            ),
            pgtrigger.ReadOnly(name="only_withdrawn", fields=list(FIXED)),
            pgtrigger.Protect(
                name="withdrawn_for_good",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.amount} op {self.received_on}"

    @property
    def counts(self) -> bool:
        return self.withdrawn_at is None


class Correction(models.Model):
    """An invoice that has to be put right: one person proposes it, another approves. «correctie»

    Approved, it becomes a credit note; with `is_reissued` a new invoice follows, by the figures,
    decisions and numbers of that day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invoice = models.OneToOneField(Invoice, models.PROTECT, related_name="correction", verbose_name="factuur")
    reason = models.CharField("reden", max_length=300)
    is_reissued = models.BooleanField("maak ook een nieuwe factuur", default=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="voorgesteld door"
    )
    proposed_at = models.DateTimeField("voorgesteld", auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="goedgekeurd door",
    )
    approved_at = models.DateTimeField("goedgekeurd", null=True)

    objects = FundingQuerySet["Correction"].as_manager()

    class Meta:
        verbose_name = "correctie"
        verbose_name_plural = "correcties"
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="correction_approved_by_a_second_person",
                violation_error_message="Wie de correctie voorstelde, kan haar niet goedkeuren.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="correction_approved_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="correction_has_a_reason",
                violation_error_message="Geef de reden van de correctie.",
            ),
        ]

    def __str__(self) -> str:
        return f"correctie van {self.invoice_id}"
