"""The regional keys, which live in a folder outside the database. «sleutelbos»

Files: `region-<region>-<version>.key` (32 bytes, hex), `blind-index.key`. The newest version wraps;
older versions stay readable until every data key is wrapped anew (`manage.py rotate_keys`).
"""

import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12
_FILE = re.compile(r"region-([a-z-]+)-(\d+)\.key")


class Unreadable(Exception):
    """The value cannot be opened. Says nothing about why: that would help an attacker."""

    def __init__(self) -> None:
        super().__init__("Dit gegeven is niet te lezen.")


class KeyMissing(Unreadable):
    """There is no key for this region on this machine."""


@dataclass(frozen=True)
class Wrapped:
    version: int
    content: bytes


def seal(key: bytes, plain: bytes, bound_to: str) -> bytes:
    """AES-256-GCM with a random 96-bit nonce in front; `bound_to` is the associated data."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def unseal(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    """The plaintext. Raises Unreadable when a bit changed or the value was moved."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound_to.encode())
    except (InvalidTag, ValueError):
        raise Unreadable from None


def wrap(region: str, data_key: bytes, bound_to: str) -> Wrapped:
    """Wrap a data key under the newest key of a region. Raises KeyMissing."""
    version = newest(region)
    return Wrapped(version, seal(_regional(region, version), data_key, bound_to))


def unwrap(region: str, wrapped: Wrapped, bound_to: str) -> bytes:
    return unseal(_regional(region, wrapped.version), wrapped.content, bound_to)


def newest(region: str) -> int:
    """The highest version present. Read from the folder each time, so that a rotation is seen."""
    versions = [
        int(match[2])
        for name in os.listdir(settings.KEYS_DIR)
        if (match := _FILE.fullmatch(name)) and match[1] == region
    ]
    if not versions:
        raise KeyMissing
    return max(versions)


def make(region: str) -> int:
    """Add the next version of a region's key; returns its number."""
    try:
        version = newest(region) + 1
    except KeyMissing:
        version = 1
    write_secret(settings.KEYS_DIR / f"region-{region}-{version}.key")
    return version


def write_secret(path: Path) -> None:
    """32 random bytes in a file that only the owner may read; never overwrites."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w") as file:
        file.write(secrets.token_hex(32))


def blind_index(column: str, *values: str) -> str:
    """A keyed fingerprint for exact look-up, over one normalised value or several together.

    `column` separates the columns, so that equal values in two of them do not look alike.
    """
    text = "\x1f".join([column, *(" ".join(value.split()).casefold() for value in values)])
    return hmac.digest(_index_key(), text.encode(), hashlib.sha256)[:16].hex()


@cache
def _regional(region: str, version: int) -> bytes:
    return _secret(f"region-{region}-{version}.key")


@cache
def _index_key() -> bytes:
    return _secret("blind-index.key")


def _secret(name: str) -> bytes:
    path = settings.KEYS_DIR / name
    if not path.is_file():
        raise KeyMissing
    return bytes.fromhex(path.read_text().strip())
