"""What leaves the portal about many dossiers at once (security.md C075 to C078)."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.exchange.choices import Format, State
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.documents.models import PrivateFile
from zorgportaal.regions.models import SafetyHouse
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: User) -> Self:
        """The own exports, and those of colleagues of the own house that wait for a second person."""
        if not user.may(Permission.EXPORT_DOSSIERS) or user.house_id is None:
            return self.none()
        of_colleagues = Q(house=user.house_id, state=State.ASKED)
        return self.filter(of_colleagues | Q(requested_by=user, house=user.house_id))

    def to_show(self) -> Self:
        return self.select_related("key", "requested_by", "decided_by").order_by("-requested_at")


class Export(models.Model):
    """A file over many dossiers: asked for, agreed to by a second person, taken once. «export»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(DataKey, models.SET_NULL, null=True, related_name="+", verbose_name="sleutel")
    house = models.ForeignKey(
        SafetyHouse, models.PROTECT, related_name="+", verbose_name="Zorg- en Veiligheidshuis"
    )
    kind = models.CharField("wat", max_length=30)
    choice = models.JSONField("keuze", default=dict)
    format = models.CharField("bestand", max_length=4, choices=Format)
    purpose = SealedTextField("waarvoor")
    state = models.CharField("stand", max_length=10, choices=State, default=State.ASKED)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gevraagd door"
    )
    requested_at = models.DateTimeField("gevraagd", auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="beslist door"
    )
    decided_at = models.DateTimeField("beslist", null=True)
    file = models.OneToOneField(
        PrivateFile, models.PROTECT, null=True, related_name="+", verbose_name="bestand"
    )
    rows = models.PositiveIntegerField("regels", null=True)
    ends_at = models.DateTimeField("vervalt", null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = "export"
        verbose_name_plural = "exports"
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("requested_by")),
                name="export_takes_two",
                violation_error_message="Uw eigen export keurt een collega goed.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ASKED, decided_by=None)
                | ~Q(state=State.ASKED) & Q(decided_by__isnull=False)
                | Q(state=State.ENDED),
                name="export_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.READY) | Q(file__isnull=False, ends_at__isnull=False),
                name="export_that_is_ready_has_a_file_and_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"export {self.id}"

    @property
    def number(self) -> str:
        """What stands on every sheet, so that a found paper leads to its row on the trail (C076)."""
        return f"EX-{str(self.pk)[:8].upper()}"
