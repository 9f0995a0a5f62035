"""What in a text points at a person: a name, a number, an address. Keeps nothing.

    found = point_out(text, names=names_of(dossier))     # any room above may ask this of its own text
    if found and seal(found) != request.POST.get("seen"):
        …                                                 # show it, and save once it was confirmed

A hint and no wall: the text is sealed whatever stands in it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cases.dossiers.lookup import is_bsn
from cases.dossiers.models import Dossier
from cases.notes.words import fold
from zorgportaal.vault import keyring

SHORTEST_NAME = 3
# Words that belong to half of all surnames.
PARTICLES = frozenset({"van", "der", "den", "ten", "ter", "von", "bin", "ibn", "abu", "dos", "del", "het"})
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
DAY = re.compile(r"\b\d{1,2}[-./]\d{1,2}[-./]\d{2,4}\b")
NUMBER = re.compile(r"(?<!\w)\+?\d(?:[\s.\-()/]{0,2}\d){7,14}(?!\w)")


class What(StrEnum):
    NAME = "naam"
    PHONE = "telefoonnummer"
    V_NUMBER = "V-nummer"
    BSN = "burgerservicenummer"
    MAIL = "e-mailadres"


@dataclass(frozen=True, order=True)
class Pointed:
    """One thing that was found, as it was typed."""

    what: What
    text: str


def names_of(dossier: Dossier) -> list[str]:
    """The words of somebody's own name. Opens the sealed fields; empty when anonymous."""
    if dossier.person is None:
        return []
    parts = re.split(r"[\s\-]+", dossier.person.name)
    return [part for part in parts if len(part) >= SHORTEST_NAME and fold(part) not in PARTICLES]


def point_out(text: str, *, names: Iterable[str] = ()) -> list[Pointed]:
    """Each thing once, by kind."""
    return sorted({*_names(text, names), *_mails(text), *_numbers(DAY.sub(" ", text))})


def seal(found: Iterable[Pointed]) -> str:
    """What a page sends along to say that exactly this was seen; it can be read by nobody."""
    said = "\n".join(f"{one.what}:{fold(one.text)}" for one in sorted(found))
    return keyring.blind_index("notes.pointed", said.encode().hex())


def _names(text: str, names: Iterable[str]) -> Iterator[Pointed]:
    sought = {fold(name) for name in names}
    for word in re.findall(r"[^\W\d_]+", text):
        if fold(word).removesuffix("s") in sought or fold(word) in sought:
            yield Pointed(What.NAME, word)


def _mails(text: str) -> Iterator[Pointed]:
    yield from (Pointed(What.MAIL, found) for found in MAIL.findall(text))


def _numbers(text: str) -> Iterator[Pointed]:
    for found in NUMBER.findall(text):
        if what := _kind(found):
            yield Pointed(what, found.strip())


def _kind(number: str) -> What | None:
    digits = re.sub(r"\D", "", number)
    if is_bsn(digits):
        return What.BSN
    if number.startswith("+") or digits.startswith("00") or (digits.startswith("0") and len(digits) == 10):
        return What.PHONE
    return What.V_NUMBER if len(digits) == 10 else None
