"""Boxes in which people paste: nothing is cut off in silence, and what cannot be printed is told."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError

# Signs that steer instead of show, such as those that turn text around; and pictures, which no font has.
UNPRINTABLE = {"Cc", "Cf", "Co", "Cs", "Cn", "So"}
LINE_BREAKS = {"\n", "\r", "\t"}


def printable(text: str) -> None:
    """Raises ValidationError for a sign that a paper cannot show."""
    if any(unicodedata.category(sign) in UNPRINTABLE for sign in text if sign not in LINE_BREAKS):
        raise ValidationError("Hier staat een teken dat niet op een factuur kan. Typ de tekst opnieuw.")


class DigitsField(forms.CharField):
    """A number that people copy with its spaces: 00000001 00182366 7000."""

    def to_python(self, value: object) -> str:
        return "".join(str(super().to_python(value)).split())


def let_paste(form: forms.BaseForm) -> None:
    """A browser cuts what is too long without a word; here the form says how much fits."""
    for field in form.fields.values():
        if isinstance(field, forms.CharField):
            field.widget.attrs.pop("maxlength", None)
            field.validators.append(printable)
            field.error_messages["max_length"] = (
                "Hier passen %(limit_value)d tekens. U vulde er %(show_value)d in."
            )
