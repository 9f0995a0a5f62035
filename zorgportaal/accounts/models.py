"""Organisations and the people who sign in."""

import uuid
from datetime import timedelta
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from zorgportaal.accounts.choices import OrganisationKind, Role
from zorgportaal.accounts.roles import PERMISSIONS, PURPOSES, Permission

LONGEST_ACCOUNT = timedelta(days=366)


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
