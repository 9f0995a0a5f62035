"""Who invoices, the number series, and the invoices with their files."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from funding.contributions.models import RoundLine
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.documents.models import PrivateFile
from zorgportaal.regions.models import Municipality


class IssuingParty(models.Model):
    """The legal entity that sends the invoices. «factuurpartij»

    While the real one is unknown its details come from reserved test values, and every paper says
    VOORBEELD.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prefix = models.CharField("begin van het factuurnummer", max_length=8, unique=True)
    name = models.CharField("naam", max_length=120)
    subtitle = models.CharField("ondertitel", max_length=120, blank=True)
    street = models.CharField("straat en huisnummer", max_length=120)
    postal_code = models.CharField("postcode", max_length=8)
    city = models.CharField("plaats", max_length=80)
    kvk = models.CharField("KvK-nummer", max_length=8)
    rsin = models.CharField("RSIN", max_length=9)
    oin = models.CharField("OIN", max_length=20)
    vat_id = models.CharField("btw-id", max_length=20, blank=True)
    iban = models.CharField("IBAN", max_length=34)
    email = models.EmailField("e-mailadres")
    phone = models.CharField("telefoon", max_length=20)
    is_fictitious = models.BooleanField("verzonnen", default=True)

    class Meta:
        verbose_name = "factuurpartij"
        verbose_name_plural = "factuurpartijen"
        ordering = ["prefix"]
        constraints = [
            models.CheckConstraint(
                condition=Q(prefix__regex=r"^[A-Z]{2,8}$"),
                name="party_prefix_is_capitals",
                violation_error_message="Het begin van een factuurnummer is 2 tot 8 hoofdletters.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class NumberSeriesManager(models.Manager["NumberSeries"]):
    def take(self, party: IssuingParty, year: int, *, count: int) -> range:
        """The next `count` numbers; nobody else gets any until this transaction ends.

        A transaction that is undone gives its numbers back, so the series has no gap.
        """
        self.get_or_create(party=party, year=year)
        series = self.select_for_update().get(party=party, year=year)
        first = series.last + 1
        self.filter(pk=series.pk).update(last=F("last") + count)
        return range(first, first + count)


class NumberSeries(models.Model):
    """The last number given out by one party for one year of contributions. «nummerreeks»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(
        IssuingParty,
        models.PROTECT,
        related_name="series",
        verbose_name="factuurpartij",
    )
    year = models.PositiveSmallIntegerField("jaar")
    last = models.PositiveIntegerField("laatste nummer", default=0)

    objects = NumberSeriesManager()

    class Meta:
        verbose_name = "nummerreeks"
        verbose_name_plural = "nummerreeksen"
        constraints = [
            models.UniqueConstraint(fields=["party", "year"], name="series_once_per_party_and_year")
        ]
        triggers = [
            pgtrigger.Protect(
                name="never_back",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__last__lt=pgtrigger.F("old__last")),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.year}: {self.last}"


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
        return self.select_related("party", "municipality", "line__round__scheme", "stored__file").defer(
            "stored__file__content"
        )

    def newest_first(self) -> Self:
        return self.order_by("-year", "-issued_on", "-sequence")


class Invoice(models.Model):
    """What one municipality is asked to pay. Never changed once issued. «factuur»

    `year` is the year of the contribution and of the number series; `sequence` counts in that
    series from 1 without gaps.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField("factuurnummer", max_length=24, unique=True)
    party = models.ForeignKey(
        IssuingParty,
        models.PROTECT,
        related_name="invoices",
        verbose_name="factuurpartij",
    )
    line = models.OneToOneField(RoundLine, models.PROTECT, related_name="invoice", verbose_name="regel")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    year = models.PositiveSmallIntegerField("jaar")
    sequence = models.PositiveIntegerField("volgnummer")
    issued_on = models.DateField("factuurdatum")
    due_on = models.DateField("betalen uiterlijk")
    amount = models.DecimalField("bedrag in euro", max_digits=12, decimal_places=2)

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
            models.CheckConstraint(condition=Q(amount__gt=0) & Q(sequence__gt=0), name="invoice_above_zero"),
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

    @property
    def days_to_pay(self) -> int:
        return (self.due_on - self.issued_on).days

    @property
    def paper(self) -> "InvoiceFile | None":
        """The stored PDF; None until the worker has made it."""
        return getattr(self, "stored", None)


class InvoiceFileQuerySet(models.QuerySet["InvoiceFile"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(invoice__in=Invoice.objects.visible_to(user))

    def to_open(self) -> Self:
        """With what opening the file and the trail need, in one query."""
        return self.select_related("invoice", "file__key")


class InvoiceFile(models.Model):
    """The stored PDF of an invoice, made once. «factuurbestand»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invoice = models.OneToOneField(Invoice, models.PROTECT, related_name="stored", verbose_name="factuur")
    file = models.OneToOneField(PrivateFile, models.PROTECT, related_name="+", verbose_name="bestand")

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
