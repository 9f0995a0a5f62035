"""Form fields that say in Dutch what is wrong, and the part of a form with its heading beside it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.choices import flatten_choices
from django.utils.formats import localize_input
from django.utils.safestring import SafeString
from django.utils.text import capfirst

UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
NAME = 200
NOT_FILLED = "niet ingevuld"


class Part(Fieldset):
    """A part of a form with its heading and a hint in the margin."""

    def __init__(self, legend: str, *parts: Any, hint: str = "") -> None:
        super().__init__(legend, *parts)
        self.hint = hint


class More(Part):
    """Fields that can wait: folded away, open once something in them is filled in or wrong."""

    template = "portaal/layout/more.html"

    def render(self, form: Any, context: Any, **kwargs: Any) -> SafeString:
        fields = [form[pointer.name] for pointer in self.get_field_names()]
        context.update({"is_open": any(field.errors or _is_filled(field) for field in fields)})
        html: SafeString = super().render(form, context, **kwargs)
        return html


def _is_filled(field: forms.BoundField) -> bool:
    """Whether it holds something else than an empty page would show."""
    value, usual = field.value(), field.field.initial
    return str(localize_input(value or "")) != str(localize_input(usual or ""))


class SuggestInput(forms.TextInput):
    """Free text with words to choose from."""

    template_name = "portaal/suggest.html"

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__()
        self.words = list(words)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_words"
        context["widget"]["words"] = self.words
        return context


class TextField(forms.CharField):
    """Text that a person can read back: no broken characters, and a clear word when it is too long."""

    def __init__(self, label: str, *, most: int = NAME, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(label=label, max_length=most, **kwargs)
        self.error_messages["max_length"] = (
            f"Vul bij “{label}” hoogstens {most} tekens in. U typte er %(show_value)d."
        )

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value))
        if UNREADABLE.search(text):
            raise ValidationError(
                f"Bij “{self.label}” staat een teken dat wij niet kunnen lezen. Typ het opnieuw."
            )
        return text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without maxlength: a browser would cut what is pasted and say nothing."""
        return {}


class NumberField(forms.IntegerField):
    """A whole number within limits, with one sentence for whatever is wrong."""

    widget = forms.TextInput

    def __init__(self, label: str, *, most: int, least: int = 0, sentence: str, **kwargs: Any) -> None:
        super().__init__(label=label, min_value=least, max_value=most, **kwargs)
        self.error_messages |= {"invalid": sentence}
        for validator in self.validators:
            validator.message = sentence  # type: ignore[attr-defined]


class RowField(forms.ChoiceField):
    """A choice among rows, fetched once for the list and for the check alike."""

    def __init__(self, label: str, *, empty: str = "Kies", **kwargs: Any) -> None:
        super().__init__(label=label, **kwargs)
        self.empty = empty
        self.rows: dict[str, models.Model] = {}

    def offer(self, groups: Mapping[str, Iterable[models.Model]]) -> None:
        """Groups of rows under their heading; one group without a heading is a plain list."""
        choices: list[Any] = [("", self.empty)]
        for heading, group in groups.items():
            rows = {str(row.pk): row for row in group}
            self.rows |= rows
            lines = [(key, str(row)) for key, row in rows.items()]
            choices += [(heading, lines)] if heading else lines
        self.choices = choices

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


def choice(
    enum: Any, label: str, hints: dict[str, str] | None = None, **kwargs: Any
) -> forms.TypedChoiceField:
    """Radio buttons for a closed list of the program."""
    field = forms.TypedChoiceField(
        label=label,
        choices=[(value, str(capfirst(words))) for value, words in enum.choices],
        coerce=lambda value: enum(type(enum.values[0])(value)),
        widget=forms.RadioSelect,
        **kwargs,
    )
    field.hints = hints or {}  # type: ignore[attr-defined]
    return field


def several(enum: Any, label: str, **kwargs: Any) -> forms.MultipleChoiceField:
    """Checkboxes for a closed list of the program; none is an answer too."""
    return forms.MultipleChoiceField(
        label=label,
        choices=[(value, str(capfirst(words))) for value, words in enum.choices],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        **kwargs,
    )


def words_for(field: forms.ChoiceField, value: Any) -> str:
    """What the list says for a value; a row stands for its id, and several values for a list of words."""
    if isinstance(value, list | tuple):
        return ", ".join(words_for(field, one) for one in value) or "niets"
    key = "" if value is None else str(value.pk if isinstance(value, models.Model) else value)
    lines: Any = flatten_choices(field.choices)  # type: ignore[arg-type]
    return next((str(words) for code, words in lines if str(code) == key), NOT_FILLED)
