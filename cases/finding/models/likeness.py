"""Two dossiers that may be about one person. A hint: it changes nothing."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.dossiers.models import Dossier, DossierLink
from zorgportaal.accounts.models import User


class LikenessQuerySet(models.QuerySet["Likeness"]):
    def visible_to(self, user: User) -> Self:
        dossiers = Dossier.objects.visible_to(user)
        return self.filter(dossier__in=dossiers, other__in=dossiers)

    def undecided(self) -> Self:
        """Those of which nobody has said yet whether it is one person."""
        pair = Q(one=OuterRef("dossier"), other=OuterRef("other"))
        turned = Q(one=OuterRef("other"), other=OuterRef("dossier"))
        return self.exclude(Exists(DossierLink.objects.standing().filter(pair | turned)))

    def with_words(self) -> Self:
        return self.select_related("other")


class Likeness(models.Model):
    """The machine's hint that a dossier looks like another one. «gelijkenis»

    Both directions are rows, so that each dossier shows its own. The reason is put together from a
    closed list of words and holds no name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="likenesses", verbose_name="dossier")
    other = models.ForeignKey(Dossier, models.CASCADE, related_name="+", verbose_name="lijkt op")
    score = models.DecimalField("hoe gelijk", max_digits=4, decimal_places=3)
    reason = models.CharField("reden", max_length=300)

    objects = LikenessQuerySet.as_manager()

    class Meta:
        verbose_name = "gelijkenis"
        verbose_name_plural = "gelijkenissen"
        ordering = ["-score"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "other"], name="likeness_once_per_pair"),
            models.CheckConstraint(condition=~Q(dossier=models.F("other")), name="likeness_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} lijkt op {self.other_id}"
