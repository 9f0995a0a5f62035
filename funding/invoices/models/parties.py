"""Who invoices whom, and the number series."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from funding.contributions.models import FundingQuerySet
from zorgportaal.regions.models import Municipality

# An account that exists counts after two persons only (fraud). The bank VOOR is for examples.
ACCOUNT_TAKES_TWO = """
IF substring(NEW.iban FROM 5 FOR 4) = 'VOOR' THEN
    RETURN NEW;
END IF;
IF TG_OP = 'UPDATE' THEN
    IF NEW.iban = OLD.iban AND NEW.is_fictitious = OLD.is_fictitious THEN
        RETURN NEW;
    END IF;
END IF;
IF NOT EXISTS (
    SELECT FROM invoices_partychange AS change
    WHERE change.state = 'approved' AND change.details ->> 'iban' = NEW.iban
    AND change.details ->> 'prefix' = NEW.prefix
) THEN
    RAISE EXCEPTION 'an account of a party counts after two persons only' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
PREFIX_STAYS = """
IF EXISTS (SELECT FROM invoices_invoice AS invoice WHERE invoice.party_id = OLD.id) THEN
    RAISE EXCEPTION 'a party with invoices keeps the beginning of their numbers'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class IssuingParty(models.Model):
    """The legal entity that sends the invoices. «factuurpartij»

    While the real one is unknown its details come from reserved test values, and every paper says
    VOORBEELD. An invoice keeps these details as they were when it was issued.
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
    vat_id = models.CharField("btw-nummer", max_length=20, blank=True)
    iban = models.CharField("IBAN", max_length=34)
    email = models.EmailField("e-mailadres")
    phone = models.CharField("telefoon", max_length=20)
    is_fictitious = models.BooleanField("verzonnen", default=True)
    is_default = models.BooleanField("factureert waar geen andere partij is gekozen", default=False)

    objects = FundingQuerySet["IssuingParty"].as_manager()

    class Meta:
        verbose_name = "factuurpartij"
        verbose_name_plural = "factuurpartijen"
        ordering = ["prefix"]
        constraints = [
            models.CheckConstraint(
                condition=Q(prefix__regex=r"^[A-Z]{2,8}$"),
                name="party_prefix_is_capitals",
                violation_error_message="Het begin van een factuurnummer is 2 tot 8 hoofdletters.",
            ),
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="party_one_default",
                violation_error_message="Er is al een partij die in de andere gevallen factureert.",
            ),
            # Its papers tell that all is made up, so nobody may be able to pay on them.
            models.CheckConstraint(
                condition=Q(is_fictitious=False) | Q(iban__regex=r"^.{4}VOOR"),
                name="party_made_up_has_no_account",
                violation_error_message="Een verzonnen partij heeft een rekening bij de bank VOOR.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="account_takes_two",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ACCOUNT_TAKES_TWO,
            ),
            pgtrigger.Trigger(
                name="prefix_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("prefix"),
                func=PREFIX_STAYS,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_known(self) -> bool:
        """Whether two persons agreed to it before; a new one is only proposed."""
        return not self._state.adding


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


class Billing(models.Model):
    """Which party invoices a municipality, where it is not the usual one. «facturerende partij»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.OneToOneField(
        Municipality, models.PROTECT, related_name="billing", verbose_name="gemeente"
    )
    party = models.ForeignKey(
        IssuingParty, models.PROTECT, related_name="billings", verbose_name="factuurpartij"
    )

    objects = FundingQuerySet["Billing"].as_manager()

    class Meta:
        verbose_name = "facturerende partij"
        verbose_name_plural = "facturerende partijen"
        ordering = ["municipality__name"]

    def __str__(self) -> str:
        return f"{self.party} factureert {self.municipality}"
