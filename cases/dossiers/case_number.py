"""The number that people say to each other: ZL-7F3K-82QM. «dossiernummer»

Two letters of the region, seven random characters, one check character. The alphabet is Crockford's
base 32: no I, L, O or U, so that nothing looks alike. All ten characters count for the check
character, as a weighted sum over the field of 32 elements with a different weight for each place.
Therefore it catches every single wrong character and every swap of two characters, next to each
other or not, and 31 of 32 of all other mistakes. (A sum modulo 37 would do the same, but needs five
characters that nobody can say; one modulo 31 or 32 misses some.)
"""

import re
import secrets
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_CHARACTERS = 7
# A region has letters only; two of them are outside the alphabet but look like its digits.
VALUES = {character: value for value, character in enumerate(ALPHABET)} | {"O": 0, "L": 1}
LOOKALIKES = str.maketrans("OIL", "011")
REGION_LOOKALIKES = str.maketrans("01I", "OLL")
SHAPE = re.compile(rf"[A-HJ-TV-Z]{{2}}[{ALPHABET}]{{8}}")
# The field: polynomials over GF(2) modulo x⁵ + x² + 1; places weigh powers of x³.
MODULUS = 0b100101
WEIGHT = 0b1000


class WrongNumber(ValueError):
    """What was typed is no case number."""

    def __init__(self) -> None:
        super().__init__("Een van de tekens klopt niet.")


def make(region: str, choose: Callable[[str], str] = secrets.choice) -> str:
    """A new number for a region's two letters (not I or U); random: it tells no order and no day."""
    body = region + "".join(choose(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return written(body + check_character(body))


def parse(text: str) -> str:
    """The number as it is stored. Forgives case, spaces, hyphens, O for 0 and I or L for 1.

    Raises WrongNumber.
    """
    bare = re.sub(r"[\s\-‐‑–]", "", text).upper()
    if bare[:2].isdigit():
        raise WrongNumber  # a phone number, not a region whose letters were typed as 0 and 1
    bare = bare[:2].translate(REGION_LOOKALIKES) + bare[2:].translate(LOOKALIKES)
    if not SHAPE.fullmatch(bare) or check_character(bare[:-1]) != bare[-1]:
        raise WrongNumber
    return written(bare)


def is_meant(text: str) -> bool:
    """Whether somebody tried to type a case number: it starts with the letters of a region."""
    return text.strip()[:2].isalpha()


def check_character(body: str) -> str:
    total = 0
    for character in body:
        total = times(total ^ VALUES[character], WEIGHT)
    return ALPHABET[total]


def times(a: int, b: int) -> int:
    """The product of two elements of the field of 32."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 0b100000:
            a ^= MODULUS
        b >>= 1
    return product


def written(bare: str) -> str:
    return f"{bare[:2]}-{bare[2:6]}-{bare[6:]}"
