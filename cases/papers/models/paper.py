"""A document of a dossier, from the file that came in to the file that may be opened."""

import uuid
from datetime import datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Count, Q, Sum
from django.utils import timezone

from cases.dossiers.models import Dossier
from cases.papers.choices import KEPT, WAITING, PaperKind, State, WithdrawalReason
from cases.papers.models.text import Text
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.documents.cleaning.kinds import Kind
from zorgportaal.documents.cleaning.reasons import REFUSALS, Reason
from zorgportaal.documents.models import PrivateFile
from zorgportaal.vault.choices import Family
from zorgportaal.vault.fields import SealedBytesField, SealedTextField
from zorgportaal.vault.models import DataKey

ORIGIN = ("dossier", "code", "added_by", "added_at")


class IncomingFileManager(models.Manager["IncomingFile"]):
    def keep(self, content: bytes, *, kind: Kind, region: str) -> "IncomingFile":
        """Raises keyring.KeyMissing."""
        key = DataKey.objects.make(Family.FILE, region=region)
        return self.create(key=key, kind=kind, content=content)

    def destroy(self, incoming: "IncomingFile") -> None:
        """What came in is gone for good, in every backup too."""
        key = incoming.key
        incoming.delete()
        if key:
            key.delete()


class IncomingFile(models.Model):
    """A file as it came in, not checked yet. Nobody can open it. «binnengekomen bestand»

    It exists until the worker made something safe of it, or refused it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(DataKey, models.SET_NULL, null=True, related_name="+", verbose_name="sleutel")
    kind = models.CharField("soort", max_length=4, choices=[(kind.value, kind.value) for kind in Kind])
    content = SealedBytesField("inhoud")
    received_at = models.DateTimeField("binnengekomen", default=timezone.now)

    objects = IncomingFileManager()

    class Meta:
        verbose_name = "binnengekomen bestand"
        verbose_name_plural = "binnengekomen bestanden"

    def __str__(self) -> str:
        return f"binnengekomen bestand {self.id}"


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def waiting(self) -> Self:
        return self.filter(state__in=WAITING)

    def ready(self) -> Self:
        return self.filter(state=State.READY)

    def for_list(self) -> Self:
        """With what a list says, without any file."""
        return self.select_related("dossier__key", "added_by", "withdrawn_by", "part_of")

    def to_open(self) -> Self:
        """With all that a download needs, in one query."""
        return self.ready().select_related("file__key", "dossier")

    def added_today(self, user: User) -> dict[str, int]:
        """How many files somebody brought in today, and how many bytes."""
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        mine = self.filter(added_by=user, added_at__gte=midnight, size__gt=0)
        return mine.aggregate(number=Count("pk"), size=Sum("size", default=0))


class Paper(models.Model):
    """A document in a dossier. What it is about is sealed; its file gets an opaque name. «document»

    `code` is how a download is called: dossier-7F3K2.pdf. A mail and its attachments are documents
    of their own; an attachment is `part_of` its mail.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="papers", verbose_name="dossier")
    code = models.CharField("kenmerk", max_length=5)
    kind = models.CharField("soort", max_length=10, choices=PaperKind)
    title = SealedTextField("waar het over gaat")
    dated_on = models.DateField("datum op het document", null=True, blank=True)
    state = models.CharField("status", max_length=10, choices=State, default=State.CHECKING)
    problem = models.CharField(
        "reden",
        max_length=20,
        blank=True,
        choices=[(reason.value, reason.name) for reason in Reason],
    )
    size = models.PositiveIntegerField("grootte van wat binnenkwam, in bytes", default=0)
    skipped = models.PositiveSmallIntegerField("bijlagen die niet meekwamen", default=0)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="parts", verbose_name="bijlage bij"
    )
    incoming = models.OneToOneField(
        IncomingFile, models.SET_NULL, null=True, related_name="paper", verbose_name="binnengekomen bestand"
    )
    file = models.OneToOneField(
        PrivateFile, models.PROTECT, null=True, related_name="+", verbose_name="bestand"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="toegevoegd door"
    )
    added_at = models.DateTimeField("toegevoegd", default=timezone.now)
    checked_at = models.DateTimeField("nagekeken", null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="ingetrokken door"
    )
    withdrawn_at = models.DateTimeField("ingetrokken", null=True)
    withdrawal_reason = models.CharField(
        "reden van intrekken", max_length=15, blank=True, choices=WithdrawalReason
    )
    withdrawal_note = SealedTextField("toelichting op het intrekken")

    key_path = "dossier__key"
    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        ordering = ["-added_at", "id"]
        indexes = [
            models.Index(fields=["added_at"], condition=Q(state__in=WAITING), name="paper_waiting"),
            models.Index(fields=["added_by", "added_at"], name="paper_by_adder"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "code"], name="paper_code_once_per_dossier"),
            models.CheckConstraint(
                condition=Q(state=State.READY, file__isnull=False)
                | Q(state=State.WITHDRAWN)
                | ~Q(state__in=(State.READY, State.WITHDRAWN)) & Q(file=None),
                name="paper_opens_only_when_checked",
            ),
            models.CheckConstraint(
                condition=Q(state__in=WAITING) | Q(incoming=None), name="paper_keeps_nothing_unchecked"
            ),
            models.CheckConstraint(
                condition=Q(state=State.REFUSED) & ~Q(problem="") | ~Q(state=State.REFUSED) & Q(problem=""),
                name="paper_refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WITHDRAWN, withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                & ~Q(withdrawal_reason="")
                | ~Q(state=State.WITHDRAWN)
                & Q(withdrawn_by=None, withdrawn_at=None, withdrawal_reason="", withdrawal_note=None),
                name="paper_withdrawn_by_someone_for_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="origin_never_changed", fields=list(ORIGIN)),
            pgtrigger.Protect(name="never_removed", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"document {self.code}"

    @property
    def key(self) -> DataKey | None:
        return self.dossier.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.dossier.key_id

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def is_ready(self) -> bool:
        return self.state == State.READY

    @property
    def is_refused(self) -> bool:
        return self.state == State.REFUSED

    @property
    def is_withdrawn(self) -> bool:
        return self.state == State.WITHDRAWN

    @property
    def can_be_restored(self) -> bool:
        """Whether the file is still there, only out of sight."""
        return self.is_withdrawn and self.withdrawal_reason in KEPT and self.file_id is not None

    @property
    def problem_in_words(self) -> str:
        return REFUSALS[Reason(self.problem)] if self.problem else ""

    @property
    def moment(self) -> datetime:
        """When it came into the dossier, for a timeline."""
        return self.added_at


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(paper__in=Paper.objects.visible_to(user))


class Letter(models.Model):
    """A document that we wrote: to whom, what it says, and from which version of which text. «brief»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="letter", verbose_name="document")
    text = models.ForeignKey(Text, models.PROTECT, related_name="+", verbose_name="tekst")
    provider = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="aan aanbieder"
    )
    address = SealedTextField("adres")
    body = SealedTextField("wat er staat")
    names_the_person = models.BooleanField("noemt de naam")

    key_path = "paper__dossier__key"
    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "brief"
        verbose_name_plural = "brieven"
        triggers = [
            pgtrigger.ReadOnly(name="never_changed"),
            pgtrigger.Protect(name="never_removed", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"brief {self.paper_id}"

    @property
    def key(self) -> DataKey | None:
        return self.paper.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.paper.key_id
