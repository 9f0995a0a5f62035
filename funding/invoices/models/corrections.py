"""What has to be put right, and who asked for it."""

import uuid
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from funding.contributions.models import FundingQuerySet
from funding.invoices.choices import RequestState
from funding.invoices.models.invoices import Invoice
from zorgportaal.accounts.models import User

NO_CORRECTION_YET = """
IF EXISTS (SELECT FROM invoices_correction AS correction WHERE correction.invoice_id = NEW.invoice_id)
OR EXISTS (
    SELECT FROM invoices_invoice AS note
    WHERE note.id = NEW.invoice_id AND note.kind = 'credit_note' OR note.corrects_id = NEW.invoice_id
) THEN
    RAISE EXCEPTION 'this invoice is being put right' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


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


class CorrectionRequestQuerySet(models.QuerySet["CorrectionRequest"]):
    def visible_to(self, user: User) -> Self:
        """Whoever keeps the books sees all, an officer those of the own municipalities."""
        return self.filter(invoice__in=Invoice.objects.visible_to(user))

    def waiting(self) -> Self:
        """Nobody answered yet, with a correction or with a rejection."""
        return self.filter(rejected_at=None, invoice__correction=None)

    def to_show(self) -> Self:
        return self.select_related(
            "invoice__municipality",
            "invoice__correction",
            "invoice__credit_note",
            "asked_by",
            "rejected_by",
        )


class CorrectionRequest(models.Model):
    """What a municipality says is wrong with an invoice that stands. «verzoek om correctie»

    A correction of the invoice answers it, so after a proposal that was taken back it waits again. Or it
    is rejected, with an answer that the municipality reads.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="requests", verbose_name="factuur")
    reason = models.CharField("reden", max_length=300)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gevraagd door"
    )
    asked_at = models.DateTimeField("gevraagd", auto_now_add=True)
    answer = models.CharField("antwoord", max_length=300, blank=True)
    rejected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="afgewezen door",
    )
    rejected_at = models.DateTimeField("afgewezen", null=True)

    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "verzoek om correctie"
        verbose_name_plural = "verzoeken om correctie"
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["invoice"],
                condition=Q(rejected_at=None),
                name="correction_request_one_open_per_invoice",
                violation_error_message="Voor deze factuur is al om een correctie gevraagd.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="correction_request_has_a_reason",
                violation_error_message="Geef aan wat er niet klopt.",
            ),
            models.CheckConstraint(
                condition=Q(rejected_by=None, rejected_at=None, answer="")
                | Q(rejected_by__isnull=False, rejected_at__isnull=False) & ~Q(answer=""),
                name="correction_request_rejected_by_someone_with_an_answer",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_correction_yet",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NO_CORRECTION_YET,
            ),
            pgtrigger.ReadOnly(name="asked_once", fields=["invoice", "reason", "asked_by", "asked_at"]),
            pgtrigger.Protect(
                name="rejected_for_good",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__rejected_at__isnull=False),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"verzoek om correctie van {self.invoice_id}"

    @property
    def state(self) -> RequestState:
        """Of a request that came `to_show`."""
        if self.rejected_at:
            return RequestState.REJECTED
        if self.invoice.is_credited:
            return RequestState.CREDITED
        return RequestState.PROPOSED if self.invoice.has_correction else RequestState.WAITING
