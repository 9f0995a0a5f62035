from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from funding.contributions.models import Scheme
from zorgportaal.accounts.models import User

EARLIEST, LATEST = 2000, 2100


class RoundForm(forms.Form):
    """Which scheme and which year; the action knows whether that can be."""

    scheme = forms.ModelChoiceField(Scheme.objects.none())
    year = forms.IntegerField(
        label="Jaar",
        localize=False,
        min_value=EARLIEST,
        max_value=LATEST,
        help_text="Het jaar waarvoor gemeenten betalen, bijvoorbeeld 2020.",
        error_messages={
            "invalid": "Vul bij “Jaar” vier cijfers in, bijvoorbeeld 2020.",
            "min_value": f"Vul bij “Jaar” een jaar in van {EARLIEST} tot en met {LATEST}.",
            "max_value": f"Vul bij “Jaar” een jaar in van {EARLIEST} tot en met {LATEST}.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--s"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schemes = Scheme.objects.visible_to(user).agreed().current_first()
        self.fields["scheme"] = forms.ModelChoiceField(
            schemes,
            label="Regeling",
            empty_label="Kies",
            error_messages={"required": "Kies een regeling."},
        )
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Maak proef"))
