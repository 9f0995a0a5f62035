from typing import Any

from crispy_forms.layout import Field
from django import forms

from cases.dossiers.fields import Part
from cases.dossiers.questions import helper
from cases.exchange.forms import AskForm


class SaveViewForm(forms.Form):
    """The name of a way to look, and whether colleagues may use it."""

    name = forms.CharField(label="Naam van de weergave", max_length=40)
    is_shared = forms.BooleanField(label="Delen met het team", required=False)


class ExportForm(AskForm):
    """As which file and what for; what goes into it is what stands in the worklist."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]
        self.helper = helper(
            Part("Vraag een export", "format", Field("purpose"), hint="Een collega moet akkoord gaan.")
        )
