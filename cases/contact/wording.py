"""The contact rules in words, the same at the head of a dossier, on its tab and in a refusal."""

from collections.abc import Iterable
from datetime import time

from cases.contact.choices import EVERY_DAY, WORKDAYS, Channel, Weekday
from cases.contact.models import SafeContact, contact_of, is_never
from cases.dossiers.models import Dossier


def never(dossier: Dossier) -> str:
    """“Nooit bellen, appen of post sturen.”; empty when every channel is safe."""
    found = [channel.label for channel in Channel if is_never(dossier, channel)]
    return f"Nooit {_or(found)}." if found else ""


def safe_way(dossier: Dossier) -> str:
    """“Alleen via begeleider, werkdagen 10.00 tot 12.00 uur.” Opens `contact_via`."""
    when = hours(contact_of(dossier))
    parts = [f"via {dossier.contact_via}" if dossier.contact_via else "", when]
    known = ", ".join(part for part in parts if part)
    if known:
        return f"Alleen {known}."
    return "" if not never(dossier) else "Nog niet gevraagd hoe contact wel veilig kan."


def hours(contact: SafeContact) -> str:
    """“werkdagen 10.00 tot 12.00 uur”; empty when no limit is known."""
    parts = [_days(contact.days), _times(contact.from_time, contact.until_time)]
    return " ".join(part for part in parts if part)


def _days(days: list[int]) -> str:
    names = {tuple(WORKDAYS): "werkdagen", tuple(EVERY_DAY): "elke dag"}
    return names.get(tuple(days)) or _and(Weekday(day).label for day in days)


def _times(first: time | None, last: time | None) -> str:
    if first is None or last is None:
        return ""
    return f"{first:%H.%M} tot {last:%H.%M} uur"


def _or(words: list[str]) -> str:
    return " of ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _and(words: Iterable[str]) -> str:
    listed = list(words)
    return " en ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))
