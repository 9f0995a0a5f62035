from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from zorgportaal.regions.models import Municipality


class SentenceForm(forms.Form):
    """One of the municipalities of Limburg; nothing else can be asked."""

    jaar = forms.IntegerField(widget=forms.HiddenInput, required=False, localize=False)
    gemeente = forms.ChoiceField(label="Gemeente")

    def __init__(self, *args: Any, municipalities: list[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by_code = {municipality.gm_code: municipality for municipality in municipalities}
        choices = [(code, municipality.name) for code, municipality in self._by_code.items()]
        self.fields["gemeente"] = forms.ChoiceField(
            label="Gemeente",
            choices=choices,
            error_messages={"invalid_choice": "Kies een gemeente uit de lijst."},
        )
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_action = "#zeggen"
        self.helper.add_input(Submit("", "Toon de zin", css_class="button--second"))

    def chosen(self) -> Municipality | None:
        """The municipality asked about; None while nobody asked."""
        return self._by_code[self.cleaned_data["gemeente"]] if self.is_valid() else None
