"""What a municipality wants to read on its invoice, and where it comes in."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from funding.invoices.choices import Profile
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.regions.models import Municipality


class OwnMunicipalityQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Those who make rounds see all of them, a finance officer the own municipalities."""
        if user.may(Permission.PREPARE_ROUND):
            return self
        if user.may(Permission.VIEW_OWN_INVOICES):
            return self.filter(municipality__in=user.municipalities.all())
        return self.none()


class Receiver(models.Model):
    """The address and the numbers of a municipality on its invoices. «factuuradres»

    What is empty is not known yet: the paper then has a reserved value and says VOORBEELD.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.OneToOneField(
        Municipality, models.PROTECT, related_name="receiver", verbose_name="gemeente"
    )
    attention = models.CharField("ter attentie van", max_length=120, blank=True)
    street = models.CharField("straat en huisnummer", max_length=120, blank=True)
    postal_code = models.CharField("postcode", max_length=8, blank=True)
    city = models.CharField("plaats", max_length=80, blank=True)
    email = models.EmailField("e-mailadres voor facturen", blank=True)
    oin = models.CharField("OIN", max_length=20, blank=True)
    kvk = models.CharField("KvK-nummer", max_length=8, blank=True)
    profile = models.CharField("soort e-factuur", max_length=8, choices=Profile, default=Profile.NLCIUS)
    cost_centre = models.CharField("kostenplaats", max_length=40, blank=True)
    task_field = models.CharField("taakveld", max_length=40, blank=True)

    objects = OwnMunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "factuuradres"
        verbose_name_plural = "factuuradressen"
        ordering = ["municipality__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(street="", postal_code="", city="")
                | ~Q(street="") & ~Q(postal_code="") & ~Q(city=""),
                name="receiver_address_whole_or_not_at_all",
                violation_error_message="Vul straat, postcode en plaats alle drie in.",
            )
        ]

    def __str__(self) -> str:
        return f"factuuradres van {self.municipality}"


class PurchaseOrder(models.Model):
    """The own number by which a municipality knows the invoice of a year. «inkoopnummer»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="purchase_orders", verbose_name="gemeente"
    )
    year = models.PositiveSmallIntegerField("jaar")
    number = models.CharField("inkoopnummer", max_length=40)

    objects = OwnMunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "inkoopnummer"
        verbose_name_plural = "inkoopnummers"
        ordering = ["-year", "municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year"],
                name="purchase_order_once_per_municipality_and_year",
                violation_error_message="Voor dit jaar is er al een inkoopnummer.",
            )
        ]

    def __str__(self) -> str:
        return self.number
