from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from cases.dossiers.fields import Part
from cases.dossiers.questions import helper
from cases.takeover import spreadsheet
from cases.takeover.models import Rows


class UploadForm(forms.Form):
    """The spreadsheet; its lines are in `rows` once it is valid."""

    file = forms.FileField(label="Ingevuld sjabloon", help_text="Excel (.xlsx) of ODS, hoogstens 2 MB.")
    rows: Rows

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(Part("Inlezen", "file", hint="U ziet eerst wat er met elke regel gebeurt."))

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > spreadsheet.MOST_BYTES:
            raise ValidationError("Het bestand is groter dan 2 MB. Gebruik het sjabloon, zonder plaatjes.")
        try:
            self.rows = spreadsheet.read(file.read())
        except spreadsheet.Unusable as problem:
            raise ValidationError(str(problem)) from problem
        return file
