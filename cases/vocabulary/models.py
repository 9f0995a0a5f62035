"""A change to a list of words, from proposal to decision."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Option
from cases.vocabulary.choices import ChangeKind, State
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission


class WordChangeQuerySet(models.QuerySet["WordChange"]):
    def visible_to(self, user: User) -> Self:
        return self if user.may(Permission.MANAGE_VOCABULARY) else self.none()

    def waiting(self) -> Self:
        return self.filter(state=State.PROPOSED)


class WordChange(models.Model):
    """One word that begins, ends or gets another name, from a day that is still to come. «woordwijziging»

    One person proposes, another decides; until then nothing changes. A former name stays a row of
    its own, so that an old record keeps it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("verandering", max_length=8, choices=ChangeKind)
    vocabulary = models.CharField("lijst", max_length=30, choices=Vocabulary)
    option = models.ForeignKey(
        Option, models.PROTECT, null=True, blank=True, related_name="changes", verbose_name="woord"
    )
    label = models.CharField("naam", max_length=120, blank=True)
    help_text = models.CharField("uitleg", max_length=200, blank=True)
    takes_effect_on = models.DateField("gaat in op")
    state = models.CharField("stand", max_length=8, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="voorgesteld door"
    )
    proposed_at = models.DateTimeField("voorgesteld", auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="besloten door",
    )
    decided_at = models.DateTimeField("besloten", null=True, blank=True)

    objects = WordChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "woordwijziging"
        verbose_name_plural = "woordwijzigingen"
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.NEW, option=None)
                | ~Q(kind=ChangeKind.NEW) & Q(option__isnull=False),
                name="word_change_is_of_a_word_unless_new",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[ChangeKind.NEW, ChangeKind.RELABEL]) | ~Q(label=""),
                name="word_change_has_a_name",
                violation_error_message="Vul de naam in.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PROPOSED, decided_by=None, decided_at=None)
                | ~Q(state=State.PROPOSED) & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="word_change_decided_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.APPROVED) | ~Q(decided_by=F("proposed_by")),
                name="word_change_takes_two",
                violation_error_message="Een andere beheerder keurt goed.",
            ),
            models.UniqueConstraint(
                fields=["option"],
                condition=Q(state=State.PROPOSED),
                name="word_change_one_waits_per_word",
                violation_error_message="Voor dit woord wacht al een voorstel.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.label or self.option}"
