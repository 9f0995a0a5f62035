"""Numbers as the Dutch write them: Django alone reads 101.000 as 101, and takes 1e2 for a hundred."""

import re
from decimal import Decimal
from typing import Any

from django import forms

WHOLE = r"\d{1,3}(?:\.\d{3})+|\d+"
THOUSANDS = re.compile(WHOLE, re.ASCII)
DUTCH = re.compile(rf"-?(?:{WHOLE})(?:,\d+)?", re.ASCII)
WITH_A_POINT = re.compile(r"-?\d+\.\d{1,2}", re.ASCII)  # out of a spreadsheet; 1.078 stays a thousand


class WholeNumberField(forms.IntegerField):
    """13.478, 13478 or 13 478."""

    def to_python(self, value: Any) -> int | None:
        text = "".join(str(value or "").split())
        if not text:
            return None
        if not THOUSANDS.fullmatch(text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(text.replace(".", ""))


class EuroField(forms.DecimalField):
    """1.078,24, 1078,24, 1078.24, € 5 or 5,-."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(localize=True, **kwargs)

    def to_python(self, value: Any) -> Any:  # Decimal; the stubs think of whole numbers
        text = "".join(str(value or "").split()).removeprefix("€").removesuffix(",-")
        if not text:
            return None
        if DUTCH.fullmatch(text):
            return Decimal(text.replace(".", "").replace(",", "."))
        if WITH_A_POINT.fullmatch(text):
            return Decimal(text)
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
