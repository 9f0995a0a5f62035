"""What stands on an envelope and beside a telephone, in the Netherlands. Each raises WrongAddress.

A party that is made up may have what exists nowhere: the postal code 0000 AA and a number of noughts.
Plain Python: knows no form.
"""

import re

POSTAL_CODE = re.compile(r"[1-9][0-9]{3} ?[A-Z]{2}", re.ASCII)
# With the zero, or with +31 or 0031 and then with or without it; 0800 and 0900 may be longer.
PHONE = re.compile(r"0[1-9][0-9]{8}|0[89]00[0-9]{7}|(\+|00)310?[1-9][0-9]{8}", re.ASCII)
PO_BOX = re.compile(r"\b(postbus|antwoordnummer|p\.?\s?o\.? box)\b", re.IGNORECASE)
EXAMPLE_POSTAL_CODE = "0000AA"


class WrongAddress(ValueError):
    """It cannot be right; the words stand at its field."""


def postal_code(text: str, *, is_fictitious: bool = False) -> str:
    """As it stands on an envelope: 5953 LP."""
    code = "".join(text.split()).upper()
    if not POSTAL_CODE.fullmatch(code) and not (is_fictitious and code == EXAMPLE_POSTAL_CODE):
        raise WrongAddress("Een postcode is vier cijfers en twee letters, bijvoorbeeld 5953 LP.")
    return f"{code[:4]} {code[4:]}"


def street(text: str, *, is_fictitious: bool = False) -> str:
    """The law wants the place of business on an invoice, for whoever sends it and whoever gets it."""
    if PO_BOX.search(text):
        raise WrongAddress("Een postbus mag niet op een factuur. Vul de straat en het huisnummer in.")
    return text


def phone(text: str, *, is_fictitious: bool = False) -> str:
    """As it was written, in one of the usual ways."""
    digits = re.sub(r"[\s().\-–/]", "", text)
    if not PHONE.fullmatch(digits) and not (is_fictitious and re.fullmatch("0{10,}", digits)):
        raise WrongAddress(
            "Een telefoonnummer heeft tien cijfers, bijvoorbeeld 043 123 45 67 of +31 43 123 45 67."
        )
    return text
