"""Who works on a dossier, as what, from when until when."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.dossiers.choices import TeamRole
from cases.dossiers.models.days import working
from cases.dossiers.models.dossier import Dossier
from zorgportaal.accounts.models import User


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def current(self) -> Self:
        return self.filter(working(timezone.localdate()))

    def staying(self) -> Self:
        """Those of whom no last day is known."""
        return self.current().filter(ends_on=None)

    def for_list(self) -> Self:
        """Whoever coordinates first, with all that a line about them says."""
        roles = [models.When(role=role, then=place) for place, role in enumerate(TeamRole.values)]
        return self.select_related("user__organisation").order_by(models.Case(*roles), "starts_on", "pk")


class TeamMember(models.Model):
    """Somebody who works on a dossier, in a role, from and until. «casusteam»

    The last day is the first on which somebody is no longer in the team, so that taking off bites at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="team", verbose_name="dossier")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="wie")
    role = models.CharField("rol", max_length=12, choices=TeamRole, default=TeamRole.MEMBER)
    starts_on = models.DateField("vanaf", default=timezone.localdate)
    ends_on = models.DateField("tot", null=True, blank=True)

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "lid van het casusteam"
        verbose_name_plural = "casusteam"
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "user"],
                condition=Q(ends_on=None),
                name="team_member_once_at_a_time",
                violation_error_message="Deze persoon zit al in het casusteam.",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(ends_on=None, role=TeamRole.COORDINATOR),
                name="team_member_one_coordinator",
                violation_error_message="Een dossier heeft één coördinator.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="team_member_ends_after_start",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.dossier_id}"
