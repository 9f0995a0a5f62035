"""The forms of a document, a letter and a text."""

from datetime import date
from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst, slugify

from cases.dossiers.fields import RowField, TextField, choice
from cases.dossiers.questions import helper
from cases.papers import wording
from cases.papers.choices import Addressee, PaperKind, Purpose, WithdrawalReason
from cases.papers.models import Text
from zorgportaal.accounts.choices import OrganisationKind
from zorgportaal.accounts.models import Organisation
from zorgportaal.documents.fields import SafeFileField

TITLE, NOTE, ADDRESS, BODY = 120, 2000, 500, 20_000
# Chosen by people; a letter and a mail say by themselves what they are.
OFFERED = [kind for kind in PaperKind if kind != PaperKind.LETTER]


class UploadForm(forms.Form):
    """One document. What was typed stays when the file is not taken; only the file is chosen again."""

    file = SafeFileField()
    kind = forms.ChoiceField(
        label="Soort",
        choices=[(kind.value, capfirst(kind.label)) for kind in OFFERED],
        initial=PaperKind.OTHER,
    )
    title = TextField(
        "Waar gaat het over",
        most=TITLE,
        required=True,
        help_text="In een paar woorden, zonder naam. Ook dit is versleuteld.",
    )
    dated_on = forms.DateField(label="Datum op het document", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("file", "title", Row("kind", "dated_on"))

    def clean_dated_on(self) -> date | None:
        day: date | None = self.cleaned_data["dated_on"]
        if day and day > timezone.localdate():
            raise ValidationError("Deze dag is nog niet geweest.")
        return day


class ReplaceForm(forms.Form):
    file = SafeFileField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("file")


class WithdrawForm(forms.Form):
    """Why a document does not belong here."""

    reason = choice(
        WithdrawalReason,
        "Waarom trekt u het in?",
        {
            "wrong_dossier": "de inhoud wordt vernietigd",
            "not_allowed": "de inhoud wordt vernietigd",
            "mistake": "de inhoud wordt vernietigd",
            "outdated": "blijft bewaard, maar niemand kan het openen",
        },
    )
    note = TextField(
        "Toelichting", most=NOTE, widget=forms.Textarea(attrs={"rows": 3}), help_text="Noem geen namen."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("reason", "note")


class LetterForm(forms.Form):
    """To whom a letter goes and what stands in it besides its text."""

    provider = RowField("Aanbieder", error_messages={"required": "Kies voor welke aanbieder deze brief is."})
    address = TextField(
        "Aan",
        most=ADDRESS,
        required=True,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Organisatie, afdeling en adres, elk op een regel.",
    )
    own_text = TextField(
        "Eigen tekst",
        most=NOTE,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Schrijf niet op wat het slachtoffer vertelt over de uitbuiting.",
    )

    def __init__(self, *args: Any, text: Text, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "eigen tekst" not in wording.placeholders(text.body):
            del self.fields["own_text"]
        if text.addressee == Addressee.PROVIDER:
            field: Any = self.fields["provider"]
            field.offer({"": Organisation.objects.filter(kind=OrganisationKind.PROVIDER)})
        else:
            del self.fields["provider"]
        self.helper = helper(*self.fields)


class TextForm(forms.Form):
    """A new wording of a text."""

    title = TextField("Titel", most=TITLE, required=True)
    body = TextField(
        "Tekst",
        most=BODY,
        required=True,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        help_text="Lege regel: nieuwe alinea. “# ”: kop. “- ”: opsomming. “[ ] ”: hokje. "
        "“Naam: ____”: invulregel.",
    )
    is_offered = forms.BooleanField(label="Collega’s kunnen deze tekst gebruiken", required=False)

    def __init__(self, *args: Any, text: Text, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"title": text.title, "body": text.body, "is_offered": text.is_offered})
        super().__init__(*args, **kwargs)
        if text.purpose != Purpose.LETTER:
            # A form and its explanation must always be there to print.
            del self.fields["is_offered"]
        for name in ("title", "body"):
            self.fields[name].widget.attrs |= {"lang": text.language, "dir": "auto"}
        self.helper = helper(*self.fields)


class NewLetterForm(forms.Form):
    """A letter that was not there yet."""

    addressee = choice(Addressee, "Aan wie gaat deze brief?")
    title = TextField("Titel", most=TITLE, required=True)
    body = TextField("Tekst", most=BODY, required=True, widget=forms.Textarea(attrs={"rows": 24}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("addressee", "title", "body")

    def code(self) -> str:
        """What the letter is known by among the texts. Of a valid form only."""
        return f"brief-{slugify(self.cleaned_data['title'])}"[:40].rstrip("-")

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if not slugify(title):
            raise ValidationError("Geef de brief een titel van letters.")
        return title
