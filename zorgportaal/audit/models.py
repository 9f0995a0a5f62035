"""The trail's one table. No foreign keys: the trail outlives what it tells of."""

import hashlib
import hmac
import json
from datetime import datetime
from typing import Self
from uuid import UUID

import pgtrigger
from django.db import models
from django.db.models import F
from django.db.models.fields.json import KT

from zorgportaal.audit.choices import Origin, Outcome, label_of

CHAINED = (
    "number", "at", "kind", "is_look", "outcome", "actor", "role", "organisation", "on_behalf_of",
    "purpose", "subject_type", "subject", "origin", "request", "details",
)  # fmt: skip


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, *subjects: UUID) -> Self:
        return self.filter(subject__in=subjects)

    def newest_first(self) -> Self:
        return self.order_by("-number")


class Event(models.Model):
    """One act or one look, chained to the one before it by HMAC-SHA-256. «logregel»

    The fields are those of NEN 7513 and BIO2 8.15.01. `details` holds ids and codes only.
    """

    number = models.BigIntegerField("nummer", primary_key=True)
    at = models.DateTimeField("tijdstip")
    kind = models.CharField("gebeurtenis", max_length=60)
    is_look = models.BooleanField("alleen gekeken")
    outcome = models.CharField("uitkomst", max_length=10, choices=Outcome)
    actor = models.UUIDField("wie", null=True)
    role = models.CharField("rol", max_length=40)
    organisation = models.UUIDField("organisatie", null=True)
    on_behalf_of = models.UUIDField("voor", null=True)
    purpose = models.CharField("doel", max_length=40)
    subject_type = models.CharField("soort object", max_length=60)
    subject = models.UUIDField("object", null=True)
    origin = models.CharField("herkomst", max_length=10, choices=Origin)
    request = models.UUIDField("verzoek")
    details = models.JSONField("bijzonderheden", default=dict)
    mac = models.BinaryField("zegel", max_length=32)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "logregel"
        verbose_name_plural = "logregels"
        indexes = [
            models.Index(fields=["subject", "-number"], name="event_by_subject"),
            models.Index(fields=["actor", "-number"], name="event_by_actor"),
            # What happened in a dossier is told of its parts too: they name it.
            models.Index(KT("details__dossier"), F("number").desc(), name="event_by_dossier"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_truncated",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'audit_event is append-only';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"

    @property
    def label(self) -> str:
        return label_of(self.kind)

    def seal(self, key: bytes, previous: bytes) -> bytes:
        """The HMAC over the seal before it and every field of this row in canonical form."""
        body = json.dumps(
            {name: _canonical(getattr(self, name)) for name in CHAINED},
            sort_keys=True,
            separators=(",", ":"),
        )
        return hmac.digest(key, previous + body.encode(), hashlib.sha256)


def _canonical(value: object) -> object:
    if isinstance(value, datetime):
        return value.timestamp()
    return str(value) if isinstance(value, UUID) else value
