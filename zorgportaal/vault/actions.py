"""Rotate the regional keys and destroy a family's key."""

import uuid

from django.db import transaction

from zorgportaal.audit import trail
from zorgportaal.vault import keyring
from zorgportaal.vault.choices import Trail
from zorgportaal.vault.models import DataKey

BATCH = 200


def rotate(region: str) -> int:
    """Wrap every data key of a region under its newest key; returns how many. Safe to repeat.

    The sealed values stay as they are, so the portal runs on meanwhile: a data key row is
    locked only while it is wrapped, and rows that somebody else holds wait for the next round.
    """
    version, done = keyring.newest(region), 0
    while wrapped := _rewrap_batch(region, version):
        done += wrapped
    return done


@transaction.atomic
def _rewrap_batch(region: str, version: int) -> int:
    stale = DataKey.objects.filter(region=region, version__lt=version).select_for_update()
    keys = list(stale.order_by("id")[:BATCH])
    for key in keys:
        key.wrap(key.secret())
    DataKey.objects.bulk_update(keys, ["version", "wrapped"])
    return len(keys)


def destroy(key: DataKey, *, by: trail.Actor) -> uuid.UUID:
    """Delete a family's key: what it sealed can never be read again. Returns the key's id."""
    key_id = key.pk
    trail.act(Trail.KEY_DESTROYED, by=by, on=key, family=key.family)
    key.delete()
    return key_id
