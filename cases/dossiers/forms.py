"""The forms of a dossier. A form keeps what was typed, whatever is wrong with it."""

import re
from dataclasses import fields
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Layout, Row, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from cases.dossiers import case_number
from cases.dossiers.choices import Gender, IdentityMode, SafetyLevel, Status, Vocabulary
from cases.dossiers.comparing import ComparingForm, seal
from cases.dossiers.fields import NumberField, Part, RowField, TextField, choice
from cases.dossiers.models import Dossier, Option, TeamMember
from cases.dossiers.models.rules import MOST_CHILDREN, OLDEST
from cases.dossiers.registration import Facts, Identity
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import PERMISSIONS, Permission
from zorgportaal.regions.models import Municipality, Nationality

NOTE = 4000
NUMERIC = {"inputmode": "numeric", "class": "input--s"}
WORDS = {
    "exploitation_form": Vocabulary.EXPLOITATION_FORM,
    "residence_status": Vocabulary.RESIDENCE_STATUS,
    "reporter_category": Vocabulary.REPORTER_CATEGORY,
    "legal_basis": Vocabulary.LEGAL_BASIS,
}


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

    def clean_phone(self) -> str:
        text: str = self.cleaned_data["phone"]
        if text and not 8 <= len(re.sub(r"\D", "", text)) <= 15:
            raise ValidationError("Vul een telefoonnummer met 8 tot en met 15 cijfers in.")
        return text

    def identity(self) -> Identity:
        return Identity(**{field.name: self.cleaned_data[field.name] for field in fields(Identity)})


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
    age_is_estimated = forms.TypedChoiceField(
        label="Leeftijd zeker?",
        choices=[("False", "Ja"), ("True", "Schatting")],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        initial="False",
    )
    may_be_minor = forms.BooleanField(label="Misschien jonger dan 18", required=False)
    gender = choice(Gender, "Geslacht")
    nationality = RowField("Nationaliteit", empty="Onbekend", required=False)
    children_along = NumberField(
        "Kinderen mee",
        most=MOST_CHILDREN,
        sentence=f"Vul een aantal kinderen van 0 tot en met {MOST_CHILDREN} in.",
        initial=0,
        widget=forms.TextInput(attrs=NUMERIC),
    )
    safety_level = choice(
        SafetyLevel,
        "Hoe groot is het gevaar nu?",
        {"0": "niets bekend", "1": "dader kent plek niet", "2": "dreiging", "3": "bel 112, daarna AVIM"},
    )
    residence_status = RowField("Verblijfsstatus")
    found_municipality = RowField("Aangetroffen in")
    reporter_category = RowField("Aangemeld door")
    reported_on = forms.DateField(label="Aangemeld op")
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
        self.helper = helper(*FACTS_PARTS, "version", "opened")

    def facts(self) -> Facts:
        return Facts(**{field.name: self.cleaned_data[field.name] for field in fields(Facts)})


def offer_words(form: forms.Form, day: date) -> None:
    """The words that hold on a day, in one question to the database."""
    offered: dict[str, list[Option]] = {vocabulary: [] for vocabulary in WORDS.values()}
    for option in Option.objects.filter(vocabulary__in=offered).on(day):
        # Who only refers is no reporter.
        if option.attributes.get("registers", True):
            offered[option.vocabulary].append(option)
    for name, vocabulary in WORDS.items():
        _row_field(form, name).offer({"": offered[vocabulary]})


def offer_places(form: forms.Form, day: date) -> None:
    known = Nationality.objects.on(day).exclude(brp_code="0000")
    _row_field(form, "nationality").offer({"": known})
    places: dict[str, list[Municipality]] = {"Limburg": [], "Elders in Nederland": []}
    for municipality in Municipality.objects.on(day):
        places["Limburg" if municipality.is_in_limburg else "Elders in Nederland"].append(municipality)
    _row_field(form, "found_municipality").offer(places)


def _row_field(form: forms.Form, name: str) -> RowField:
    field = form.fields[name]
    assert isinstance(field, RowField)
    return field


class RegisterForm(IdentityForm, FactsForm):
    """The intake: one screen, at three at night."""

    version = opened = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who, *rest = FACTS_PARTS
        mode, *person = who.fields
        first = Part(who.legend, mode, *IDENTITY_ROWS, *person, hint="Naam mag later. Anoniem kan ook.")
        self.helper.layout = Layout(first, *rest)


class ChangeForm(FactsForm):
    """The same facts, later."""

    status = forms.TypedChoiceField(
        label="Status",
        choices=[(status.value, status.label.capitalize()) for status in Status],
        coerce=Status,
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        stored = changeable(dossier)
        initial = {name: _initial(value) for name, value in stored.items()}
        initial |= {"version": dossier.version, "opened": seal(dossier, stored)}
        super().__init__(*args, day=dossier.reported_on, initial=initial, **kwargs)
        self.helper.layout = Layout(Part("Stand", "status"), *FACTS_PARTS, "version", "opened")


def changeable(dossier: Dossier) -> dict[str, Any]:
    return {**vars(Facts.of(dossier)), "status": dossier.status}


def _initial(value: Any) -> Any:
    return str(value.pk) if isinstance(value, models.Model) else value


class TeamForm(forms.Form):
    """One colleague of the same house, who may work with dossiers and is not in the team yet."""

    member = RowField("Wie")

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role, permissions in PERMISSIONS.items() if Permission.VIEW_DOSSIER in permissions]
        colleagues = User.objects.current().filter(house=dossier.house, role__in=roles)
        team = dossier.team.current().values("user")
        _row_field(self, "member").offer({"": colleagues.exclude(pk__in=team).order_by("name")})
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Voeg toe"))


class LeaveTeamForm(forms.Form):
    """One member of the case team, who stays so far."""

    member = forms.ModelChoiceField(TeamMember.objects.none())

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = forms.ModelChoiceField(dossier.team.staying())


class FindForm(forms.Form):
    """Exact search: by a number, or by surname together with year of birth."""

    number = TextField("Dossiernummer, V-nummer of telefoonnummer")
    surname = TextField("Achternaam")
    birth_year = NumberField(
        "Geboortejaar",
        least=1900,
        most=2100,
        sentence="Vul een jaartal van vier cijfers in.",
        required=False,
        widget=forms.TextInput(attrs=NUMERIC),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(
            Part("Op nummer", "number"),
            Part(
                "Op naam",
                Row(Field("surname", wrapper_class="field--l"), "birth_year"),
                hint="De naam precies zoals in het dossier. Altijd met het geboortejaar.",
            ),
        )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if case_number.is_meant(number):
            try:
                return case_number.parse(number)
            except case_number.WrongNumber as problem:
                raise ValidationError(f"Wij vonden geen dossier met dit nummer. {problem}") from problem
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not self.errors and not cleaned["number"]:
            if not cleaned["surname"]:
                self.add_error("number", "Vul een nummer in, of een achternaam met het geboortejaar.")
            elif not cleaned["birth_year"]:
                self.add_error("birth_year", "Vul ook het geboortejaar in.")
        return cleaned


IDENTITY_ROWS = (
    Row(
        Field("surname", wrapper_class="field--l"),
        Field("given_names", wrapper_class="field--l"),
        Field("birth_date"),
    ),
    Row("v_number", "phone"),
    "whereabouts",
)
FACTS_PARTS = (
    Part(
        "1. Wie",
        "identity_mode",
        Row(Field("age", wrapper_class="field--s"), "age_is_estimated", "may_be_minor"),
        "gender",
        Row(Field("nationality", wrapper_class="field--l"), "children_along"),
    ),
    Part("2. Veilig", "safety_level", hint="Bij niveau 2 of hoger schermt het portaal het adres af."),
    Part(
        "3. Verblijf",
        Row(Field("residence_status", wrapper_class="field--l"), "found_municipality"),
        Row(Field("reporter_category", wrapper_class="field--l"), "reported_on"),
        HTML('{% include "cases/dossiers/_law.html" only %}'),
        hint="Dit bepaalt welke opvang mag.",
    ),
    Part(
        "4. Grond",
        Row(
            Field("exploitation_form", wrapper_class="field--l"),
            Field("legal_basis", wrapper_class="field--l"),
        ),
        "note",
    ),
)
