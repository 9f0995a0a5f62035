"""The kantlijn in forms: crispy's Fieldset with a hint under its heading."""

from typing import Any

from crispy_forms.layout import Fieldset


class Part(Fieldset):
    """`Part("1. Wie", "name", "age", hint="Naam mag later.")`: heading left, fields right."""

    def __init__(self, legend: str, *fields: Any, hint: str = "", **kwargs: Any) -> None:
        super().__init__(legend, *fields, **kwargs)
        self.hint = hint
