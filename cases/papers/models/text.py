"""The texts of letters, consent forms and explanations: rows, so that a new wording is no new release."""

import uuid
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cases.papers.choices import RIGHT_TO_LEFT, Addressee, Language, Purpose
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission


class TextQuerySet(models.QuerySet["Text"]):
    def visible_to(self, user: User) -> Self:
        """Public wording: whoever prints it or keeps it may read it."""
        may = user.may(Permission.MANAGE_TEXTS) or user.may(Permission.VIEW_DOSSIER)
        return self if may else self.none()

    def current(self) -> Self:
        """The newest version of each text, as far as it is still offered."""
        return self.newest().filter(is_offered=True)

    def newest(self) -> Self:
        newer = Text.objects.filter(
            code=OuterRef("code"), language=OuterRef("language"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(newer))

    def letters(self) -> Self:
        return self.filter(purpose=Purpose.LETTER)


class Text(models.Model):
    """One version of something that is printed: a letter, a consent form, an explanation. «tekst»

    A version never changes: a new wording is a new row, so that it can always be told what a paper
    said that somebody signed or received. Without `made_by` the version came with the portal.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField("code", max_length=40)
    language = models.CharField("taal", max_length=2, choices=Language, default=Language.DUTCH)
    version = models.PositiveIntegerField("versie", default=1)
    purpose = models.CharField("soort", max_length=12, choices=Purpose)
    addressee = models.CharField("aan", max_length=12, choices=Addressee, blank=True)
    title = models.CharField("titel", max_length=120)
    body = models.TextField("tekst")
    is_offered = models.BooleanField("wordt aangeboden", default=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="gewijzigd door"
    )
    made_at = models.DateTimeField("gewijzigd", default=timezone.now)

    objects = TextQuerySet.as_manager()

    class Meta:
        verbose_name = "tekst"
        verbose_name_plural = "teksten"
        ordering = ["purpose", "code", "language", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "language", "version"],
                name="text_version_once",
                violation_error_message="Iemand wijzigde deze tekst net. Bekijk eerst de nieuwe versie.",
            ),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.LETTER) & ~Q(addressee="")
                | ~Q(purpose=Purpose.LETTER) & Q(addressee=""),
                name="text_letter_has_an_addressee",
                violation_error_message="Kies aan wie de brief gaat.",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="never_changed"),
            pgtrigger.Protect(name="never_removed", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def runs_right_to_left(self) -> bool:
        return self.language in RIGHT_TO_LEFT
