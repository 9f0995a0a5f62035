"""Write, correct, move, withdraw, look for words."""

from datetime import date, datetime, time
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.dossiers import case_number
from cases.dossiers.choices import Vocabulary
from cases.dossiers.comparing import ComparingForm, seal
from cases.dossiers.fields import NumberField, RowField, TextField
from cases.dossiers.models import Dossier, Option
from cases.dossiers.questions import helper, row_field
from cases.notes.actions import Entry
from cases.notes.choices import Partner
from cases.notes.models import Note
from cases.notes.models.note import MOST_MINUTES
from cases.notes.outlines import Outline, filled
from cases.notes.words import fold
from zorgportaal.accounts.models import User

LONGEST = 20_000
REASON = 500
SHORTEST_WORD = 2


class EntryForm(forms.Form):
    """What happened, when, with whom and how long. The page holds the form tag and the buttons."""

    helper: FormHelper
    kind = RowField("Soort")
    partner = forms.TypedChoiceField(
        label="Met wie",
        choices=[("", "Kies"), *((one.value, one.label.capitalize()) for one in Partner)],
        coerce=Partner,
    )
    on = forms.DateField(label="Datum")
    at = forms.TimeField(label="Tijd")
    minutes = NumberField(
        "Minuten",
        most=MOST_MINUTES,
        sentence="Vul een aantal minuten van 0 tot en met 1440 in.",
        required=False,
    )
    text = TextField("Notitie", most=LONGEST, required=True, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, day: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = Option.objects.of(Vocabulary.NOTE_KIND).on(day or timezone.localdate())
        row_field(self, "kind").offer({"": kinds})
        self.fields["minutes"].widget.attrs["inputmode"] = "numeric"
        for name, sentence in MISSING.items():
            self.fields[name].error_messages["required"] = sentence
        self.helper = helper(*ROWS)

    def clean_minutes(self) -> int:
        return self.cleaned_data["minutes"] or 0

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.happened_at and self.happened_at > timezone.now():
            self.add_error("at", "Dit ligt in de toekomst. Vul in wanneer het was.")
        return data

    @property
    def happened_at(self) -> datetime | None:
        on, at = self.cleaned_data.get("on"), self.cleaned_data.get("at")
        return timezone.make_aware(datetime.combine(on, at)) if on and at else None

    def entry(self) -> Entry:
        data, moment = self.cleaned_data, self.happened_at
        assert moment
        return Entry(data["kind"], data["partner"], moment, data["minutes"], data["text"])


MISSING = {
    "kind": "Kies wat voor notitie het is.",
    "partner": "Kies met wie u sprak. Was er niemand, kies dan “niemand”.",
    "on": "Vul een datum in, bijvoorbeeld 16-10-2026.",
    "at": "Vul een tijd in, bijvoorbeeld 09.30.",
    "text": "Schrijf op wat er is gezegd of gedaan.",
}
ROWS = (
    Row(Field("kind", wrapper_class="field--l"), Field("partner", wrapper_class="field--l")),
    Row("on", "at", "minutes"),
    "text",
)


class NoteForm(EntryForm):
    """A new note: now, unless told otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        now = timezone.localtime()
        usual = {"on": now.date(), "at": f"{now:%H.%M}"}
        kwargs["initial"] = {**usual, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    @classmethod
    def with_outline(cls, typed: dict[str, Any], outline: Outline) -> "NoteForm":
        """What was typed so far, with the outline below it; nothing that was chosen changes."""
        kinds = Option.objects.of(Vocabulary.NOTE_KIND).filter(code=outline.kind)
        kind = typed.get("kind") or next((str(one.pk) for one in kinds), "")
        partner = typed.get("partner") or outline.partner
        text = filled(typed.get("text", ""), outline)
        return cls(initial={**typed, "kind": kind, "partner": partner, "text": text})


class CorrectForm(ComparingForm, EntryForm):
    """The same questions about a note that is there already."""

    def __init__(self, data: Any = None, *, note: Note) -> None:
        values = stored(note)
        initial = {
            **values,
            "kind": str(note.kind_id),
            "version": note.version,
            "opened": seal(note, values),
        }
        super().__init__(data, initial=initial, day=timezone.localdate(note.written_at))
        self.helper = helper(*ROWS, "version", "opened")


def stored(note: Note) -> dict[str, Any]:
    """What the form shows of a note, by question. Opens the text."""
    moment = timezone.localtime(note.happened_at)
    return {
        "kind": note.kind,
        "partner": note.partner,
        "on": moment.date(),
        "at": time(moment.hour, moment.minute),
        "minutes": note.minutes,
        "text": note.text,
    }


class ReasonForm(forms.Form):
    """Why, in a sentence."""

    helper: FormHelper
    reason = TextField("Waarom", most=REASON, required=True, help_text="Ook dit is versleuteld.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = "Schrijf op waarom."
        self.helper = helper("reason")


class MoveForm(ReasonForm):
    """To which dossier a note belongs."""

    number = TextField("Nummer van het goede dossier", required=True)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = Dossier.objects.visible_to(by).select_related("key")
        self.fields["number"].error_messages["required"] = "Vul het nummer van het goede dossier in."
        self.helper = helper("number", "reason")

    def clean_number(self) -> Dossier:
        """What may not be known and what does not exist are the same."""
        try:
            return self.known.get(case_number=case_number.parse(self.cleaned_data["number"]))
        except (case_number.WrongNumber, Dossier.DoesNotExist) as problem:
            raise ValidationError("Wij vonden geen dossier met dit nummer dat u mag wijzigen.") from problem


class SearchForm(forms.Form):
    """The words that must all occur."""

    words = TextField("Zoek in de tekst", required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].error_messages["required"] = "Vul in wat u zoekt."
        self.helper = helper("words")

    def clean_words(self) -> str:
        words: str = " ".join(self.cleaned_data["words"].split())
        if max(map(len, fold(words).split()), default=0) < SHORTEST_WORD:
            raise ValidationError("Vul minstens 2 letters in.")
        return words
