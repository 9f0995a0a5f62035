"""Two dossiers that belong together, or were thought to."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.dossiers.choices import LinkKind
from cases.dossiers.models.dossier import Dossier
from zorgportaal.accounts.models import User
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey


class DossierLinkQuerySet(models.QuerySet["DossierLink"]):
    def visible_to(self, user: User) -> Self:
        """Who may know of both dossiers; of one alone is not enough."""
        dossiers = Dossier.objects.visible_to(user)
        return self.filter(one__in=dossiers, other__in=dossiers)

    def standing(self) -> Self:
        return self.filter(undone_at=None)

    def about(self, dossier: Dossier) -> Self:
        return self.filter(Q(one=dossier) | Q(other=dossier))

    def with_words(self) -> Self:
        return self.select_related("one__key", "other", "linked_by", "undone_by")


class DossierLink(models.Model):
    """What a person decided about two dossiers: the same person, an earlier episode, or not. «koppeling»

    A merge is such a row and nothing else: no ciphertext moves, so undoing it is a second moment in the
    row. A repeat victim has a dossier per episode: `one` is the earlier, `other` the later. Whoever opens
    a dossier again as a new episode makes that row through `linking.link(kind=LinkKind.EPISODE)`.
    Its reasons are sealed with the key of `one`.
    """

    key_path = "one__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("soort", max_length=12, choices=LinkKind)
    one = models.ForeignKey(Dossier, models.CASCADE, related_name="links_as_one", verbose_name="dossier")
    other = models.ForeignKey(
        Dossier, models.CASCADE, related_name="links_as_other", verbose_name="ander dossier"
    )
    reason = SealedTextField("reden")
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gekoppeld door"
    )
    linked_at = models.DateTimeField("gekoppeld", auto_now_add=True)
    undo_reason = SealedTextField("reden van losmaken")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="losgemaakt door",
    )
    undone_at = models.DateTimeField("losgemaakt", null=True, blank=True)

    objects = DossierLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "koppeling"
        verbose_name_plural = "koppelingen"
        ordering = ["-linked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                condition=Q(undone_at=None),
                name="dossier_link_once_at_a_time",
                violation_error_message="Deze dossiers zijn al gekoppeld.",
            ),
            models.CheckConstraint(
                condition=~Q(one=F("other")),
                name="dossier_link_between_two",
                violation_error_message="Een dossier kan niet aan zichzelf gekoppeld worden.",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="dossier_link_undone_by_someone_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.one_id} {self.other_id}"

    @property
    def key(self) -> DataKey | None:
        return self.one.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.one.key_id

    def beside(self, dossier: Dossier) -> Dossier:
        """The dossier at the other end."""
        return self.other if self.one_id == dossier.pk else self.one

    def in_words(self, dossier: Dossier) -> str:
        """What the other end is, seen from `dossier`."""
        if self.kind == LinkKind.EPISODE:
            return "latere periode" if self.one_id == dossier.pk else "eerdere periode"
        return str(self.get_kind_display())
