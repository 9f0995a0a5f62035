"""The forms of the tab Persoon."""

from typing import Any

from crispy_forms.layout import Field, Row
from django import forms
from django.utils import timezone

from cases.dossiers.choices import Gender, Vocabulary
from cases.dossiers.comparing import ComparingForm, seal
from cases.dossiers.fields import NumberField, Part, RowField, TextField, choice
from cases.dossiers.models import Dossier, Option
from cases.dossiers.questions import NUMERIC, helper, row_field
from cases.household.actions import Known
from cases.household.models import OLDEST_CHILD

CUSTODY = Row("custody", Field("guardian", wrapper_class="field--l"))
AGE = f"Vul een leeftijd van 0 tot en met {OLDEST_CHILD} jaar in."


class ChildForm(forms.Form):
    """One child, without a name."""

    age = NumberField(
        "Leeftijd",
        most=OLDEST_CHILD,
        sentence=AGE,
        required=False,
        widget=forms.TextInput(attrs=NUMERIC),
    )
    gender = choice(Gender, "Geslacht", initial=Gender.UNKNOWN)
    is_along = forms.TypedChoiceField(
        label="Waar?",
        choices=[("True", "Mee"), ("False", "Elders")],
        coerce=lambda value: value == "True",
        initial="True",
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.helper = helper(Row(Field("age", wrapper_class="field--s"), "gender", "is_along"))


class BackgroundForm(ComparingForm):
    """Custody, guardian and vulnerabilities."""

    custody = RowField("Gezag over dit kind", empty="Niet ingevuld", required=False)
    guardian = TextField("Voogd", help_text="Naam, instelling en telefoonnummer. Dit is versleuteld.")
    vulnerabilities = forms.MultipleChoiceField(
        label="Kwetsbaarheid", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, dossier: Dossier) -> None:
        known = Known.of(dossier)
        values = stored(known)
        initial = {**values, "version": dossier.version, "opened": seal(dossier, values)}
        initial["custody"] = str(known.custody.pk) if known.custody else ""
        super().__init__(data, initial=initial)
        self._offer(known)
        self.helper = helper(
            Part("Gezag", CUSTODY, hint="Alleen bij een kind."),
            Part("Kwetsbaarheid", "vulnerabilities", hint="Alleen als het voor de hulp nodig is."),
            "version",
            "opened",
        )

    def _offer(self, known: Known) -> None:
        asked = (Vocabulary.CUSTODY, Vocabulary.VULNERABILITY)
        found = set(Option.objects.filter(vocabulary__in=asked).on(timezone.localdate()))
        found |= known.vulnerabilities | ({known.custody} if known.custody else set())
        self.words = {str(word.pk): word for word in sorted(found, key=lambda word: word.position)}
        custody = [word for word in self.words.values() if word.vocabulary == Vocabulary.CUSTODY]
        row_field(self, "custody").offer({"": custody})
        others = {key: word for key, word in self.words.items() if word not in custody}
        vulnerabilities: Any = self.fields["vulnerabilities"]
        vulnerabilities.choices = [(key, word.label) for key, word in others.items()]

    def known(self) -> Known:
        data = self.cleaned_data
        chosen = frozenset(self.words[key] for key in data["vulnerabilities"])
        return Known(data["custody"], data["guardian"], chosen)


def stored(known: Known) -> dict[str, Any]:
    """What is known under the names of the questions."""
    vulnerabilities = [str(word.pk) for word in known.vulnerabilities]
    return {"custody": known.custody, "guardian": known.guardian, "vulnerabilities": vulnerabilities}
