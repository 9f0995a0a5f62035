"""Organisations and the people who sign in."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Coalesce, JSONObject, Lower
from django.utils import timezone

from zorgportaal.accounts.choices import OrganisationKind, Role
from zorgportaal.accounts.roles import PERMISSIONS, PURPOSES, Permission

LONGEST_ACCOUNT = timedelta(days=366)
LONGEST_COVER = timedelta(days=92)


class Organisation(models.Model):
    """Where a person works: a house, provider, municipality or the police. «organisatie»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=120, unique=True)
    kind = models.CharField("soort", max_length=20, choices=OrganisationKind)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "User") -> Self:
        return self if user.may(Permission.MANAGE_ACCOUNTS) else self.filter(pk=user.pk)

    def current(self) -> Self:
        """Accounts that can sign in today."""
        return self.filter(is_active=True, ends_on__gte=timezone.localdate())

    def with_covers(self) -> Self:
        """Adds for whom somebody stands in at this moment, in the same question (`User.covers`)."""
        return self.annotate(covers_now=ArraySubquery(Cover.objects.binding(OuterRef("pk")).in_words()))


@dataclass(frozen=True)
class Covered:
    """A person or a house that somebody stands in for now."""

    id: uuid.UUID
    name: str
    is_house: bool
    until: datetime


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str) -> "User":
        user: User = self.get(email__iexact=username)
        return user


class User(AbstractBaseUser):
    """Somebody who may sign in, in one role, within one scope, until a date. «account»

    The scope is the house, the municipalities or the organisation, whichever the role needs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("e-mailadres van het werk", unique=True)
    name = models.CharField("naam", max_length=120)
    role = models.CharField("rol", max_length=30, choices=Role)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="people", verbose_name="organisatie"
    )
    house = models.ForeignKey(
        "regions.SafetyHouse",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name="Zorg- en Veiligheidshuis",
    )
    municipalities = models.ManyToManyField(
        "regions.Municipality", blank=True, related_name="people", verbose_name="gemeenten"
    )
    starts_on = models.DateField("begindatum", default=timezone.localdate)
    ends_on = models.DateField("einddatum")
    is_active = models.BooleanField("mag inloggen", default=True)
    awaits_approval = models.BooleanField("wacht op een tweede beheerder", default=False)
    gets_digest = models.BooleanField("ochtendbericht", default=True)
    uses_shortcuts = models.BooleanField("sneltoetsen", default=True)
    changed_by = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="+", verbose_name="gewijzigd door"
    )
    created_by = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = UserManager()

    class Meta:
        verbose_name = "account"
        verbose_name_plural = "accounts"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message="Er is al een account met dit e-mailadres.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")) & Q(ends_on__lte=F("starts_on") + LONGEST_ACCOUNT),
                name="user_ends_within_a_year",
                violation_error_message="Een account duurt hoogstens een jaar.",
            ),
            models.CheckConstraint(
                condition=Q(awaits_approval=False) | Q(is_active=False),
                name="user_signs_in_only_once_approved",
                violation_error_message="Dit account wacht op een tweede beheerder.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def may(self, permission: Permission) -> bool:
        """Whether the role gives this right and the account has not ended."""
        return self.is_current and permission in PERMISSIONS[Role(self.role)]

    @property
    def is_current(self) -> bool:
        return self.is_active and self.starts_on <= timezone.localdate() <= self.ends_on

    @cached_property
    def covers(self) -> list[Covered]:
        """For whom this person stands in, at the moment this row was fetched."""
        found: list[dict[str, Any]] | None = self.__dict__.get("covers_now")
        if found is None:
            found = [cover["words"] for cover in Cover.objects.binding(self.pk).in_words()]
        return [_covered(words) for words in found]

    @property
    def covered_people(self) -> list[uuid.UUID]:
        return [cover.id for cover in self.covers if not cover.is_house]

    @property
    def covered_houses(self) -> list[uuid.UUID]:
        return [cover.id for cover in self.covers if cover.is_house]

    # What the trail keeps of an actor.
    @property
    def trail_id(self) -> uuid.UUID:
        return self.pk

    @property
    def trail_role(self) -> str:
        return self.role

    @property
    def trail_organisation(self) -> uuid.UUID:
        return self.organisation_id

    @property
    def trail_purpose(self) -> str:
        return PURPOSES[Role(self.role)]

    def get_full_name(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()


class CoverQuerySet(models.QuerySet["Cover"]):
    def visible_to(self, user: User) -> Self:
        """One's own, and those of the own house: who is away is no secret among colleagues."""
        if not user.may(Permission.ARRANGE_COVER):
            return self.none()
        mine = Q(absent=user) | Q(stand_in=user)
        return self.filter(mine | Q(house=user.house_id) | Q(absent__house=user.house_id))

    def standing(self) -> Self:
        """Neither declined nor ended before its time."""
        return self.filter(ended_at=None)

    def current(self) -> Self:
        now = timezone.now()
        return self.standing().filter(starts_at__lte=now, ends_at__gt=now)

    def to_come(self) -> Self:
        """Those that run or will run."""
        return self.standing().filter(ends_at__gt=timezone.now())

    def overlapping(self, starts_at: datetime, ends_at: datetime) -> Self:
        return self.standing().filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def binding(self, stand_in: Any) -> Self:
        """What gives somebody rights now: who is away has an account in the same role and house still."""
        same = Q(absent__role=F("stand_in__role"), absent__house=F("stand_in__house"))
        known = Q(absent__is_active=True, absent__ends_on__gte=timezone.localdate())
        return self.current().filter(Q(absent=None) | same & known, stand_in=stand_in)

    def in_words(self) -> models.QuerySet["Cover", Any]:
        words = JSONObject(
            person="absent",
            house="house",
            name=Coalesce("absent__name", "house__name"),
            until="ends_at",
        )
        return self.order_by("ends_at", "pk").values(words=words)


class Cover(models.Model):
    """Somebody who stands in for a colleague, or by night for a house, between two moments. «waarneming»

    It gives the rights of whoever is away by being there: nothing is switched on or off. For a colleague
    somebody of the same house and role stands in; for a house a coordinator of another.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    absent = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="covers_of", verbose_name="voor"
    )
    house = models.ForeignKey(
        "regions.SafetyHouse",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="covers",
        verbose_name="voor het huis",
    )
    stand_in = models.ForeignKey(
        User, models.PROTECT, related_name="standing_in", verbose_name="wie neemt waar"
    )
    starts_at = models.DateTimeField("vanaf")
    ends_at = models.DateTimeField("tot")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="geregeld door")
    made_at = models.DateTimeField("geregeld", auto_now_add=True)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="beëindigd door"
    )
    ended_at = models.DateTimeField("beëindigd", null=True, blank=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        verbose_name = "waarneming"
        verbose_name_plural = "waarnemingen"
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["stand_in", "ends_at"], name="cover_by_stand_in")]
        constraints = [
            models.CheckConstraint(
                condition=Q(absent=None, house__isnull=False) | Q(absent__isnull=False, house=None),
                name="cover_for_a_person_or_a_house",
                violation_error_message="Kies voor wie of voor welk huis iemand waarneemt.",
            ),
            models.CheckConstraint(
                condition=Q(absent=None) | ~Q(absent=F("stand_in")),
                name="cover_by_somebody_else",
                violation_error_message="Niemand neemt waar voor zichzelf.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")) & Q(ends_at__lte=F("starts_at") + LONGEST_COVER),
                name="cover_ends_within_three_months",
                violation_error_message="Een waarneming eindigt na haar begin en duurt hoogstens 92 dagen.",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None) | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="cover_ended_by_someone_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"waarneming {self.id}"

    @property
    def for_whom(self) -> str:
        """The colleague or the house. Opens `absent` or `house`."""
        return str(self.absent or self.house)

    @property
    def is_running(self) -> bool:
        return self.ended_at is None and self.starts_at <= timezone.now() < self.ends_at


def _covered(words: dict[str, Any]) -> Covered:
    whom, until = words["house"] or words["person"], datetime.fromisoformat(words["until"])
    return Covered(uuid.UUID(whom), words["name"], bool(words["house"]), until)
