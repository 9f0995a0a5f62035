"""The fingerprints by which a person can be found without anybody reading a name. «vingerafdruk»

Numbers are looked up exactly. A name leaves traits, each of which says two things at once (C037) and is
cut short, so that strangers share it: they only choose whose names are opened and compared.
"""

import re
from datetime import date
from typing import Protocol, TypedDict

from cases.names import blocking
from zorgportaal.vault import keyring

TRAITS = 2**18  # so few that in a large file each stands for about ten strangers too


class Identified(Protocol):
    """What the indexes are made of: an identity, or a person with its fields opened."""

    @property
    def surname(self) -> str: ...
    @property
    def given_names(self) -> str: ...
    @property
    def birth_date(self) -> date | None: ...
    @property
    def v_number(self) -> str: ...
    @property
    def bsn(self) -> str: ...
    @property
    def phone(self) -> str: ...


class Indexes(TypedDict):
    """The columns of a person that are derived from what is sealed."""

    name_keys: list[int]
    known_marks: list[str]
    v_number_index: str
    bsn_index: str
    phone_index: str


def indexes(identity: Identified, nationality: str) -> Indexes:
    """What is derived from an identity; `nationality` is its code in national table 32, or empty."""
    year = identity.birth_date.year if identity.birth_date else None
    name = f"{identity.given_names} {identity.surname}"
    return {
        "name_keys": name_keys(name, year),
        "known_marks": known_marks(
            identity.surname, identity.given_names, year=year, nationality=nationality
        ),
        "v_number_index": v_number(identity.v_number),
        "bsn_index": bsn(identity.bsn),
        "phone_index": phone(identity.phone),
    }


def name_keys(name: str, year: int | None) -> list[int]:
    """Empty for a single word without a year: then this way to find somebody does not exist."""
    found = blocking.traits(name, year)
    return sorted({int(keyring.blind_index("person.name", trait), 16) % TRAITS for trait in found})


def known_marks(surname: str, given_names: str, *, year: int | None, nationality: str) -> list[str]:
    """For the question between houses; empty unless name, year and nationality are all known."""
    if year is None or not nationality:
        return []
    found = blocking.marks(surname, given_names)
    return sorted(keyring.blind_index("person.known", mark, str(year), nationality) for mark in found)


def v_number(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return keyring.blind_index("person.v_number", digits) if digits else ""


def bsn(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return keyring.blind_index("person.bsn", digits) if digits else ""


def phone(text: str) -> str:
    """+31 6 and 0031 6 and 06 are the same phone."""
    digits = re.sub(r"\D", "", re.sub(r"^\s*(\+|00)31\s*(\(0\))?", "0", text))
    return keyring.blind_index("person.phone", digits) if digits else ""


def is_bsn(text: str) -> bool:
    """Nine digits that pass the eleven-test."""
    digits = [int(digit) for digit in re.sub(r"\D", "", text)]
    if len(digits) != 9 or not any(digits):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0
