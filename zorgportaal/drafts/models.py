"""What somebody typed and did not save yet."""

import json
import uuid
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format

from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.vault.fields import SealedTextField

KEPT_FOR = timedelta(days=14)


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: User) -> Self:
        """One's own, whatever the role: nobody reads what a colleague has not saved."""
        return self.filter(user=user) if user.may(Permission.USE_PORTAL) else self.none()

    def expired(self) -> Self:
        return self.filter(saved_at__lte=timezone.now() - KEPT_FOR)


class Draft(models.Model):
    """What one person is typing into one form about one thing, sealed with a key of its own. «concept»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(
        "vault.DataKey", models.SET_NULL, null=True, related_name="+", verbose_name="sleutel"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts", verbose_name="van wie"
    )
    form = models.CharField("formulier", max_length=60)
    subject = models.UUIDField("waarover")
    label = models.CharField("naam van het formulier", max_length=80)
    page = models.CharField("adres", max_length=200)
    content = SealedTextField("inhoud")
    saved_at = models.DateTimeField("bewaard")

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "form", "subject"],
                name="draft_once_per_person_form_and_subject",
                violation_error_message="Van dit formulier is er al een concept.",
            )
        ]

    def __str__(self) -> str:
        return f"concept {self.id}"

    def get_absolute_url(self) -> str:
        return self.page

    @property
    def kept_when(self) -> str:
        """`om 03.14 uur`, and the day as well when that was not today."""
        at = timezone.localtime(self.saved_at)
        day = "" if at.date() == timezone.localdate() else date_format(at, "\\o\\p j F ")
        return f"{day}om {at:%H.%M} uur"

    @property
    def typed(self) -> MultiValueDict[str, str]:
        """Everything that stood in the form, by the name of the field. Opens the sealed content."""
        return MultiValueDict(json.loads(self.content)) if self.content else MultiValueDict()

    @typed.setter
    def typed(self, values: MultiValueDict[str, str]) -> None:
        self.content = json.dumps(dict(values.lists()))
