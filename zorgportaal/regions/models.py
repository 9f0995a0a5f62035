"""Where things are: municipalities, houses, inhabitants, countries and nationalities.

Reference rows keep the same id in every database. A validity runs from `valid_from` up to, but
not on, `valid_until`, as in the national tables (RvIG): the successor starts on that day.
"""

import uuid
from datetime import date
from typing import Self, TypeVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.utils import timezone

from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.regions.choices import PopulationStatus

NAMESPACE = uuid.UUID("5f0c2b7e-6d0e-5c0b-9a39-1f9a5a1f7c31")


def reference_id(kind: str, code: str) -> uuid.UUID:
    """The id of a reference row: the same in every database, so that files can name it."""
    return uuid.uuid5(NAMESPACE, f"{kind}:{code}")


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
        name=name,
        violation_error_message="De einddatum ligt voor de begindatum.",
    )


M = TypeVar("M", bound=models.Model)


class PublicQuerySet(models.QuerySet[M]):
    """Public facts: whoever may use the portal may know them."""

    def visible_to(self, user: User) -> Self:
        return self if user.may(Permission.USE_PORTAL) else self.none()


class ReferenceQuerySet(PublicQuerySet[M]):
    """Public facts that hold from a day, until a day."""

    def on(self, day: date) -> Self:
        """The rows that hold on a day."""
        started = Q(valid_from=None) | Q(valid_from__lte=day)
        return self.filter(started, Q(valid_until=None) | Q(valid_until__gt=day))


class CareRegion(models.Model):
    """A part of Limburg that plans care together; its code opens each case number. «zorgregio»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField("code", max_length=2, unique=True)
    name = models.CharField("naam", max_length=60, unique=True)

    objects = ReferenceQuerySet["CareRegion"].as_manager()

    class Meta:
        verbose_name = "zorgregio"
        verbose_name_plural = "zorgregio’s"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class SafetyHouse(models.Model):
    """The house where care coordinators work. «Zorg- en Veiligheidshuis»

    The papers of 2019 name two houses, today there are five. `vault_region` names the key region of
    its dossiers (settings.VAULT_REGIONS); the houses of 2019 hold none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=120, unique=True)
    slug = models.SlugField("korte naam", max_length=40, unique=True)
    care_region = models.ForeignKey(
        CareRegion, models.PROTECT, related_name="houses", verbose_name="zorgregio"
    )
    vault_region = models.CharField("sleutelregio", max_length=40, blank=True)
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)
    valid_until = models.DateField("geldig tot", null=True, blank=True)

    objects = ReferenceQuerySet["SafetyHouse"].as_manager()

    class Meta:
        verbose_name = "Zorg- en Veiligheidshuis"
        verbose_name_plural = "Zorg- en Veiligheidshuizen"
        ordering = ["name"]
        constraints = [ends_after_start("safety_house_ends_after_start")]

    def __str__(self) -> str:
        return self.name


class MunicipalityQuerySet(ReferenceQuerySet["Municipality"]):
    def of_limburg(self, on: date | None = None) -> Self:
        """The municipalities of Limburg on a day (today when left out): 31 since 2019."""
        return self.of_limburg_ever().on(on or timezone.localdate())

    def of_limburg_ever(self) -> Self:
        """Also the municipalities that ended, such as Nuth."""
        return self.filter(is_in_limburg=True)

    def of_house(self, house: SafetyHouse, on: date | None = None) -> Self:
        """The municipalities that a house works for on a day (today when left out)."""
        placed = MunicipalityPlacement.objects.filter(house=house).on(on or timezone.localdate())
        return self.filter(pk__in=placed.values("municipality"))


class Municipality(models.Model):
    """A Dutch municipality, also one that has ended. «gemeente»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gm_code = models.CharField("gemeentecode", max_length=6, unique=True)
    name = models.CharField("naam", max_length=80)
    is_in_limburg = models.BooleanField("ligt in Limburg", default=False)
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)
    valid_until = models.DateField("geldig tot", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="opvolger",
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["name", "gm_code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gm_code__regex=r"^GM[0-9]{4}$"),
                name="municipality_code_is_gm_and_four_digits",
                violation_error_message="Een gemeentecode is GM met vier cijfers.",
            ),
            ends_after_start("municipality_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name

    def exists_on(self, day: date) -> bool:
        """What `on` asks of the database, for one that is at hand."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or self.valid_until > day)

    def placement(self, on: date | None = None) -> "MunicipalityPlacement | None":
        """The house and centre municipality on a day (today when left out); None outside Limburg."""
        placements = self.placements.select_related("house__care_region", "centre_municipality")
        return placements.on(on or timezone.localdate()).first()


class MunicipalityPlacement(models.Model):
    """Which house and which centre municipality a municipality has, from and until. «indeling»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="placements", verbose_name="gemeente"
    )
    house = models.ForeignKey(
        SafetyHouse,
        models.PROTECT,
        related_name="placements",
        verbose_name="Zorg- en Veiligheidshuis",
    )
    centre_municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name="centrumgemeente"
    )
    valid_from = models.DateField("geldig vanaf")
    valid_until = models.DateField("geldig tot", null=True, blank=True)
    is_confirmed = models.BooleanField("centrumgemeente bevestigd", default=True)

    objects = ReferenceQuerySet["MunicipalityPlacement"].as_manager()

    class Meta:
        verbose_name = "indeling"
        verbose_name_plural = "indelingen"
        ordering = ["municipality", "valid_from"]
        constraints = [
            ends_after_start("placement_ends_after_start"),
            # A range of the id's hash stands for equality: GiST needs no extension for ranges.
            ExclusionConstraint(
                name="placement_one_at_a_time",
                expressions=[
                    (
                        Func(
                            Func(
                                F("municipality"),
                                Value(0),
                                function="uuid_hash_extended",
                            ),
                            Func(
                                F("municipality"),
                                Value(0),
                                function="uuid_hash_extended",
                            ),
                            Value("[]"),
                            function="int8range",
                        ),
                        "&&",
                    ),
                    (
                        Func(F("valid_from"), F("valid_until"), function="daterange"),
                        "&&",
                    ),
                ],
                violation_error_message="Deze gemeente heeft in die tijd al een indeling.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.valid_from}"


class PopulationImportQuerySet(models.QuerySet["PopulationImport"]):
    def visible_to(self, user: User) -> Self:
        return self if user.may(Permission.MANAGE_POPULATION) else self.none()

    def unconfirmed(self) -> Self:
        return self.filter(confirmed_at=None)


class PopulationImport(models.Model):
    """An uploaded file of population figures, kept until somebody confirms it. «inlezing»

    `rows` is a list of [line number, GM code, reference date, inhabitants, status]: see kept_lines.
    `status` was chosen for the lines whose status the file does not tell.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.CharField("bron", max_length=200)
    status = models.CharField("status", max_length=12, choices=PopulationStatus)
    sha256 = models.CharField("controlegetal", max_length=64)
    rows = models.JSONField("regels")
    uploaded_at = models.DateTimeField("ingelezen", auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="ingelezen door",
    )
    confirmed_at = models.DateTimeField("overgenomen", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="overgenomen door",
    )

    objects = PopulationImportQuerySet.as_manager()

    class Meta:
        verbose_name = "inlezing"
        verbose_name_plural = "inlezingen"
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(confirmed_at__isnull=False),
                name="population_import_confirmed_by_someone_at_some_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} ({self.get_status_display()})"


class PopulationFigureQuerySet(PublicQuerySet["PopulationFigure"]):
    def at(self, reference_date: date) -> Self:
        """One figure per municipality on a reference date: the definitive one where there is one."""
        settled = PopulationFigure.objects.filter(
            municipality=OuterRef("municipality"),
            reference_date=reference_date,
            status=PopulationStatus.DEFINITIVE,
        )
        figures = self.filter(reference_date=reference_date)
        return figures.filter(Q(status=PopulationStatus.DEFINITIVE) | ~Exists(settled))

    def of_limburg(self) -> Self:
        return self.filter(municipality__is_in_limburg=True)

    def reference_dates(self) -> list[date]:
        """The dates for which there are figures, newest first."""
        dates = self.order_by("-reference_date").values_list("reference_date", flat=True)
        return list(dates.distinct())


class PopulationFigure(models.Model):
    """How many inhabitants a municipality has on a reference date, by a source. «inwoneraantal»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="population_figures",
        verbose_name="gemeente",
    )
    reference_date = models.DateField("peildatum")
    inhabitants = models.PositiveIntegerField("inwoners")
    status = models.CharField("status", max_length=12, choices=PopulationStatus)
    source = models.CharField("bron", max_length=200)
    imported_at = models.DateTimeField("ingelezen", default=timezone.now)
    came_with = models.ForeignKey(
        PopulationImport,
        models.PROTECT,
        null=True,
        related_name="figures",
        verbose_name="inlezing",
    )

    objects = PopulationFigureQuerySet.as_manager()

    class Meta:
        verbose_name = "inwoneraantal"
        verbose_name_plural = "inwoneraantallen"
        ordering = ["-reference_date", "municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "reference_date", "status"],
                name="population_once_per_municipality_date_and_status",
                violation_error_message="Dit inwoneraantal staat er al.",
            ),
            models.CheckConstraint(
                condition=Q(inhabitants__gt=0),
                name="population_above_zero",
                violation_error_message="Een gemeente heeft minstens één inwoner.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inhabitants} op {self.reference_date}"

    @property
    def is_provisional(self) -> bool:
        return self.status == PopulationStatus.PROVISIONAL


class Country(models.Model):
    """A country of today, with its ISO codes and its code in the national table 34. «land»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    alpha2 = models.CharField("ISO-code", max_length=2, unique=True)
    alpha3 = models.CharField("ISO-code van drie letters", max_length=3, unique=True)
    brp_code = models.CharField("code BRP", max_length=4, blank=True)
    name = models.CharField("naam", max_length=80)
    sort_key = models.CharField("sorteersleutel", max_length=80, editable=False)

    objects = PublicQuerySet["Country"].as_manager()

    class Meta:
        verbose_name = "land"
        verbose_name_plural = "landen"
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class Nationality(models.Model):
    """A nationality as the Basisregistratie Personen names it (national table 32). «nationaliteit»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brp_code = models.CharField("code BRP", max_length=4, unique=True)
    name = models.CharField("naam", max_length=80)
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)
    valid_until = models.DateField("geldig tot", null=True, blank=True)

    objects = ReferenceQuerySet["Nationality"].as_manager()

    class Meta:
        verbose_name = "nationaliteit"
        verbose_name_plural = "nationaliteiten"
        ordering = ["name"]
        constraints = [ends_after_start("nationality_ends_after_start")]

    def __str__(self) -> str:
        return self.name
