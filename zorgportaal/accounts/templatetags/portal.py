"""What the templates need to draw forms and amounts: `{% load portal %}`."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from crispy_forms.layout import BaseInput
from django import forms, template
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.formats import number_format
from django.utils.safestring import SafeString

register = template.Library()

DJANGOS_REQUIRED = str(forms.Field.default_error_messages["required"])
EXAMPLES: dict[type[forms.DateInput | forms.TimeInput], str] = {
    forms.DateInput: "dd-mm-jjjj",
    forms.TimeInput: "uu.mm",
}
DJANGOS_DATE = str(forms.DateField.default_error_messages["invalid"])


@dataclass(frozen=True)
class Problem:
    """One line of the error summary; `anchor` is the id to jump to, empty for the whole form."""

    words: str
    anchor: str = ""


@dataclass(frozen=True)
class Option:
    """One radio button or checkbox of a field."""

    control: SafeString
    label: str
    hint: str


@register.filter
def words(field: BoundField) -> list[str]:
    """What is wrong with a field, in the words of the summary as well as beside the field."""
    return [word for error in field.errors.as_data() for word in _words(field, error)]


@register.filter
def problems(form: "forms.BaseForm | forms.BaseFormSet[Any]") -> list[Problem]:
    """Everything that is wrong with a form or a set of forms, in the order of the page."""
    if isinstance(form, forms.BaseFormSet):
        whole = [Problem(str(text)) for text in form.non_form_errors()]
        return whole + [problem for part in form for problem in _problems(part)]
    return list(_problems(form))


@register.filter
def anchor(field: BoundField) -> str:
    """The id of the first control: a group of radio buttons has none of its own."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The bare control, with its class and with the ids of its hint and error."""
    _type_dates_in_words(field.field.widget)
    attrs: dict[str, str | bool] = {}
    if not isinstance(field.field.widget, forms.CheckboxInput):
        attrs["class"] = f"input {field.field.widget.attrs.get('class', '')}".strip()
    if field.aria_describedby:
        attrs["aria-describedby"] = field.aria_describedby
    return field.as_widget(attrs=attrs)


@register.filter
def options(field: BoundField) -> list[Option]:
    """The choices of a field; a field may carry `hints`: a dict from value to a short text."""
    hints = getattr(field.field, "hints", {})
    return [
        Option(widget.tag(), widget.choice_label, hints.get(str(widget.data["value"]), ""))
        for widget in field.subwidgets
    ]


@register.filter
def button_class(button: BaseInput) -> str:
    """crispy's Submit is the first button of a form, everything else a second one."""
    own = [name for name in button.field_classes.split() if not name.startswith("btn")]
    first = "btn-primary" in button.field_classes.split()
    if not first and not own:
        own = ["button--second"]
    return " ".join(["button", *own])


@register.filter
def euro(amount: Decimal | int) -> str:
    """€ 1.078,24, with spaces that do not break and a real minus sign."""
    value = Decimal(amount)
    sign = "\u2212\u00a0" if value < 0 else ""
    return f"{sign}€\u00a0{number_format(value.copy_abs(), 2, force_grouping=True)}"


def _type_dates_in_words(widget: forms.Widget) -> None:
    """A browser's own date field follows the browser's language and throws a wrong date away."""
    for kind, example in EXAMPLES.items():
        if isinstance(widget, kind):
            widget.input_type = "text"
            widget.attrs.setdefault("placeholder", example)
            widget.format = None


def _problems(form: forms.BaseForm) -> Iterator[Problem]:
    for text in form.non_field_errors():
        yield Problem(str(text))
    for field in _in_order(form):
        for text in words(field):
            yield Problem(text, "" if field.is_hidden else anchor(field))


def _in_order(form: forms.BaseForm) -> list[BoundField]:
    """The fields as they stand on the page, which a layout may have changed."""
    layout = getattr(getattr(form, "helper", None), "layout", None)
    if layout is None:
        return list(form)
    names = [pointer.name for pointer in layout.get_field_names()]
    return sorted(form, key=lambda field: names.index(field.name) if field.name in names else len(names))


def _words(field: BoundField, error: ValidationError) -> list[str]:
    """Django's bare “this field is required” says nothing in a summary; a room's own words stay."""
    for text in error.messages:
        if text == DJANGOS_REQUIRED:
            return [_missing(field)]
        if text == DJANGOS_DATE:
            return [f"Vul bij “{field.label}” een datum in, bijvoorbeeld 16-10-2026."]
    return list(error.messages)


def _missing(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.FileInput):
        return f"Kies een bestand bij “{field.label}”."
    if isinstance(widget, forms.CheckboxInput):
        return f"Vink “{field.label}” aan."
    if isinstance(widget, forms.widgets.ChoiceWidget):
        return f"Kies een antwoord bij “{field.label}”."
    if isinstance(field.field, forms.DateField):
        return f"Vul bij “{field.label}” een datum in, bijvoorbeeld 16-10-2026."
    return f"Vul “{field.label}” in."
