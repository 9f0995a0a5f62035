"""The forms of a list of words."""

from typing import Any

from crispy_forms.layout import Field, Row
from django import forms

from cases.dossiers.choices import Vocabulary
from cases.dossiers.fields import Part, TextField
from cases.dossiers.models import Option
from cases.dossiers.questions import helper
from cases.vocabulary.actions import Wish
from cases.vocabulary.choices import KNOWN_TO_RULES, NOT_YET, ChangeKind

LABEL, HELP = 120, 200
LONG_LABEL = Field("label", wrapper_class="field--l")
FUTURE = "Een dag die nog komt. Eerdere dossiers houden het oude woord."


class NewWordForm(forms.Form):
    """A word that the list does not have yet."""

    label = TextField("Naam", most=LABEL, required=True)
    help_text = TextField("Uitleg", most=HELP, help_text="Wanneer kiest iemand dit? Mag leeg blijven.")
    takes_effect_on = forms.DateField(label="Gaat in op", help_text=FUTURE)

    def __init__(self, data: Any = None, *, vocabulary: Vocabulary) -> None:
        super().__init__(data)
        self.vocabulary = vocabulary
        self.helper = helper(Part("Woord", "label", "help_text"), Part("Wanneer", "takes_effect_on"))

    def wish(self) -> Wish:
        return Wish(ChangeKind.NEW, self.vocabulary, **self.cleaned_data)


class ChangeWordForm(forms.Form):
    """What has to become of one word."""

    kind = forms.TypedChoiceField(label="Wat verandert?", coerce=ChangeKind, widget=forms.RadioSelect)
    label = TextField("Nieuwe naam", most=LABEL)
    help_text = TextField("Uitleg", most=HELP)
    takes_effect_on = forms.DateField(label="Gaat in op", help_text=FUTURE)

    def __init__(self, data: Any = None, *, option: Option) -> None:
        super().__init__(data, initial={"help_text": option.help_text})
        self.option = option
        kinds: Any = self.fields["kind"]
        kinds.choices = [(kind.value, kind.label.capitalize()) for kind in possible(option)]
        if len(kinds.choices) == 1:
            self.initial["kind"] = kinds.choices[0][0]
        self.helper = helper(
            Part("Verandering", "kind"),
            Part("Naam", Row(LONG_LABEL), "help_text", hint="Alleen bij een andere naam."),
            Part("Wanneer", "takes_effect_on"),
        )

    def wish(self) -> Wish:
        data = dict(self.cleaned_data)
        if data["kind"] != ChangeKind.RELABEL:
            data |= {"label": "", "help_text": ""}
        return Wish(vocabulary=Vocabulary(self.option.vocabulary), option=self.option, **data)


def possible(option: Option) -> list[ChangeKind]:
    """What can become of a word at all."""
    if option.valid_from == NOT_YET:
        return [ChangeKind.START]
    if option.vocabulary in KNOWN_TO_RULES or option.valid_until:
        return []
    return [ChangeKind.RELABEL, ChangeKind.END]
