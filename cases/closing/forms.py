"""The plan of aftercare, its ticks, and the form that closes a dossier."""

from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.utils import timezone

from cases.closing.actions import USUAL_MONTHS, Ending
from cases.closing.choices import Result, Told
from cases.dossiers.choices import Vocabulary
from cases.dossiers.fields import Part, RowField, TextField, choice
from cases.dossiers.models import Option
from cases.dossiers.questions import helper, row_field

MONTHS = [(1, "na 1 maand"), *((number, f"na {number} maanden") for number in (2, 3, 6, 9, 12, 18, 24))]
NOTE = 2000


def text(label: str, **kwargs: Any) -> TextField:
    return TextField(label, most=NOTE, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)


class PlanForm(forms.Form):
    """One kind of aftercare and when."""

    type = RowField("Soort nazorg")
    starts_on = forms.DateField(label="Te rekenen vanaf", initial=timezone.localdate)
    months = forms.TypedMultipleChoiceField(
        label="Contactmomenten",
        choices=MONTHS,
        coerce=int,
        initial=USUAL_MONTHS,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "type").offer(_words(Vocabulary.AFTERCARE_TYPE))
        hint = "Gewoonlijk na 1, 3, 6 en 12 maanden, elk op de eerste dag die veilig is voor contact."
        self.helper = helper(Part("Nazorgplan", Row("type", "starts_on"), "months", hint=hint))


class TickForm(forms.Form):
    result = choice(Result, "Uitkomst")
    done_on = forms.DateField(label="Op", initial=timezone.localdate)
    note = text("Hoe het gaat", help_text="Versleuteld, zoals alle vrije tekst.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(Part("Contactmoment", "result", "done_on", "note"))


class CloseForm(forms.Form):
    reason = RowField("Reden")
    told_reporter = choice(Told, "Melder weet hoe het afliep")
    told_comensha = choice(Told, "CoMensha weet hoe het afliep")
    note = text("Toelichting", help_text="Nodig als er nog iets open staat, en bij een vergissing.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "reason").offer(_words(Vocabulary.CLOSING_REASON))
        self.helper = helper(Part("Hoe het afliep", "reason", "told_reporter", "told_comensha", "note"))

    def ending(self) -> Ending:
        return Ending(**self.cleaned_data)


class ReopenForm(forms.Form):
    reason = text("Waarom begint er een nieuwe periode", required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = "Het oude dossier blijft zoals het is. Feiten en naam gaan mee naar het nieuwe."
        self.helper = helper(Part("Nieuwe periode", "reason", hint=hint))


def _words(vocabulary: Vocabulary) -> dict[str, Any]:
    return {"": Option.objects.of(vocabulary).on(timezone.localdate())}
