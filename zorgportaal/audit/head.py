"""The head of the chain, signed and kept outside the database.

Without it, rows cut from the end of the table would leave no mark (security.md C025).
"""

import fcntl
import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class HeadMissing(Exception):
    """The head is absent, unreadable or not signed with this key."""


@dataclass(frozen=True)
class Head:
    number: int
    mac: str

    def signature(self, key: bytes) -> str:
        return hmac.new(key, f"head:{self.number}:{self.mac}".encode(), hashlib.sha256).hexdigest()


@cache
def trail_key() -> bytes:
    """The trail's own key, 32 bytes, from its own file."""
    path = settings.KEYS_DIR / "trail.key"
    if not path.is_file():
        raise ImproperlyConfigured("The trail key is missing: run manage.py make_keys.")
    return bytes.fromhex(path.read_text().strip())


def advance(number: int, mac: bytes) -> None:
    """Move the head forward; an older number never overwrites a newer one."""
    path = settings.TRAIL_HEAD_FILE
    with open(path.with_suffix(".lock"), "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.is_file() and read().number >= number:
            return
        new = Head(number, mac.hex())
        draft = path.with_suffix(".new")
        draft.write_text(
            json.dumps({"number": number, "mac": new.mac, "signature": new.signature(trail_key())})
        )
        os.replace(draft, path)


def read() -> Head:
    """The signed head. Raises HeadMissing."""
    try:
        stored = json.loads(settings.TRAIL_HEAD_FILE.read_text())
        head = Head(int(stored["number"]), str(stored["mac"]))
        signed = hmac.compare_digest(head.signature(trail_key()), str(stored["signature"]))
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise HeadMissing("The signed head of the trail cannot be read.") from problem
    if not signed:
        raise HeadMissing("The head of the trail is not signed with this key.")
    return head
