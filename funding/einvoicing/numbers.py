"""The numbers of an organisation: KvK, RSIN, OIN, VAT, IBAN and Peppol. Each check raises WrongNumber.

Some numbers are kept for examples and exist nowhere: only noughts, a bank VOOR, the OINs for tests.
They hold for a party that is marked as fictitious, and for nobody else; its IBAN must be one of them.
"""

import re

from stdnum import iban
from stdnum.nl import bsn, btw

from funding.einvoicing.document import Scheme

EXAMPLE_BANK = "VOOR"
EXAMPLE_VAT = "NL000000000B00"
BY_RSIN, BY_KVK, FOR_TESTS = "00000001", "00000003", "00000099"
REGISTERS = {f"0000000{digit}" for digit in range(1, 10)}


class WrongNumber(ValueError):
    """The number cannot be right; the words stand at its field."""


def check_kvk(number: str, *, is_fictitious: bool = False) -> None:
    """Eight digits; the register gives them no check digit."""
    if not _is_example(number == "0" * 8, is_fictitious=is_fictitious) and not _has_digits(number, 8):
        raise WrongNumber("Een KvK-nummer heeft acht cijfers.")


def check_rsin(number: str, *, is_fictitious: bool = False) -> None:
    """Nine digits that keep to the eleven test, as those of a BSN do."""
    if not _is_example(number == "0" * 9, is_fictitious=is_fictitious) and not _is_rsin(number):
        raise WrongNumber("Een RSIN heeft negen cijfers. Dit nummer klopt niet.")


def check_oin(number: str, *, is_fictitious: bool = False) -> None:
    """Twenty digits: the register in eight, the number in that register, and noughts."""
    if not _has_digits(number, 20):
        raise WrongNumber("Een OIN heeft twintig cijfers.")
    is_example = number == "0" * 20 or number.startswith(FOR_TESTS)
    if not _is_example(is_example, is_fictitious=is_fictitious) and not _is_oin(number):
        raise WrongNumber("Dit OIN klopt niet. Kijk of u alle cijfers goed hebt overgenomen.")


def check_vat_id(number: str, *, is_fictitious: bool = False) -> None:
    """A Dutch VAT number, with its country: the e-invoice wants that."""
    is_right = number.startswith("NL") and btw.is_valid(number)
    if not _is_example(number == EXAMPLE_VAT, is_fictitious=is_fictitious) and not is_right:
        raise WrongNumber(
            "Een btw-nummer is NL, negen cijfers, een B en twee cijfers. Dit nummer klopt niet."
        )


def check_iban(number: str, *, is_fictitious: bool = False) -> None:
    """With its check digits, spaces or not; for an example too, and that is the only kind it may have."""
    if not iban.is_valid(number):
        raise WrongNumber("Dit IBAN klopt niet. Kijk of u alle letters en cijfers goed hebt overgenomen.")
    is_example = iban.compact(number)[4:8] == EXAMPLE_BANK
    if not _is_example(is_example, is_fictitious=is_fictitious) and is_fictitious:
        # Whoever pays on such a paper would pay somebody.
        raise WrongNumber(
            "Dit IBAN is van een bank die bestaat. Een verzonnen partij krijgt een IBAN dat nergens bestaat:"
            " met VOOR als bank, bijvoorbeeld NL60VOOR0000000001."
        )


def check_endpoint(address: str, *, is_fictitious: bool = False) -> None:
    """A Peppol address: the register in four digits, a colon and the number."""
    found = re.fullmatch(r"(\d{4}):(\S+)", address)
    if not found:
        raise WrongNumber("Een adres op Peppol is vier cijfers, een dubbele punt en een nummer.")
    scheme, number = found.groups()
    if scheme == Scheme.OIN.value:
        check_oin(number, is_fictitious=is_fictitious)
    if scheme == Scheme.KVK.value:
        check_kvk(number, is_fictitious=is_fictitious)


def _is_example(is_reserved: bool, *, is_fictitious: bool) -> bool:  # noqa: FBT001
    if is_reserved and not is_fictitious:
        raise WrongNumber("Dit nummer bestaat niet: het is alleen voor voorbeelden.")
    return is_reserved


def _has_digits(number: str, count: int) -> bool:
    return len(number) == count and number.isascii() and number.isdigit()


def _is_rsin(number: str) -> bool:
    return _has_digits(number, 9) and bsn.is_valid(number)


def _is_oin(number: str) -> bool:
    register, main = number[:8], number[8:]
    if register == BY_RSIN:
        return _is_rsin(main[:9]) and main.endswith("000")
    if register == BY_KVK:
        return main[:8] != "0" * 8 and main.endswith("0000")
    return register in REGISTERS
