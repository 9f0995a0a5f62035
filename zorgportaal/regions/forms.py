from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.files.uploadedfile import UploadedFile

from zorgportaal.regions.choices import PopulationStatus
from zorgportaal.regions.population_file import MOST_BYTES

MOST_PROBLEMS = 20
CHOOSE_AGAIN = "Kies het bestand opnieuw."


class PopulationForm(forms.Form):
    """A file of population figures, and who counted them."""

    source = forms.CharField(
        label="Bron",
        max_length=200,
        help_text="Wie telde, en in welke tabel. Bijvoorbeeld: CBS StatLine 70072ned.",
    )
    status = forms.ChoiceField(
        label="Status",
        choices=PopulationStatus,
        widget=forms.RadioSelect,
        help_text="In februari is het cijfer van 1 januari nog voorlopig. Heeft het bestand een kolom"
        " “status”? Dan geldt wat daar staat.",
    )
    file = forms.FileField(
        label="CSV-bestand",
        help_text="Met de kolommen gm_code (of gemeente), peildatum en inwoners. Of met een kolom per jaar,"
        " zoals 2025 en 2026: dan geldt 1 januari. Een bestand van CBS StatLine mag ook. Hoogstens 2 MB.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"empty": "Het bestand is leeg."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Lees in en laat zien"))

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > MOST_BYTES:
            raise forms.ValidationError(
                "Het bestand is groter dan 2 MB. Laat kolommen weg die niet nodig zijn."
            )
        return file

    def clean(self) -> dict[str, Any]:
        """A browser forgets the file when a page comes back: say so."""
        data = super().clean() or self.cleaned_data
        if self.errors and self.files:
            self.add_error("file", CHOOSE_AGAIN)
        return data

    def refuse(self, problems: tuple[str, ...]) -> None:
        """Show what is wrong in the file: the first twenty lines, and how many more."""
        shown = list(problems[:MOST_PROBLEMS])
        if more := len(problems) - len(shown):
            shown.append(f"En nog {more} regels. Er is niets overgenomen.")
        self.add_error("file", [*shown, CHOOSE_AGAIN])
