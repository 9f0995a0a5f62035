"""Rotate the regional keys and destroy a family's key."""

import time
import uuid
from collections.abc import Iterable

from django.db import transaction

from zorgportaal.audit import trail
from zorgportaal.vault import keyring
from zorgportaal.vault.choices import Trail
from zorgportaal.vault.models import DataKey

BATCH = 200
PAUSE = 0.2  # seconds, when all that is left is in use


def rotate(region: str) -> int:
    """Wrap every data key of a region under its newest key; returns how many. Safe to repeat.

    The sealed values stay as they are, so the portal runs on meanwhile: a data key row is
    locked only while it is wrapped, and rows that somebody else holds wait for the next round.
    """
    version, done = keyring.newest(region), 0
    stale = DataKey.objects.filter(region=region, version__lt=version)
    while stale.exists():
        wrapped = _rewrap_batch(region, version)
        done += wrapped
        if not wrapped:
            time.sleep(PAUSE)
    return done


@transaction.atomic
def _rewrap_batch(region: str, version: int) -> int:
    stale = DataKey.objects.filter(region=region, version__lt=version)
    # Past the rows that a writer holds: to wait for one while holding others could lock both out.
    free = stale.select_for_update(skip_locked=True, no_key=True)
    keys = list(free.order_by("id")[:BATCH])
    for key in keys:
        key.wrap(key.secret())
    DataKey.objects.bulk_update(keys, ["version", "wrapped"])
    return len(keys)


@transaction.atomic
def move(keys: Iterable[uuid.UUID], *, region: str, by: trail.Actor) -> int:
    """Wrap data keys under the key of another region; returns how many. Raises keyring.KeyMissing.

    The sealed values stay as they are: they are bound to their key, not to its region.
    """
    moving = DataKey.objects.filter(pk__in=set(keys)).exclude(region=region)
    # Whoever writes with one of these keys shares its lock: they come first, or see the new wrapping.
    locked = list(moving.select_for_update(no_key=True).order_by("id"))
    for key in locked:
        secret = key.secret()
        key.region = region
        key.wrap(secret)
    DataKey.objects.bulk_update(locked, ["region", "version", "wrapped"])
    trail.act(Trail.KEYS_MOVED, by=by, region=region, keys=len(locked))
    return len(locked)


def destroy(key: DataKey, *, by: trail.Actor) -> uuid.UUID:
    """Delete a family's key: what it sealed can never be read again. Returns the key's id."""
    key_id = key.pk
    trail.act(Trail.KEY_DESTROYED, by=by, on=key, family=key.family)
    key.delete()
    return key_id


def drop(key: DataKey, *, by: trail.Actor) -> None:
    """The same, once no row is sealed with it any more: also for whoever works on money."""
    trail.act(Trail.KEY_DESTROYED, by=by, on=key, family=key.family)
    DataKey.objects.drop(key.pk)
