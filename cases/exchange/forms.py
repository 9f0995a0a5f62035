"""Ask for an export, and decide about a colleague's."""

from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from cases.dossiers.fields import Part, TextField
from cases.dossiers.questions import helper
from cases.exchange.choices import Format
from cases.exchange.makers import makers

SHORTEST_PURPOSE = 20
PURPOSE = 500


class AskForm(forms.Form):
    """What, as which file, and what for."""

    kind = forms.ChoiceField(label="Wat", widget=forms.RadioSelect)
    format = forms.ChoiceField(
        label="Bestand", choices=Format.choices, initial=Format.XLSX, widget=forms.RadioSelect
    )
    purpose = TextField(
        "Waarvoor",
        most=PURPOSE,
        required=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Uw collega leest dit en beslist. Noem geen cliënt.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kind"]
        kinds.choices = [(kind, capfirst(maker.words)) for kind, maker in makers.items()]
        self.helper = helper(
            Part(
                "Vraag een export",
                "kind",
                "format",
                Field("purpose"),
                hint="Een collega moet akkoord gaan. Een deel van de werkvoorraad exporteert u daar.",
            )
        )

    def clean_purpose(self) -> str:
        purpose: str = self.cleaned_data["purpose"]
        if len(purpose) < SHORTEST_PURPOSE:
            raise ValidationError(
                f"Schrijf in minstens {SHORTEST_PURPOSE} tekens op waarvoor u dit gebruikt."
            )
        return purpose


class DecideForm(forms.Form):
    agrees = forms.TypedChoiceField(
        choices=[("ja", "Akkoord"), ("nee", "Weiger")], coerce=lambda value: value == "ja"
    )
