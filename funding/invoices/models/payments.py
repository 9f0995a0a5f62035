"""What was paid: money that came in, went back, or moved from one invoice to another."""

import uuid
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from funding.contributions.models import FundingQuerySet
from funding.invoices.choices import Direction
from funding.invoices.models.invoices import Invoice

# `due` is what is asked on balance: all of an invoice that stands, nothing of one that was credited.
# Locked first and read afterwards, so that two at once do not both see what the other has not written.
WITHIN_THE_INVOICE = """
PERFORM FROM invoices_invoice AS invoice WHERE invoice.id = NEW.invoice_id FOR UPDATE;
SELECT CASE
    WHEN invoice.kind <> 'invoice' THEN 0
    WHEN EXISTS (SELECT FROM invoices_invoice AS note WHERE note.corrects_id = invoice.id) THEN 0
    ELSE invoice.amount + invoice.vat
END INTO due FROM invoices_invoice AS invoice WHERE invoice.id = NEW.invoice_id;
SELECT coalesce(sum(CASE payment.direction WHEN 'received' THEN payment.amount ELSE -payment.amount END), 0)
INTO kept FROM invoices_payment AS payment
WHERE payment.invoice_id = NEW.invoice_id AND payment.withdrawn_at IS NULL;
IF TG_OP = 'INSERT' AND NEW.direction = 'received' AND kept + NEW.amount > due THEN
    RAISE EXCEPTION 'no more is received than was invoiced' USING ERRCODE = 'check_violation';
END IF;
IF NEW.direction = 'returned' AND TG_OP = 'INSERT' AND kept - NEW.amount < due
OR NEW.direction = 'received' AND TG_OP = 'UPDATE' AND kept - NEW.amount < 0 THEN
    RAISE EXCEPTION 'no more is returned than is to return' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
TWO_EQUAL_HALVES = """
IF NOT EXISTS (
    SELECT FROM invoices_payment AS other
    JOIN invoices_invoice AS there ON there.id = other.invoice_id
    JOIN contributions_roundline AS line_there ON line_there.id = there.line_id
    JOIN invoices_invoice AS here ON here.id = NEW.invoice_id
    JOIN contributions_roundline AS line_here ON line_here.id = here.line_id
    WHERE other.id = NEW.settled_with_id AND other.settled_with_id = NEW.id
    AND (other.amount, other.paid_on) = (NEW.amount, NEW.paid_on) AND other.direction <> NEW.direction
    AND other.withdrawn_at IS NOT DISTINCT FROM NEW.withdrawn_at
    AND there.id <> here.id AND line_there.round_id = line_here.round_id
    AND (there.municipality_id, there.party_id) = (here.municipality_id, here.party_id)
) THEN
    RAISE EXCEPTION 'a settlement has two equal halves' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""
FIXED = ("invoice", "direction", "settled_with", "amount", "paid_on", "noted_by", "noted_at")


class PaymentQuerySet(FundingQuerySet["Payment"]):
    def that_count(self) -> Self:
        return self.filter(withdrawn_at=None)

    def to_show(self) -> Self:
        """With the numbers of the own invoice and of the one it was settled with."""
        return self.select_related("invoice__municipality", "settled_with__invoice")


class Payment(models.Model):
    """Money that came in for an invoice, or went back, noted by hand. «betaling»

    What is to return of a credited invoice may move to the one that came in its place: it goes back on
    the one and comes in on the other, each `settled_with` the other half, and no bank sees it. A note
    that was wrong is withdrawn, and stays readable.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments", verbose_name="factuur")
    direction = models.CharField("richting", max_length=8, choices=Direction, default=Direction.RECEIVED)
    settled_with = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="+", verbose_name="verrekend met"
    )
    amount = models.DecimalField("bedrag in euro", max_digits=12, decimal_places=2)
    paid_on = models.DateField("betaald op")
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

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = "betaling"
        verbose_name_plural = "betalingen"
        ordering = ["paid_on", "noted_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="payment_above_zero",
                violation_error_message="Een betaling is meer dan nul.",
            ),
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values), name="payment_came_in_or_went_back"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="payment_withdrawn_by_someone_at_some_time",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="within_the_invoice",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("due", "numeric"), ("kept", "numeric")],
                func=WITHIN_THE_INVOICE,
            ),
            pgtrigger.Trigger(
                name="two_equal_halves",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__settled_with__isnull=False),
                func=TWO_EQUAL_HALVES,
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
        return f"{self.amount} op {self.paid_on}"

    @property
    def counts(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_return(self) -> bool:
        return self.direction == Direction.RETURNED

    @property
    def kind(self) -> str:
        """In the words of the screen."""
        if self.settled_with:
            return f"verrekend met {self.settled_with.invoice.number}"
        return self.get_direction_display()
