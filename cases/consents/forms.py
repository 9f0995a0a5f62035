"""The forms of consent: recording, withdrawing, printing."""

from dataclasses import fields
from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.utils import timezone
from django.utils.text import capfirst

from cases.consents.actions import Terms
from cases.consents.choices import GivenBy, How, Interpreter, Relation, Scope, SpokenLanguage
from cases.dossiers.fields import Part, RowField, TextField, choice
from cases.dossiers.models import Dossier
from cases.dossiers.questions import helper
from cases.papers.choices import Language, Purpose
from zorgportaal.accounts.choices import OrganisationKind
from zorgportaal.accounts.models import Organisation
from zorgportaal.documents.fields import SafeFileField

NOTE = 2000


class ConsentForm(forms.Form):
    """What somebody agreed to. The law about age is checked when it is saved."""

    scope = choice(Scope, "Waarvoor?", {"research": "zonder naam, nooit een verhaal"})
    organisation = RowField("Aanbieder", empty="Kies bij ‘delen met een aanbieder’", required=False)
    given_by = choice(GivenBy, "Wie gaf toestemming?")
    relation = forms.ChoiceField(
        label="Ouder of voogd is",
        required=False,
        choices=[("", "Niet van toepassing"), *Relation.choices],
        help_text="Kan een ouder bij de uitbuiting betrokken zijn? Vraag het dan niet aan die ouder. "
        "Bel Nidos of de gecertificeerde instelling.",
    )
    guardian = TextField("Naam van de ouder of voogd")
    deviation = TextField(
        "Waarom de jongere alleen",
        most=NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Alleen bij 12 tot en met 15 jaar en alleen voor hulp: als een ouder vragen ernstig "
        "nadeel geeft, of als de jongere het weloverwogen blijft willen.",
    )
    how = choice(How, "Hoe?")
    witness = TextField("Getuige", help_text="Bij mondeling. Een collega, niet de tolk.")
    language = forms.ChoiceField(label="Uitgelegd in", choices=SpokenLanguage)
    other_language = TextField("Andere taal")
    interpreter = choice(
        Interpreter, "Tolk?", {"other": "nooit een bekende van de dader, liever geen familie"}, initial="none"
    )
    given_on = forms.DateField(label="Gegeven op")
    valid_until = forms.DateField(label="Geldig tot en met", required=False)
    scan = RowField("Scan uit de documenten", empty="Geen", required=False)
    file = SafeFileField(required=False)

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        providers = Organisation.objects.filter(kind=OrganisationKind.PROVIDER)
        _rows(self, "organisation", providers)
        _rows(self, "scan", [_Scan(paper) for paper in dossier.papers.ready().select_related("dossier__key")])
        self.fields["given_on"].initial = timezone.localdate()
        self.fields["file"].label = "Of voeg de scan nu toe"
        self.helper = helper(
            Part("Waarvoor", "scope", "organisation"),
            Part("Wie", "given_by", Row("relation", "guardian"), "deviation"),
            Part("Hoe", "how", "witness", Row("language", "other_language"), "interpreter"),
            Part("Wanneer", Row("given_on", "valid_until")),
            Part("Bewijs", "scan", "file", hint="Een foto van het ondertekende formulier is genoeg."),
        )

    def terms(self) -> Terms:
        """Of a valid form only. What does not apply is left out."""
        said = {field.name: self.cleaned_data[field.name] for field in fields(Terms)}
        if said["scope"] != Scope.PROVIDER:
            said["organisation"] = None
        if said["given_by"] == GivenBy.SELF:
            said["relation"] = said["guardian"] = ""
        else:
            said["deviation"] = ""
        if said["how"] == How.WRITTEN:
            said["witness"] = ""
        if said["language"] != SpokenLanguage.OTHER:
            said["other_language"] = ""
        return Terms(**said)


class WithdrawForm(forms.Form):
    withdrawn_on = forms.DateField(label="Ingetrokken op")
    note = TextField(
        "Toelichting",
        most=NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Een reden is niet nodig. Intrekken mag altijd en heeft geen nadeel voor de hulp.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["withdrawn_on"].initial = timezone.localdate()
        self.helper = helper("withdrawn_on", "note")


class PrintForm(forms.Form):
    """A form or an explanation, blank unless asked otherwise."""

    purpose = forms.ChoiceField(
        label="Wat print u?",
        choices=[(one.value, capfirst(one.label)) for one in (Purpose.EXPLANATION, Purpose.CONSENT_FORM)],
        widget=forms.RadioSelect,
        initial=Purpose.EXPLANATION,
    )
    language = forms.ChoiceField(
        label="Taal", choices=Language, widget=forms.RadioSelect, initial=Language.DUTCH
    )
    with_case_number = forms.BooleanField(label="Zet het dossiernummer erop", required=False)
    with_name = forms.BooleanField(
        label="Zet de naam erop",
        required=False,
        help_text="Een papier met een naam kan in verkeerde handen komen. Doe het alleen als het moet.",
    )

    def __init__(self, *args: Any, may_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_name:
            del self.fields["with_name"]
        self.helper = helper(*self.fields)


class _Scan:
    """A document as a line to choose from."""

    def __init__(self, paper: Any) -> None:
        self.pk, self.paper = paper.pk, paper

    def __str__(self) -> str:
        return f"{self.paper.code}: {self.paper.title}"


def _rows(form: forms.Form, name: str, rows: Any) -> None:
    field: Any = form.fields[name]
    field.offer({"": rows})
