"""How somebody can be reached without danger, beside what the intake asked."""

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.contact.choices import EVERY_DAY, Channel, Weekday
from cases.dossiers.models import Dossier
from zorgportaal.accounts.models import User
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey


class SafeContactQuerySet(models.QuerySet["SafeContact"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))


class SafeContact(models.Model):
    """When and how somebody can be reached without danger. «veilig contact»

    What the intake asks stands on the dossier: via whom, and never to call, text or post. Both are
    one thing to whoever reads or changes them, under the version of the dossier.
    """

    key_path = "dossier__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.OneToOneField(
        Dossier, models.CASCADE, related_name="safe_contact", verbose_name="dossier"
    )
    # Whoever was not asked about a channel is not reached by it.
    never_mail = models.BooleanField("nooit mailen", default=True)
    never_visit = models.BooleanField("nooit langsgaan", default=True)
    days = ArrayField(
        models.PositiveSmallIntegerField(choices=Weekday), verbose_name="dagen", default=list, blank=True
    )
    from_time = models.TimeField("vanaf", null=True, blank=True)
    until_time = models.TimeField("tot", null=True, blank=True)
    cover_text = SealedTextField("dekverhaal")

    objects = SafeContactQuerySet.as_manager()

    class Meta:
        verbose_name = "veilig contact"
        verbose_name_plural = "veilig contact"
        constraints = [
            models.CheckConstraint(
                condition=Q(days__contained_by=EVERY_DAY),
                name="safe_contact_days_exist",
                violation_error_message="Kies dagen van de week.",
            ),
            models.CheckConstraint(
                condition=Q(from_time=None, until_time=None)
                | Q(from_time__isnull=False, until_time__gt=F("from_time")),
                name="safe_contact_hours_have_an_end",
                violation_error_message="Vul een begintijd in en een eindtijd die later is.",
            ),
        ]

    def __str__(self) -> str:
        return f"veilig contact {self.id}"

    @property
    def key(self) -> DataKey | None:
        return self.dossier.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.dossier.key_id


def contact_of(dossier: Dossier) -> SafeContact:
    """What is known; one that is not stored yet, and forbids everything, when nothing is."""
    found: SafeContact | None = getattr(dossier, "safe_contact", None)
    return found or SafeContact(dossier=dossier)


def is_never(dossier: Dossier, channel: Channel) -> bool:
    """Whether somebody may not be reached by a channel, wherever that is stored."""
    row = dossier if hasattr(dossier, channel) else contact_of(dossier)
    return bool(getattr(row, channel))
