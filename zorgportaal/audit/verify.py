"""Walk the whole chain and name the first row that does not fit."""

import hmac
from dataclasses import dataclass

from zorgportaal.audit import head
from zorgportaal.audit.models import Event


@dataclass(frozen=True)
class Broken:
    number: int
    kind: str
    reason: str


def first_broken() -> Broken | None:
    """None when the chain is whole. Raises head.HeadMissing when that cannot be known."""
    key, signed = head.trail_key(), head.read()
    mac, number, mac_at_head = b"", 0, b""
    for event in Event.objects.order_by("number").iterator(chunk_size=2000):
        number += 1
        if event.number != number:
            return Broken(number, "-", "deze regel ontbreekt")
        expected = event.seal(key, mac)
        if not hmac.compare_digest(expected, bytes(event.mac)):
            return Broken(number, event.kind, "deze regel past niet op de vorige")
        mac = expected
        if number == signed.number:
            mac_at_head = mac
    if number < signed.number:
        return Broken(number + 1, "-", "deze regel ontbreekt aan het eind")
    if mac_at_head.hex() != signed.mac:
        return Broken(signed.number, "-", "deze regel is niet de regel van het bewaarde zegel")
    return None
