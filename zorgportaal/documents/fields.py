"""The field of a form in which a file from outside comes in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from zorgportaal.documents.cleaning.kinds import Kind
from zorgportaal.documents.cleaning.reasons import REFUSALS, Reason, Refused
from zorgportaal.documents.uploads import LARGEST, recognise_within_limits

ACCEPT = ".pdf,.jpg,.jpeg,.png,.heic,.heif,.eml"


class SafeFileField(forms.FileField):
    """A file as partners send them; gives its name and its bytes, of which the name is forgotten.

    `kinds` are those that this form takes; another one is told by the field's message `kind`.
    """

    def __init__(self, *, kinds: frozenset[Kind] = frozenset(Kind), **kwargs: Any) -> None:
        self.kinds = kinds
        usual: dict[str, Any] = {
            "label": "Bestand",
            "widget": forms.FileInput(attrs={"accept": ACCEPT}),
            "help_text": "PDF, foto (JPEG, PNG, HEIC) of mail (.eml), hoogstens 10 MB. "
            "De naam van het bestand bewaren wij niet.",
            "error_messages": {
                "required": "Kies een bestand.",
                "missing": "Kies een bestand.",
                "empty": REFUSALS[Reason.EMPTY],
            },
        }
        super().__init__(**usual | kwargs)

    def clean(self, data: Any, initial: Any = None) -> tuple[str, bytes] | None:
        file: UploadedFile | None = super().clean(data, initial)
        if not file:
            return None
        try:
            if (file.size or 0) > LARGEST:
                raise Refused(Reason.TOO_LARGE)
            content = file.read()
            kind = recognise_within_limits(file.name or "", content)
        except Refused as refused:
            raise ValidationError(str(refused)) from None
        if kind not in self.kinds:
            raise ValidationError(self.error_messages["kind"])
        return file.name or "", content
