"""A possible victim's case file and the person it is about."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.choices import (
    AgeBand,
    ClientGroup,
    Gender,
    IdentityMode,
    SafetyLevel,
    Status,
    Vocabulary,
)
from cases.dossiers.models.days import working
from cases.dossiers.models.option import word
from cases.dossiers.models.rules import OLDEST, RULES
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.regions.models import (
    Municipality,
    MunicipalityPlacement,
    Nationality,
    PopulationFigure,
    SafetyHouse,
)
from zorgportaal.vault.fields import SealedTextField

NOT_KNOWN, DUTCH = "0000", "0001"  # national table 32
LARGE_ENOUGH_TO_NAME = 20_000
REQUEST_OPEN = "open"  # the word is of the room for help requests, which knows this one
BANDS = (
    (12, AgeBand.UNDER_12),
    (16, AgeBand.FROM_12),
    (18, AgeBand.FROM_16),
    (23, AgeBand.FROM_18),
    (28, AgeBand.FROM_23),
    (40, AgeBand.FROM_28),
    (60, AgeBand.FROM_40),
    (OLDEST + 1, AgeBand.FROM_60),
)


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))


class Person(models.Model):
    """Who the dossier is about: everything here is sealed with a key of its own. «persoon»

    An anonymous dossier has no such row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(
        "vault.DataKey",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="sleutel",
    )
    surname = SealedTextField("achternaam")
    given_names = SealedTextField("voornamen")
    birth_date_text = SealedTextField("geboortedatum")
    v_number = SealedTextField("V-nummer")
    bsn = SealedTextField("burgerservicenummer")
    phone = SealedTextField("telefoonnummer")
    whereabouts = SealedTextField("verblijfplaats")
    # Derived from what is sealed, by lookup.py.
    name_keys = ArrayField(models.IntegerField(), default=list, editable=False)
    known_marks = ArrayField(models.CharField(max_length=32), default=list, editable=False)
    bsn_index = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    v_number_index = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    phone_index = models.CharField(max_length=32, blank=True, db_index=True, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        indexes = [
            GinIndex(fields=["name_keys"], name="person_by_name_key"),
            GinIndex(fields=["known_marks"], name="person_by_known_mark"),
        ]

    def __str__(self) -> str:
        return f"persoon {self.id}"

    @property
    def name(self) -> str:
        """The name as it is said. Opens the sealed fields."""
        return f"{self.given_names} {self.surname}".strip()

    @property
    def birth_date(self) -> date | None:
        return date.fromisoformat(self.birth_date_text) if self.birth_date_text else None

    @birth_date.setter
    def birth_date(self, value: date | None) -> None:
        self.birth_date_text = value.isoformat() if value else ""


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, user: User) -> Self:
        """A coordinator knows the dossiers of the own house, others those whose team they are in.

        Whoever stands in for a colleague or a house knows theirs, for as long as that lasts.
        """
        if not user.may(Permission.VIEW_DOSSIER):
            return self.none()
        if user.role == Role.CARE_COORDINATOR:
            return self.filter(house__in=[user.house_id, *user.covered_houses])
        return self.of_team_member(user)

    def of_team_member(self, user: User) -> Self:
        """Those of whose team somebody is, or a colleague for whom they stand in today."""
        mine = Q(team__user__in=[user.pk, *user.covered_people])
        teams = Dossier.objects.filter(mine, working(timezone.localdate(), "team__"))
        return self.filter(pk__in=teams.values("pk"))

    def without_mistakes(self) -> Self:
        """Without what two people called a mistake: it counts nowhere, and is found by its number only."""
        mistakes = Dossier.objects.filter(closure__is_mistake=True)
        return self.exclude(pk__in=mistakes.values("pk"))

    def with_words(self) -> Self:
        """Fetches all that a page about one dossier says in words."""
        return self.select_related(
            "key",
            "person__key",
            "safe_contact",
            "house__care_region",
            "nationality",
            "language",
            "custody",
            "exploitation_form",
            "residence_status",
            "reporter_category",
            "legal_basis",
            "found_municipality",
            "registered_by",
            "changed_by",
            "reflection",
        )

    def with_place(self) -> Self:
        """Adds what `found_in` needs: the inhabitants and care region of where somebody was found."""
        figures = PopulationFigure.objects.filter(municipality=OuterRef("found_municipality"))
        placements = MunicipalityPlacement.objects.filter(municipality=OuterRef("found_municipality")).on(
            timezone.localdate()
        )
        newest = figures.order_by("-reference_date", "status")
        return self.select_related("found_municipality").annotate(
            found_inhabitants=Subquery(newest.values("inhabitants")[:1]),
            found_region=Subquery(placements.values("house__care_region__name")[:1]),
        )

    def for_list(self) -> Self:
        """Adds what a row says: the place, and whether help still has to be found."""
        waiting = Dossier.objects.filter(pk=OuterRef("pk"), help_requests__state=REQUEST_OPEN)
        return self.with_place().annotate(has_open_request=Exists(waiting))

    def danger_first(self) -> Self:
        """Acute and high on top as long as a dossier is open, then the newest."""
        return self.order_by("-danger", "-reported_on", "-case_number")


class Dossier(models.Model):
    """The case file of one possible victim at one house. «dossier»

    `case_number` is what people say to each other; addresses carry the id only (C099).
    `version` rises with every change, so that nobody overwrites another's work unseen (C100).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(
        "vault.DataKey",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="sleutel",
    )
    case_number = models.CharField("dossiernummer", max_length=12, unique=True)
    house = models.ForeignKey(
        SafetyHouse,
        models.PROTECT,
        related_name="dossiers",
        verbose_name="Zorg- en Veiligheidshuis",
    )
    person = models.OneToOneField(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dossier",
        verbose_name="persoon",
    )
    identity_mode = models.CharField("registratie", max_length=10, choices=IdentityMode)
    gender = models.CharField("geslacht", max_length=1, choices=Gender)
    age = models.PositiveSmallIntegerField("leeftijd bij aanmelding", null=True, blank=True)
    age_is_estimated = models.BooleanField("leeftijd is een schatting", default=False)
    may_be_minor = models.BooleanField("misschien jonger dan 18", default=False)
    children_along = models.PositiveSmallIntegerField("kinderen mee", default=0)
    is_pregnant = models.BooleanField("zwanger", default=False)
    is_hurt = models.BooleanField("gewond of ziek", default=False)
    language = word(Vocabulary.LANGUAGE, may_be_unknown=True)
    interpreter_needed = models.BooleanField("tolk nodig", default=False)
    custody = word(Vocabulary.CUSTODY, may_be_unknown=True)
    nationality = models.ForeignKey(
        Nationality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="nationaliteit",
    )
    exploitation_form = word(Vocabulary.EXPLOITATION_FORM)
    residence_status = word(Vocabulary.RESIDENCE_STATUS)
    reflection_started_on = models.DateField("bedenktijd vanaf", null=True, blank=True)
    reporter_category = word(Vocabulary.REPORTER_CATEGORY)
    legal_basis = word(Vocabulary.LEGAL_BASIS)
    safety_level = models.PositiveSmallIntegerField("veiligheid", choices=SafetyLevel)
    found_municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name="aangetroffen in"
    )
    contact_via = SealedTextField("veilig contact via")
    # Whoever was not asked about a channel is not reached by it.
    never_call = models.BooleanField("nooit bellen", default=True)
    never_text = models.BooleanField("nooit appen of sms’en", default=True)
    never_post = models.BooleanField("nooit post sturen", default=True)
    needs_now = ArrayField(models.CharField(max_length=30), verbose_name="nu nodig", default=list, blank=True)
    note = SealedTextField("notitie")
    status = models.CharField("status", max_length=12, choices=Status, default=Status.REGISTERED)
    # Kept by the database, so that a list in this order can be entered anywhere by its index.
    danger = models.GeneratedField(
        expression=Case(
            When(~Q(status=Status.CLOSED) & Q(safety_level__gte=SafetyLevel.HIGH), then=F("safety_level")),
            default=Value(0),
        ),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
        verbose_name="gevaar",
    )
    reported_on = models.DateField("aangemeld op")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="geregistreerd door",
    )
    created_at = models.DateTimeField("geregistreerd", auto_now_add=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gewijzigd door",
    )
    changed_at = models.DateTimeField("gewijzigd", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        ordering = ["-reported_on", "case_number"]
        indexes = [
            models.Index(fields=["house", "-reported_on", "-case_number"], name="dossier_by_house"),
            models.Index(
                fields=["house", "-danger", "-reported_on", "-case_number"], name="dossier_by_danger"
            ),
            models.Index(
                fields=["house", "-danger", "-reported_on", "-case_number"],
                condition=~Q(status=Status.CLOSED),
                name="dossier_open_by_danger",
            ),
            models.Index(
                fields=["house", "status", "-danger", "-reported_on", "-case_number"],
                name="dossier_by_status",
            ),
            models.Index(fields=["reported_on"], name="dossier_by_day"),
        ]
        constraints = RULES

    def __str__(self) -> str:
        return self.case_number

    def get_absolute_url(self) -> str:
        return reverse("dossiers:detail", args=[self.pk])

    @property
    def saved_by(self) -> User:
        """Whoever made it what it is now."""
        return self.changed_by or self.registered_by

    @property
    def is_minor(self) -> bool:
        """Under 18, or age uncertain and perhaps a child: then treated as one (treaty art. 10(3))."""
        return self.may_be_minor or (self.age is not None and self.age < 18)

    @property
    def is_acute(self) -> bool:
        return self.status != Status.CLOSED and self.safety_level == SafetyLevel.ACUTE

    @property
    def address_is_protected(self) -> bool:
        return self.safety_level >= SafetyLevel.HIGH

    @property
    def age_band(self) -> AgeBand:
        if self.age is None:
            return AgeBand.UNKNOWN
        age = self.age
        return next(band for limit, band in BANDS if age < limit)

    @property
    def client_group(self) -> ClientGroup:
        """The group that CoMensha counts somebody in. Opens `nationality`."""
        code = self.nationality.brp_code if self.nationality else NOT_KNOWN
        if code == NOT_KNOWN or (self.age is None and not self.may_be_minor):
            return ClientGroup.UNKNOWN
        if code == DUTCH:
            return ClientGroup.DUTCH_MINOR if self.is_minor else ClientGroup.DUTCH_ADULT
        return ClientGroup.OTHER_MINOR if self.is_minor else ClientGroup.OTHER_ADULT

    @property
    def found_in(self) -> str:
        """What a list may say of the place: small municipalities would point at one person.

        Needs `with_place()`.
        """
        if (self.found_inhabitants or 0) >= LARGE_ENOUGH_TO_NAME:  # type: ignore[attr-defined]
            return self.found_municipality.name
        return self.found_region or "buiten Limburg"  # type: ignore[attr-defined]

    @property
    def age_in_words(self) -> str:
        if self.age is None:
            return "onbekend, misschien jonger dan 18" if self.may_be_minor else "onbekend"
        return f"{'ongeveer ' if self.age_is_estimated else ''}{self.age} jaar"

    @property
    def sex_and_age(self) -> str:
        """What a list may say of the person; of a child only that it is one."""
        if self.is_minor:
            return "minderjarig"
        sex = "geslacht onbekend" if self.gender == Gender.UNKNOWN else self.get_gender_display()
        age = "leeftijd onbekend" if self.age is None else str(self.age)
        return f"{sex}, {'ongeveer ' if self.age_is_estimated else ''}{age}"
