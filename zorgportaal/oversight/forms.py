from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError

from zorgportaal.accounts.models import User


class PersonField(forms.ModelChoiceField):
    def to_python(self, value: Any) -> User | None:
        try:
            found: User | None = super().to_python(value)
        except ValidationError:
            raise ValidationError("Kies iemand uit de lijst.") from None
        return found


class TrailFilterForm(forms.Form):
    """Whose acts and looks, in which period. Ids and dates only, so it may stand in an address."""

    persoon = PersonField(User.objects.order_by("name"), required=False, label="Wie", empty_label="iedereen")
    object = forms.UUIDField(
        required=False,
        label="Over",
        help_text="Het kenmerk uit een regel hieronder.",
        error_messages={"invalid": "Dit kenmerk klopt niet. Neem het over uit een regel."},
    )
    vanaf = forms.DateField(
        required=False, label="Vanaf", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    tot_en_met = forms.DateField(
        required=False,
        label="Tot en met",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.disable_csrf = True
        self.helper.add_input(Submit("", "Toon"))

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if data.get("vanaf") and data.get("tot_en_met") and data["vanaf"] > data["tot_en_met"]:
            self.add_error("tot_en_met", "Deze dag ligt voor de eerste dag.")
        return data
