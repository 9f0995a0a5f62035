"""What a coordinator wrote down about one dossier, and when somebody was last heard of."""

import uuid
from datetime import datetime
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier, DossierQuerySet
from cases.dossiers.models.option import word
from cases.notes.choices import Partner
from zorgportaal.accounts.models import User
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey

MOST_MINUTES = 24 * 60


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def standing(self) -> Self:
        """Those that count: nobody withdrew them."""
        return self.filter(withdrawn_at=None)

    def with_words(self) -> Self:
        """Fetches all that a page says of a note, and the key to its text."""
        people = self.select_related("written_by", "changed_by", "withdrawn_by")
        return people.select_related("kind", "dossier__key")

    def effort(self) -> list[dict[str, Any]]:
        """Minutes by kind: `label` and `minutes`, most first. One query."""
        by_kind = self.standing().filter(minutes__gt=0).values(label=models.F("kind__label"))
        summed = by_kind.annotate(minutes=Sum("minutes")).order_by("-minutes", "label")
        return [dict(row) for row in summed]


class Note(models.Model):
    """What was said or done at one moment with one dossier, its text sealed. «notitie»

    `version` rises with every correction; what stood there before is kept as a `FormerNote`. `minutes`
    count as effort. `is_contact` is settled when it is written: whether the person was heard of then.
    """

    key_path = "dossier__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="notes", verbose_name="dossier")
    kind = word(Vocabulary.NOTE_KIND)
    partner = models.CharField("met wie", max_length=12, choices=Partner)
    happened_at = models.DateTimeField("wanneer")
    minutes = models.PositiveSmallIntegerField("duur in minuten", default=0)
    text = SealedTextField("tekst")
    is_contact = models.BooleanField("contact met betrokkene", default=False)
    version = models.PositiveIntegerField("versie", default=1)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="geschreven door"
    )
    written_at = models.DateTimeField("geschreven", default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gecorrigeerd door",
    )
    changed_at = models.DateTimeField("gecorrigeerd", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ingetrokken door",
    )
    withdrawn_at = models.DateTimeField("ingetrokken", null=True, blank=True)
    withdrawal_reason = SealedTextField("reden van intrekken")

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = "notitie"
        verbose_name_plural = "notities"
        ordering = ["-happened_at", "id"]
        indexes = [
            models.Index(fields=["dossier", "-happened_at"], name="note_by_moment"),
            models.Index(
                fields=["dossier", "-happened_at"],
                condition=Q(is_contact=True, withdrawn_at=None),
                name="note_of_contact",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__lte=MOST_MINUTES),
                name="note_lasts_a_day_at_most",
                violation_error_message="Vul een duur van 0 tot en met 1440 minuten in.",
            ),
            models.CheckConstraint(
                condition=Q(changed_by=None, changed_at=None, version=1)
                | Q(changed_by__isnull=False, changed_at__isnull=False, version__gt=1),
                name="note_corrected_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None, withdrawal_reason=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False, withdrawal_reason__isnull=False),
                name="note_withdrawn_by_someone_for_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="origin_never_changed", fields=["written_by", "written_at"]),
            pgtrigger.Protect(name="never_removed", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"notitie {self.id}"

    def get_absolute_url(self) -> str:
        return reverse("notes:note", args=[self.pk])

    @property
    def key(self) -> DataKey | None:
        return self.dossier.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.dossier.key_id

    @property
    def saved_by(self) -> User:
        """Whoever made it what it is now."""
        return self.changed_by or self.written_by

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


def last_contact(dossiers: DossierQuerySet) -> DossierQuerySet:
    """Adds `last_contact_at`: when the person was last spoken to, be it through somebody else.

    None when never. For a list; set-based, one index entry a dossier. A talk with the police or a
    provider does not count, nor does an attempt, nor what was withdrawn or stands in another dossier.
    """
    newest = _contacts().order_by("-happened_at").values("happened_at")
    return dossiers.annotate(last_contact_at=Subquery(newest[:1]))


def not_heard_since(dossiers: DossierQuerySet, moment: datetime) -> DossierQuerySet:
    """Those of which nobody spoke to the person since; a dossier that is newer than that is not counted."""
    heard = _contacts().filter(happened_at__gte=moment)
    return dossiers.filter(~Exists(heard), reported_on__lt=timezone.localdate(moment))


def _contacts() -> NoteQuerySet:
    return Note.objects.filter(dossier=OuterRef("pk"), is_contact=True, withdrawn_at=None)
