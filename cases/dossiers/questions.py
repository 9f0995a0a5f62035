"""The questions about a person and a dossier, asked in the same words at the intake and later."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.dossiers import law, lookup
from cases.dossiers.choices import (
    Certainty,
    Gender,
    IdentityMode,
    Medical,
    Never,
    SafetyLevel,
    Vocabulary,
)
from cases.dossiers.comparing import ComparingForm
from cases.dossiers.consent_age import ConsentRule
from cases.dossiers.fields import More, NumberField, Part, RowField, SuggestInput, TextField, choice, several
from cases.dossiers.models import Option
from cases.dossiers.models.rules import MOST_CHILDREN, OLDEST
from cases.dossiers.registration import ADULT, Facts, Identity
from zorgportaal.regions.models import Municipality, Nationality

NOTE = 4000
NUMERIC = {"inputmode": "numeric", "class": "input--s"}
WORDS = {
    "exploitation_form": Vocabulary.EXPLOITATION_FORM,
    "residence_status": Vocabulary.RESIDENCE_STATUS,
    "reporter_category": Vocabulary.REPORTER_CATEGORY,
    "legal_basis": Vocabulary.LEGAL_BASIS,
    "language": Vocabulary.LANGUAGE,
    "custody": Vocabulary.CUSTODY,
}
CONTACTS = ("begeleider", "politie", "eigen telefoon", "advocaat", "familie")


def helper(*parts: Any) -> FormHelper:
    """The page holds the form tag, the buttons and the error summary."""
    made = FormHelper()
    made.form_tag = made.form_show_errors = False
    made.layout = Layout(*parts)
    return made


class IdentityForm(ComparingForm):
    """Who it is. All of it may come later."""

    surname = TextField("Achternaam")
    given_names = TextField("Voornamen")
    birth_date = forms.DateField(label="Geboortedatum", required=False)
    v_number = TextField("V-nummer")
    bsn = TextField("BSN", help_text="Alleen als het nodig is en geen gevaar geeft. (Wabb art. 10 en 11)")
    phone = TextField("Telefoonnummer")
    whereabouts = TextField("Verblijfplaats", help_text="Waar iemand nu is. Ook dit is versleuteld.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(*IDENTITY_ROWS, "version", "opened")

    def clean_v_number(self) -> str:
        text: str = self.cleaned_data["v_number"]
        if text and len(re.sub(r"\D", "", text)) != 10:
            raise ValidationError("Een V-nummer heeft 10 cijfers.")
        return text

    def clean_bsn(self) -> str:
        text: str = self.cleaned_data["bsn"]
        if text and not lookup.is_bsn(text):
            raise ValidationError("Dit is geen BSN: het heeft 9 cijfers en de controle klopt niet.")
        return text

    def clean_phone(self) -> str:
        text: str = self.cleaned_data["phone"]
        if text and not 8 <= len(re.sub(r"\D", "", text)) <= 15:
            raise ValidationError("Vul een telefoonnummer met 8 tot en met 15 cijfers in.")
        return text

    def identity(self) -> Identity:
        return Identity(**{field.name: self.cleaned_data[field.name] for field in fields(Identity)})


def danger() -> forms.TypedChoiceField:
    """How great the danger is, with the number that the rest of the portal calls it by: “2 Hoog”."""
    hints = {"0": "niets bekend", "1": "dader kent plek niet", "2": "dreiging", "3": "bel 112, daarna AVIM"}
    field = choice(SafetyLevel, "Hoe groot is het gevaar nu?", hints)
    field.choices = [(level.value, f"{level.value} {str(level.label).capitalize()}") for level in SafetyLevel]
    return field


class FactsForm(ComparingForm):
    """What is known of somebody, on one screen."""

    identity_mode = choice(
        IdentityMode,
        "Hoe registreert u?",
        {"full": "naam versleuteld", "pseudonym": "naam blijft hier", "anonymous": "geen naam opgeslagen"},
        initial=IdentityMode.PSEUDONYM,
    )
    age = NumberField(
        "Leeftijd",
        most=OLDEST,
        sentence=f"Vul een leeftijd van 0 tot en met {OLDEST} jaar in.",
        required=False,
        widget=forms.TextInput(attrs=NUMERIC),
    )
    certainty = choice(Certainty, "Hoe zeker is dat?", initial=Certainty.CERTAIN)
    gender = choice(Gender, "Geslacht")
    nationality = RowField("Nationaliteit", empty="Onbekend", required=False)
    language = RowField("Taal", empty="Onbekend", required=False)
    interpreter_needed = forms.BooleanField(label="Tolk nodig", required=False)
    children_along = NumberField(
        "Kinderen mee",
        most=MOST_CHILDREN,
        sentence=f"Vul een aantal kinderen van 0 tot en met {MOST_CHILDREN} in.",
        initial=0,
        widget=forms.TextInput(attrs=NUMERIC),
    )
    medical = several(Medical, "Medisch")
    custody = RowField("Gezag over dit kind", empty="Niet ingevuld", required=False)
    safety_level = danger()
    contact_via = TextField("Veilig contact via", widget=SuggestInput(CONTACTS))
    never = several(Never, "Nooit doen", initial=[never.value for never in Never])
    residence_status = RowField("Verblijfsstatus")
    reflection_started_on = forms.DateField(label="Bedenktijd vanaf", required=False)
    found_municipality = RowField("Aangetroffen in")
    reporter_category = RowField("Aangemeld door")
    reported_on = forms.DateField(label="Aangemeld op")
    needs_now = forms.MultipleChoiceField(
        label="Wat is nu nodig?", required=False, widget=forms.CheckboxSelectMultiple
    )
    exploitation_form = RowField("Vorm van uitbuiting")
    legal_basis = RowField("Grondslag")
    note = TextField(
        "Notitie",
        most=NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Schrijf niet op wat het slachtoffer vertelt over de uitbuiting. Noem geen verdachte.",
    )

    def __init__(self, *args: Any, day: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = day or timezone.localdate()
        offer_words(self, day)
        offer_places(self, day)
        self.fields["reported_on"].initial = day
        self.helper = helper(*CHANGE_PARTS, "version", "opened")

    def facts(self) -> Facts:
        typed = self.cleaned_data
        plain = {field.name: typed[field.name] for field in fields(Facts) if field.name in typed}
        return Facts(**{**plain, **_of_groups(typed)})

    @cached_property
    def known(self) -> "Known":
        """What is filled in so far and makes sense, whether or not it was sent."""
        return Known(**{field.name: self._so_far(field.name) for field in fields(Known)})

    @property
    def rules_of_basis(self) -> list[law.Rule | ConsentRule]:
        return list(law.of_basis(self.known))

    def _so_far(self, name: str) -> Any:
        try:
            return self.fields[name].clean(self[name].value())
        except ValidationError:
            return None


@dataclass(frozen=True)
class Known:
    """The part of an unfinished form that the law has something to say about."""

    identity_mode: IdentityMode | None
    age: int | None
    certainty: Certainty | None
    residence_status: Option | None
    reflection_started_on: date | None
    reporter_category: Option | None
    legal_basis: Option | None

    @property
    def may_be_minor(self) -> bool:
        return self.certainty == Certainty.PERHAPS_CHILD

    @property
    def is_minor(self) -> bool:
        return self.may_be_minor or (self.age is not None and self.age < ADULT)


def shown(facts: Facts) -> dict[str, Any]:
    """The facts under the names of the questions."""
    stored = vars(facts)
    names = [name for name in FactsForm.base_fields if name in stored]
    certainty = Certainty.ESTIMATE if facts.age_is_estimated else Certainty.CERTAIN
    return {
        **{name: stored[name] for name in names},
        "certainty": Certainty.PERHAPS_CHILD if facts.may_be_minor else certainty,
        "medical": [sign.value for sign in Medical if stored[sign]],
        "never": [never.value for never in Never if stored[never]],
        "needs_now": list(facts.needs_now),
    }


def _of_groups(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What one question asks of several facts together."""
    certainty, chosen = typed["certainty"], {*typed["medical"], *typed["never"]}
    perhaps = certainty == Certainty.PERHAPS_CHILD
    return {
        "age_is_estimated": certainty == Certainty.ESTIMATE or (perhaps and typed["age"] is not None),
        "may_be_minor": perhaps,
        "needs_now": tuple(typed["needs_now"]),
        **{name.value: name in chosen for name in (*Medical, *Never)},
    }


def offer_words(form: forms.Form, day: date) -> None:
    """The words that hold on a day, in one question to the database."""
    offered: dict[str, list[Option]] = {name: [] for name in (*WORDS.values(), Vocabulary.NEED_NOW)}
    for option in Option.objects.filter(vocabulary__in=offered).on(day):
        # Who only refers is no reporter.
        if option.attributes.get("registers", True):
            offered[option.vocabulary].append(option)
    for name, vocabulary in WORDS.items():
        row_field(form, name).offer({"": offered[vocabulary]})
    needs: Any = form.fields["needs_now"]
    needs.choices = [(option.code, option.label) for option in offered[Vocabulary.NEED_NOW]]


def offer_places(form: forms.Form, day: date) -> None:
    known = Nationality.objects.on(day).exclude(brp_code="0000")
    row_field(form, "nationality").offer({"": known})
    places: dict[str, list[Municipality]] = {"Limburg": [], "Elders in Nederland": []}
    for municipality in Municipality.objects.on(day):
        places["Limburg" if municipality.is_in_limburg else "Elders in Nederland"].append(municipality)
    row_field(form, "found_municipality").offer(places)


def row_field(form: forms.Form, name: str) -> RowField:
    field = form.fields[name]
    assert isinstance(field, RowField)
    return field


IDENTITY_ROWS = (
    Row(
        Field("surname", wrapper_class="field--l"),
        Field("given_names", wrapper_class="field--l"),
        Field("birth_date"),
    ),
    Row("v_number", "bsn", "phone"),
    "whereabouts",
)
PERSON_ROWS = (
    "identity_mode",
    Row(Field("age", wrapper_class="field--s"), "certainty", "gender"),
    Row("nationality", "language", "interpreter_needed", Field("children_along", wrapper_class="field--s")),
    Row("medical", Field("custody", wrapper_class="field--l when-child")),
)
SAFE = Part(
    "2. Veilig",
    "safety_level",
    Row(Field("contact_via", wrapper_class="field--l"), "never"),
    hint="Bij niveau 2 of hoger schermt het portaal het adres af. Wat u niet vroeg, blijft “nooit”.",
)
STAY_ROWS = (
    Row(
        Field("residence_status", wrapper_class="field--l"),
        Field("reflection_started_on", wrapper_class="when-reflection"),
        "found_municipality",
        "reporter_category",
    ),
)
LAW_OF_STAY = HTML('{% include "cases/dossiers/_law.html" with form=form oob=False only %}')
STAY_HINT = "Dit bepaalt welke opvang mag."
NEED = Part(
    "4. Nodig",
    "needs_now",
    Row(Field("exploitation_form", wrapper_class="field--l"), Field("legal_basis", wrapper_class="field--l")),
    HTML('{% include "cases/dossiers/_law_of_basis.html" with form=form oob=False only %}'),
    "note",
    hint="Kies alles wat nu telt.",
)
INTAKE_PARTS = (
    Part(
        "1. Wie",
        *PERSON_ROWS,
        More("Naam, geboortedatum, contact en dag van aanmelding", *IDENTITY_ROWS, "reported_on"),
        hint="Naam mag later. Anoniem kan ook.",
    ),
    SAFE,
    Part("3. Verblijf", *STAY_ROWS, LAW_OF_STAY, hint=STAY_HINT),
    NEED,
)
CHANGE_PARTS = (
    Part("1. Wie", *PERSON_ROWS),
    SAFE,
    Part("3. Aanmelding", Row("found_municipality", "reporter_category", "reported_on")),
    NEED,
)
