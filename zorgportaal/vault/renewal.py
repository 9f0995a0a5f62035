"""Give data keys a new secret while the portal runs.

A family (all that one key has sealed) goes over in one transaction, from the old secret to the new:
there is no state in between, so a run that stops, or is killed, is taken up by running again.
"""

import secrets
import time
import uuid
from collections.abc import Iterator
from datetime import datetime

import pgtrigger
from django.apps import apps
from django.db import OperationalError, models, transaction
from django.utils import timezone
from psycopg2.errors import LockNotAvailable

from zorgportaal.vault import keyring
from zorgportaal.vault.fields import Sealed, SealedBytesField, key_path
from zorgportaal.vault.models import DataKey

PAUSE = 0.05  # seconds, before the keys that were in use are tried again

SealedModel = tuple[type[models.Model], list[SealedBytesField]]


def renew(region: str, *, before: datetime) -> Iterator[uuid.UUID]:
    """Renew every key of a region whose secret is from before a moment; yields each that is done.

    What somebody is just writing is not waited for, for that could lock both out: it has its turn
    later. Raises keyring.Unreadable for a value that does not open, and leaves its family as it was.
    """
    old = DataKey.objects.filter(region=region, secret_since__lt=before)
    waiting = list(old.order_by("id").values_list("pk", flat=True))
    while waiting:
        busy = []
        for key_id in waiting:
            try:
                renew_one(key_id, before=before)
            except OperationalError as problem:
                if not isinstance(problem.__cause__, LockNotAvailable):
                    raise
                busy.append(key_id)
            else:
                yield key_id
        waiting = busy
        if busy:
            time.sleep(PAUSE)


def renew_one(key_id: uuid.UUID, *, before: datetime) -> None:
    """Seal one family anew. Does nothing when its secret is newer already, or the key destroyed."""
    with pgtrigger.ignore(*_read_only()), transaction.atomic():
        # Whoever writes holds this row too (DataKey.secret_to_write_with), and whoever reads does not.
        found = DataKey.objects.select_for_update(nowait=True, no_key=True)
        key = found.filter(pk=key_id, secret_since__lt=before).first()
        if key is None:
            return
        old, new = key.secret(), secrets.token_bytes(32)
        for model, fields in sealed_models():
            _seal_anew(model, fields, key, old, new)
        key.wrap(new)
        key.secret_since = timezone.now()
        key.save(update_fields=["version", "wrapped", "secret_since"])


def _seal_anew(
    model: type[models.Model], fields: list[SealedBytesField], key: DataKey, old: bytes, new: bytes
) -> None:
    family = model._base_manager.filter(**{key_path(model): key}).order_by("pk")
    for row in family.only(*(field.attname for field in fields)).select_for_update(
        of=("self",), nowait=True, no_key=True
    ):
        renewed = {}
        for field in fields:
            value = row.__dict__[field.attname]
            if isinstance(value, Sealed):
                bound_to = field.binding(row.pk, key.pk)
                plain = keyring.unseal(old, value.content, bound_to)
                renewed[field.attname] = Sealed(keyring.seal(new, plain, bound_to))
        if renewed:
            model._base_manager.filter(pk=row.pk).update(**renewed)


def sealed_models() -> Iterator[SealedModel]:
    """Every table with sealed columns, found in the models themselves."""
    for model in apps.get_models():
        fields = [field for field in model._meta.local_fields if isinstance(field, SealedBytesField)]
        if fields:
            yield model, fields


def _read_only() -> list[str]:
    """The triggers that keep what may never change: the plaintext does not."""
    return [
        f"{model._meta.label}:{trigger.name}"
        for model, _ in sealed_models()
        for trigger in getattr(model._meta, "triggers", [])
        if isinstance(trigger, pgtrigger.ReadOnly)
    ]
