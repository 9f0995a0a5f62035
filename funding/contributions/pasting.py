"""Boxes in which people paste: nothing is cut off in silence, and what cannot be printed is told."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError

from zorgportaal.documents.typeface import can_show

SPACE = "Zs"  # the category of Unicode
LINE_BREAKS = {"\n", "\r", "\t"}
# Signs without a picture that Python calls printable: they fill a place or change the sign before them.
FILLERS = {"\u034f", "\u115f", "\u1160", "\u3164", "\uffa0", *map(chr, range(0xFE00, 0xFE10))}


def printable(text: str) -> None:
    """Raises ValidationError for a sign that a paper cannot show, and names it."""
    for sign in text:
        if sign in LINE_BREAKS:
            continue
        if _is_invisible(sign):
            raise ValidationError(
                "Hier staat een onzichtbaar teken. Dat kan niet op een factuur staan. Typ de tekst opnieuw."
            )
        if not can_show(sign):
            raise ValidationError(
                f"“{sign}” kan niet op een factuur staan. Haal het weg of schrijf het anders."
            )


def _is_invisible(sign: str) -> bool:
    """Also what turns text around, or what nobody gave a meaning; a space that the paper has is none."""
    if unicodedata.category(sign) == SPACE:
        return not can_show(sign)
    return sign in FILLERS or not sign.isprintable()


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
