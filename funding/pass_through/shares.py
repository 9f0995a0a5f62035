"""Who gets which part of the VAT that is passed on. Plain Python, exact to the cent.

Source: domain.md 3.10, «doorschuif»: split in proportion to the contributions.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

CENT = Decimal("0.01")


def shares(total: Decimal, contributions: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Euro per municipality code, together exactly `total`, each within a cent of its proportion.

    By largest remainder: all get their whole cents, and what is left goes to whoever was cut most.
    Between equals the lower code goes first. Raises ValueError for a broken cent, nothing to split,
    and nobody who contributes.
    """
    cents = _cents(total)
    weights = {code: _cents(amount) for code, amount in contributions.items()}
    together = sum(weights.values())
    if not together:
        raise ValueError("Nobody contributes.")
    exact = {code: Fraction(cents * weight, together) for code, weight in weights.items()}
    whole = {code: int(part) for code, part in exact.items()}
    left = cents - sum(whole.values())
    most_cut_first = sorted(exact, key=lambda code: (whole[code] - exact[code], code))
    more = frozenset(most_cut_first[:left])
    return {code: (whole[code] + (code in more)) * CENT for code in sorted(whole)}


def _cents(amount: Decimal) -> int:
    if amount <= 0 or amount != amount.quantize(CENT):
        raise ValueError("An amount is above zero, in whole cents.")
    return int(amount / CENT)
