"""The fingerprints by which a person can be found without anybody reading a name. «vingerafdruk»

Only exact look-ups: a surname always together with the year of birth, for alone it would be guessed.
"""

import re

from zorgportaal.vault import keyring


def surname_and_year(surname: str, year: int | None) -> str:
    """Empty without a name or a year: then this way to find somebody does not exist."""
    if not surname or year is None:
        return ""
    return keyring.blind_index("person.surname_year", surname, str(year))


def v_number(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return keyring.blind_index("person.v_number", digits) if digits else ""


def phone(text: str) -> str:
    """+31 6 and 0031 6 and 06 are the same phone."""
    digits = re.sub(r"\D", "", re.sub(r"^\s*(\+|00)31\s*(\(0\))?", "0", text))
    return keyring.blind_index("person.phone", digits) if digits else ""
