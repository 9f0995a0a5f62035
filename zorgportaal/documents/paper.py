from dataclasses import dataclass
from decimal import Decimal

from zorgportaal.documents.models import PrivateFile


@dataclass(frozen=True)
class Paper:
    """A finished paper that `bin/demo` writes out. A room's `demo.papers()` gives its own.

    `amount` is in euro; None where the paper has none.
    """

    name: str
    file: PrivateFile
    amount: Decimal | None = None
