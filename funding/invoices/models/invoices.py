"""Invoices and credit notes, with their files."""

import uuid
from decimal import Decimal
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from funding.contributions.choices import VatTreatment
from funding.contributions.models import RoundLine
from funding.invoices.balance import NOTHING, Balance
from funding.invoices.choices import Direction, Kind, PaymentState, Profile
from funding.invoices.models.parties import IssuingParty
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.documents.models import PrivateFile
from zorgportaal.regions.models import Municipality


def _paid(*conditions: Q, **more: object) -> Coalesce:
    """The sum of the payments that count and are so."""
    counted = Sum("payments__amount", filter=Q(*conditions, payments__withdrawn_at=None, **more))
    return Coalesce(counted, Decimal(0), output_field=models.DecimalField())


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    def visible_to(self, user: User) -> Self:
        """A finance officer knows of the own municipalities' invoices only."""
        if user.may(Permission.PREPARE_ROUND):
            return self
        if user.may(Permission.VIEW_OWN_INVOICES):
            return self.filter(municipality__in=user.municipalities.all())
        return self.none()

    def to_show(self) -> Self:
        """With all that a page or a paper says of an invoice, in one query; without the file itself."""
        return self.select_related(
            "party",
            "municipality",
            "line__round__scheme",
            "stored__file",
            "stored__ubl",
            "corrects__correction",
            "credit_note",
        ).defer("stored__file__content", "stored__ubl__content")

    def with_payments(self) -> Self:
        """With what came in and what went back, in the same query: `balance` needs it."""
        back = Q(payments__direction=Direction.RETURNED)
        return self.annotate(
            received=_paid(payments__direction=Direction.RECEIVED),
            returned=_paid(back),
            settled=_paid(back, payments__settled_with__isnull=False),
        )

    def that_stand(self) -> Self:
        """Invoices that no credit note took back."""
        return self.filter(kind=Kind.INVOICE, credit_note=None)

    def newest_first(self) -> Self:
        return self.order_by("-year", "-issued_on", "-sequence")


class Invoice(models.Model):
    """What one municipality is asked to pay, or gets back. Never changed once issued. «factuur»

    `year` is the year of the contribution and of the number series; `sequence` counts in that
    series from 1 without gaps, credit notes included. `seller` and `buyer` are the parties as they
    were that day. A mistake is put right by a credit note, and a new invoice on a next revision of
    the line.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField("factuurnummer", max_length=24, unique=True)
    kind = models.CharField("soort", max_length=12, choices=Kind, default=Kind.INVOICE)
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        related_name="credit_note",
        verbose_name="hoort bij factuur",
    )
    party = models.ForeignKey(
        IssuingParty,
        models.PROTECT,
        related_name="invoices",
        verbose_name="factuurpartij",
    )
    line = models.ForeignKey(RoundLine, models.PROTECT, related_name="invoices", verbose_name="regel")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    year = models.PositiveSmallIntegerField("jaar")
    sequence = models.PositiveIntegerField("volgnummer")
    issued_on = models.DateField("factuurdatum")
    due_on = models.DateField("betalen uiterlijk")
    amount = models.DecimalField("bedrag in euro zonder btw", max_digits=12, decimal_places=2)
    vat_treatment = models.CharField("btw", max_length=20, choices=VatTreatment)
    vat_ground = models.CharField("grond voor vrijstelling", max_length=120, blank=True)
    vat = models.DecimalField("btw in euro", max_digits=12, decimal_places=2, default=0)
    seller = models.JSONField("wie factureert")
    buyer = models.JSONField("wie betaalt")
    profile = models.CharField("soort e-factuur", max_length=8, choices=Profile, default=Profile.NLCIUS)

    # of with_payments(); `settled` is the part of `returned` that went to another invoice
    received: Decimal
    returned: Decimal
    settled: Decimal

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "factuur"
        verbose_name_plural = "facturen"
        ordering = ["year", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "year", "sequence"],
                name="invoice_number_once_per_series",
            ),
            models.UniqueConstraint(fields=["line", "kind"], name="invoice_once_per_line_and_kind"),
            models.CheckConstraint(
                condition=Q(kind=Kind.INVOICE, corrects=None)
                | Q(kind=Kind.CREDIT_NOTE, corrects__isnull=False),
                name="credit_note_corrects_an_invoice",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0) & Q(sequence__gt=0), name="invoice_above_zero"),
            models.CheckConstraint(
                condition=Q(vat__gte=0) & (Q(vat=0) | Q(vat_treatment=VatTreatment.TAXED_21)),
                name="invoice_vat_only_where_taxed",
            ),
            models.CheckConstraint(condition=Q(due_on__gt=F("issued_on")), name="invoice_due_after_issue"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_truncated",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'an issued invoice is never removed';",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The page of whoever keeps the books; a municipality has a page of its own."""
        return reverse("invoices:invoice", args=[self.pk])

    @property
    def is_credit_note(self) -> bool:
        return self.kind == Kind.CREDIT_NOTE

    @property
    def total(self) -> Decimal:
        """Euro to pay, or to get back, with VAT."""
        return self.amount + self.vat

    @property
    def is_credited(self) -> bool:
        return getattr(self, "credit_note", None) is not None

    @property
    def has_correction(self) -> bool:
        """Also one that is only proposed."""
        return getattr(self, "correction", None) is not None

    @property
    def balance(self) -> Balance:
        """Of an invoice that came `with_payments`; a credit note takes all of it back."""
        credited = self.total if self.is_credited else NOTHING
        return Balance(self.total, credited, self.received, self.returned)

    @property
    def sent_back(self) -> Decimal:
        """What went back to the bank of the municipality."""
        return self.returned - self.settled

    @property
    def payment_state(self) -> PaymentState:
        return self.balance.state(due_on=self.due_on, today=timezone.localdate())

    @property
    def days_to_pay(self) -> int:
        return (self.due_on - self.issued_on).days

    @property
    def file_name(self) -> str:
        """Without its ending."""
        return f"{self.get_kind_display()}-{self.number}"

    @property
    def paper(self) -> "InvoiceFile | None":
        """The stored PDF; None until the worker has made it."""
        return getattr(self, "stored", None)


class InvoiceFileQuerySet(models.QuerySet["InvoiceFile"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(invoice__in=Invoice.objects.visible_to(user))

    def to_open(self) -> Self:
        """With what opening the file and the trail need, in one query."""
        return self.select_related("invoice", "file__key", "ubl__key")


class InvoiceFile(models.Model):
    """The PDF of an invoice and the e-invoice that is inside it, made once, together. «factuurbestand»

    Papers from before the e-invoice have none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invoice = models.OneToOneField(Invoice, models.PROTECT, related_name="stored", verbose_name="factuur")
    file = models.OneToOneField(PrivateFile, models.PROTECT, related_name="+", verbose_name="pdf")
    ubl = models.OneToOneField(
        PrivateFile, models.PROTECT, null=True, related_name="+", verbose_name="e-factuur"
    )

    objects = InvoiceFileQuerySet.as_manager()

    class Meta:
        verbose_name = "factuurbestand"
        verbose_name_plural = "factuurbestanden"
        triggers = [pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.invoice_id}"

    @property
    def kilobytes(self) -> int:
        return max(1, round(self.file.size / 1000))

    @property
    def ubl_kilobytes(self) -> int:
        return max(1, round(self.ubl.size / 1000)) if self.ubl else 0
