"""Search, link, undo, note a number."""

import re
from typing import Any

from crispy_forms.layout import Field, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.dossiers import case_number
from cases.dossiers.choices import LinkKind
from cases.dossiers.fields import Part, RowField, TextField, choice
from cases.dossiers.models import Dossier
from cases.dossiers.questions import helper, row_field
from cases.finding.actions import Asked
from cases.finding.choices import ReferenceKind
from cases.finding.models import SearchQuery
from cases.names.parts import take_apart
from zorgportaal.accounts.models import User
from zorgportaal.regions.models import Nationality

NOTHING = "Vul een nummer in, of een naam."
ONE_WORD = "Vul ook een voornaam of een geboortejaar in. Op één naam alleen zijn er te veel."
REASON = 300


class SearchForm(forms.Form):
    """By a number, or by name with what more is known. A name in the box of numbers is understood."""

    number = TextField(
        "Nummer",
        help_text="Dossiernummer, V-nummer, BSN, telefoonnummer, of het kenmerk van CoMensha of de politie.",
    )
    surname = TextField("Achternaam")
    given_names = TextField("Voornamen")
    born = TextField("Geboortedatum of -jaar", help_text="Bijvoorbeeld 14-03-1998 of 1998.")
    nationality = RowField("Nationaliteit", empty="Onbekend", required=False)

    def __init__(self, *args: Any, query: SearchQuery | None = None, **kwargs: Any) -> None:
        known = Nationality.objects.on(timezone.localdate()).exclude(brp_code="0000")
        rows = list(known)
        if query:
            kwargs["initial"] = _typed(query, rows)
        super().__init__(*args, **kwargs)
        row_field(self, "nationality").offer({"": rows})
        self.helper = helper(
            Part("Op nummer", "number", hint="Het hele nummer."),
            Part(
                "Op naam",
                Row(
                    Field("surname", wrapper_class="field--l"), Field("given_names", wrapper_class="field--l")
                ),
                Row("born", Field("nationality", wrapper_class="field--l")),
                hint="Volgorde, accenten en typefouten maken niet uit. Elk schrift mag.",
            ),
        )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if case_number.is_meant(number) and any(sign.isdigit() for sign in number):
            return self._case_number_or(number)
        return number

    def _case_number_or(self, number: str) -> str:
        """A mistyped case number deserves a word; PL-2300 of the police is no case number at all."""
        try:
            return case_number.parse(number)
        except case_number.WrongNumber as problem:
            if len(re.sub(r"[\W_]", "", number)) == 10:
                raise ValidationError(f"Wij vonden geen dossier met dit nummer. {problem}") from problem
            return number

    def clean_born(self) -> str:
        text: str = self.cleaned_data["born"]
        if not text:
            return ""
        if re.fullmatch(r"\d{4}", text):
            year = int(text)
        else:
            day = forms.DateField(
                error_messages={"invalid": "Vul een datum of een jaar in, bijvoorbeeld 14-03-1998."}
            )
            text = day.clean(text).isoformat()
            year = int(text[:4])
        if not 1900 <= year <= timezone.localdate().year:
            raise ValidationError("Vul een jaar van 1900 tot en met nu in.")
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if self.errors:
            return cleaned
        if cleaned["number"] and not any(sign.isdigit() for sign in cleaned["number"]):
            cleaned["surname"] = f"{cleaned['number']} {cleaned['surname']}".strip()
            cleaned["number"] = ""
        name = f"{cleaned['given_names']} {cleaned['surname']}".strip()
        if not name and not cleaned["number"]:
            self.add_error("number", NOTHING)
        elif name and not cleaned["born"] and len(take_apart(name).parts) < 2:
            self.add_error("given_names" if cleaned["surname"] else "surname", ONE_WORD)
        return cleaned

    def asked(self) -> Asked:
        nationality = self.cleaned_data["nationality"]
        words = {name: self.cleaned_data[name] for name in ("number", "surname", "given_names", "born")}
        return Asked(**words, nationality=nationality.brp_code if nationality else "")


def _typed(query: SearchQuery, nationalities: list[Nationality]) -> dict[str, str]:
    nationality = next((str(one.pk) for one in nationalities if one.brp_code == query.nationality), "")
    born = f"{query.birth_date:%d-%m-%Y}" if query.birth_date else query.born
    return {
        "number": query.number,
        "surname": query.surname,
        "given_names": query.given_names,
        "born": born,
        "nationality": nationality,
    }


class LinkForm(forms.Form):
    """Another dossier by its number, what it is to this one, and why."""

    kind = choice(
        LinkKind,
        "Wat is het?",
        {
            "same_person": "twee dossiers van één persoon",
            "episode": "het andere dossier is van eerder",
            "other_person": "de aanwijzing verdwijnt",
        },
        initial=LinkKind.SAME_PERSON,
    )
    number = TextField("Nummer van het andere dossier", required=True)
    reason = TextField("Waarom", most=REASON, required=True, help_text="Ook dit is versleuteld.")

    def __init__(self, *args: Any, dossier: Dossier, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossiers = Dossier.objects.visible_to(by).exclude(pk=dossier.pk)
        self.fields["number"].error_messages["required"] = "Vul het nummer van het andere dossier in."
        self.fields["reason"].error_messages["required"] = "Schrijf op waarom."
        self.helper = helper("kind", "number", "reason")

    def clean_number(self) -> Dossier:
        """What may not be known and what does not exist are the same."""
        try:
            found = self.dossiers.filter(case_number=case_number.parse(self.cleaned_data["number"])).first()
        except case_number.WrongNumber:
            found = None
        if found is None:
            raise ValidationError("Wij vonden geen ander dossier met dit nummer.")
        return found


class UndoForm(forms.Form):
    """Why two dossiers are taken apart again."""

    reason = TextField("Waarom maakt u ze los?", most=REASON, required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = "Schrijf op waarom."
        self.helper = helper("reason")


class ReferenceForm(forms.Form):
    """By which number another authority knows this dossier."""

    kind = forms.TypedChoiceField(
        label="Van wie", choices=[(one.value, one.label) for one in ReferenceKind], coerce=ReferenceKind
    )
    reference = TextField("Kenmerk", most=60, required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].error_messages["required"] = "Vul het kenmerk in."
        self.helper = helper(Row("kind", Field("reference", wrapper_class="field--l")))

    def clean_reference(self) -> str:
        text: str = self.cleaned_data["reference"]
        if len(re.sub(r"[\W_]", "", text)) < 4:
            raise ValidationError("Vul het hele kenmerk in, met minstens 4 letters of cijfers.")
        return text
