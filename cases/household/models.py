"""Who belongs to somebody, and what makes somebody vulnerable."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q

from cases.dossiers.choices import Gender, Vocabulary
from cases.dossiers.models import Dossier, Option
from zorgportaal.accounts.models import User
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey

OLDEST_CHILD = 25  # years


class OfDossier(models.QuerySet[Any]):
    """Rows that whoever knows the dossier may know of."""

    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))


class Child(models.Model):
    """A child of whom the dossier is about: no name, for who it is follows from the parent. «kind»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="children", verbose_name="dossier")
    age = models.PositiveSmallIntegerField("leeftijd", null=True, blank=True)
    gender = models.CharField("geslacht", max_length=1, choices=Gender, default=Gender.UNKNOWN)
    is_along = models.BooleanField("is mee", default=True)
    noted_on = models.DateField("genoteerd op", auto_now_add=True)

    objects = OfDossier.as_manager()

    class Meta:
        verbose_name = "kind"
        verbose_name_plural = "kinderen"
        ordering = ["dossier", "-is_along", "age", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(age=None) | Q(age__lte=OLDEST_CHILD),
                name="child_age_is_possible",
                violation_error_message="Vul een leeftijd van 0 tot en met 25 jaar in.",
            ),
        ]

    def __str__(self) -> str:
        return f"kind {self.id}"

    @property
    def words(self) -> str:
        """“kind, 4 jaar, mee”"""
        known = {Gender.FEMALE: "meisje", Gender.MALE: "jongen"}
        age = "leeftijd onbekend" if self.age is None else f"{self.age} jaar"
        where = "mee" if self.is_along else "elders"
        return f"{known.get(Gender(self.gender), 'kind')}, {age}, {where}"


class Background(models.Model):
    """The guardian of a child, and what makes somebody vulnerable: never in a list or a mail. «achtergrond»

    An anonymous dossier has no such row: a trigger removes it with the person.
    """

    key_path = "dossier__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.OneToOneField(Dossier, models.CASCADE, related_name="background", verbose_name="dossier")
    guardian = SealedTextField("voogd")
    vulnerabilities = models.ManyToManyField(
        Option,
        related_name="+",
        verbose_name="kwetsbaarheden",
        blank=True,
        limit_choices_to={"vocabulary": Vocabulary.VULNERABILITY},
    )

    objects = OfDossier.as_manager()

    class Meta:
        verbose_name = "achtergrond"
        verbose_name_plural = "achtergronden"

    def __str__(self) -> str:
        return f"achtergrond {self.id}"

    @property
    def key(self) -> DataKey | None:
        return self.dossier.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.dossier.key_id
