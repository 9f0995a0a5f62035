"""Files that only the room that made them hands out, after its own check of access."""

import hashlib
import uuid
from datetime import datetime
from typing import Self

import pgtrigger
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from zorgportaal.documents.choices import ContentType
from zorgportaal.vault.choices import Family
from zorgportaal.vault.fields import SealedBytesField
from zorgportaal.vault.models import DataKey

OPAQUE_NAME = r"^[A-Za-z0-9-]{1,80}\.(pdf|xml|xlsx|ods|jpg|png)$"


class PrivateFileQuerySet(models.QuerySet["PrivateFile"]):
    def store(
        self,
        content: bytes,
        *,
        name: str,
        content_type: ContentType,
        region: str,
        made_at: datetime | None = None,
    ) -> "PrivateFile":
        """Keep a file under a key of its own, in the caller's transaction.

        `name` is what the reader's disk will show: letters, figures and dashes, never a person's
        name. `region` is the key region (settings.VAULT_REGIONS). Raises keyring.KeyMissing.
        """
        return self.create(
            key=DataKey.objects.make(Family.FILE, region=region),
            region=region,
            content=content,
            content_type=content_type,
            name=name,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            made_at=made_at or timezone.now(),
        )

    def destroy(self, file: "PrivateFile") -> None:
        """The file and its key: it can never be read again, in any backup.

        The database refuses while something points at it. DataKeyManager.drop says why Django is not asked.
        """
        with connection.cursor() as at:
            at.execute("DELETE FROM documents_privatefile WHERE id = %s", [file.pk])
        DataKey.objects.drop(file.key_id)

    def to_open(self) -> Self:
        """With all that opening needs, in one query. Lists do without: `defer("content")`."""
        return self.select_related("key")


class PrivateFile(models.Model):
    """A file made once and kept encrypted beside what it belongs to. «bestand»

    It has no address of its own: the room that owns it serves it, so that no file can be asked for
    past the check of access (security.md P26).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(DataKey, models.SET_NULL, null=True, related_name="+")
    region = models.CharField("sleutelregio", max_length=40)
    content = SealedBytesField("inhoud")
    content_type = models.CharField("soort", max_length=80, choices=ContentType)
    name = models.CharField("naam", max_length=90)
    size = models.PositiveIntegerField("grootte in bytes")
    sha256 = models.CharField("controlegetal", max_length=64)
    made_at = models.DateTimeField("gemaakt")

    objects = PrivateFileQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"
        constraints = [
            models.CheckConstraint(
                condition=Q(name__regex=OPAQUE_NAME),
                name="private_file_name_is_opaque",
                violation_error_message="Een bestandsnaam heeft alleen letters, cijfers en streepjes.",
            )
        ]
        # What was sent to a municipality never changes; only its key may be destroyed.
        triggers = [pgtrigger.ReadOnly(name="never_changed", exclude=["key"])]

    def __str__(self) -> str:
        return self.name
