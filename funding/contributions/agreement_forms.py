"""The forms for what is agreed."""

from datetime import date
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row, Submit
from django import forms
from django.utils import timezone
from django.utils.text import capfirst

from funding.contributions.choices import ArrangementKind, VatTreatment
from funding.contributions.fields import EuroField, WholeNumberField
from funding.contributions.models import Arrangement, Scheme
from funding.contributions.overview import Known
from funding.contributions.pasting import let_paste
from funding.contributions.seen import fingerprint
from zorgportaal.documents.cleaning.kinds import Kind
from zorgportaal.documents.fields import SafeFileField
from zorgportaal.layout import Part

MOST_INHABITANTS = 2_000_000
MOST_PER_INHABITANT = Decimal(10)  # more is a slip of the pen: the council papers have € 0,05 and € 0,08
FIRST_DAY, LAST_DAY = date(2019, 1, 1), date(2100, 12, 31)
A_RATE = "Vul bij “Euro per inwoner” een bedrag in hele centen in, bijvoorbeeld 0,08."
A_NUMBER = "Vul bij “Eigen aantal inwoners” een heel aantal in, bijvoorbeeld 13478."
TOO_MUCH = "Meer dan € 10 per inwoner kan niet kloppen. Kijk het bedrag na."
DAY_PROBLEM = "Kies een dag van 1 januari 2019 tot en met 31 december 2100."
OVERTAKEN = (
    "Iemand anders wijzigde dit terwijl u typte. Open de pagina in een nieuw venster en vergelijk. "
    "Bewaart u nu nog eens? Dan geldt wat hier staat."
)
DAYS = "Vul bij “Betaaltermijn in dagen” een aantal van 1 tot en met 365 in."
# A rule of the database that is about one answer is told at that answer.
PLACES = {
    "scheme_rate_above_zero": "per_inhabitant",
    "scheme_ends_after_start": "ends_on",
    "scheme_flat_within_one_year": "ends_on",
    "scheme_payment_days_above_zero": "payment_days",
    "scheme_exemption_has_a_ground": "vat_ground",
}


def helper(submit: str, *parts: Any) -> FormHelper:
    """Parts with a margin, and one button."""
    made = FormHelper()
    made.layout = Layout(*parts)
    made.add_input(Submit("submit", submit))
    return made


def seen_field() -> forms.CharField:
    """Goes along unseen: what was kept when the form was opened."""
    return forms.CharField(widget=forms.HiddenInput, required=False)


def tell_if_overtaken(form: forms.BaseForm, now: str) -> None:
    """Once: whoever saves again knows of the other change."""
    seen = form.cleaned_data.get("seen")
    if seen and seen != now:
        form.data = {**form.data, "seen": now}
        form.add_error(None, OVERTAKEN)


class SchemeForm(forms.ModelForm):
    """All of a scheme but its short name, which it gets from its name."""

    per_inhabitant = EuroField(
        label="Euro per inwoner",
        max_digits=6,
        decimal_places=2,
        max_value=MOST_PER_INHABITANT,
        error_messages=dict.fromkeys(
            ("invalid", "max_digits", "max_decimal_places", "max_whole_digits"), A_RATE
        )
        | {"max_value": TOO_MUCH},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input--s"}),
    )
    payment_days = forms.IntegerField(
        label="Betaaltermijn in dagen",
        initial=30,
        max_value=365,
        error_messages={"invalid": DAYS, "max_value": DAYS},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--s"}),
    )

    class Meta:
        model = Scheme
        fields = [
            "name", "basis", "per_inhabitant", "unit", "starts_on", "ends_on", "reference_date",
            "reference_note", "cover", "vat_treatment", "vat_ground", "is_vat_confirmed", "payment_days",
        ]  # fmt: skip
        labels = {
            "basis": "Besluit waarop de regeling rust",
            "unit": "Waarvoor geldt het bedrag?",
            "ends_on": "Laatste dag",
            "is_vat_confirmed": "De Belastingdienst heeft dit bevestigd",
        }
        help_texts = {
            "basis": "Met datum en nummer. Dit staat op de factuur.",
            "ends_on": "Leeg: tot een nieuw besluit.",
            "reference_date": "Leeg: 1 januari van het jaar van de ronde.",
            "vat_ground": "Alleen bij vrijstelling. Bijvoorbeeld: art. 11, lid 1, onder u, Wet OB.",
        }
        widgets = {
            "unit": forms.RadioSelect,
            "cover": forms.RadioSelect,
            "vat_treatment": forms.RadioSelect,
            "reference_note": forms.Textarea(attrs={"rows": 2}),
        }
        error_messages = {"name": {"unique": "Er is al een regeling met deze naam."}}

    seen = seen_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        let_paste(self)
        self.fingerprint = self.initial["seen"] = fingerprint(self.instance)
        for name in ("unit", "cover", "vat_treatment"):
            field: Any = self.fields[name]
            field.choices = [choice for choice in field.choices if choice[0]]
        self.helper = helper(
            "Bewaar de regeling",
            Part("Besluit", "name", "basis"),
            Part("Bedrag", "per_inhabitant", "unit", Row("starts_on", "ends_on"), "payment_days"),
            Part("Inwoners", "reference_date", "reference_note", "cover"),
            Part("Btw", "vat_treatment", "vat_ground", "is_vat_confirmed"),
            "seen",
        )

    def clean_starts_on(self) -> Any:
        return _within_reason(self.cleaned_data["starts_on"])

    def clean_ends_on(self) -> Any:
        return _within_reason(self.cleaned_data["ends_on"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("vat_treatment") != VatTreatment.EXEMPT:
            data["vat_ground"] = ""
        self._check_rules(Scheme(**{name: data[name] for name in data if name != "seen"}))
        tell_if_overtaken(self, self.fingerprint)
        return data

    def _check_rules(self, scheme: Scheme) -> None:
        wrong = set(self.errors)
        for rule in Scheme._meta.constraints:
            try:
                rule.validate(Scheme, scheme, exclude=wrong)
            except forms.ValidationError as problem:
                self.add_error(PLACES[rule.name], problem.messages)


def _within_reason(day: date | None) -> date | None:
    if day and not FIRST_DAY <= day <= LAST_DAY:
        raise forms.ValidationError(DAY_PROBLEM)
    return day


class EndForm(forms.Form):
    """The last day of a scheme without one."""

    ends_on = forms.DateField(label="Laatste dag", help_text="Meestal 31 december.")

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        let_paste(self)
        self.scheme = scheme
        self.helper = helper("Zet de laatste dag", Part("Einde", "ends_on"))

    def clean_ends_on(self) -> Any:
        day = _within_reason(self.cleaned_data["ends_on"]) or LAST_DAY
        if day < self.scheme.starts_on:
            raise forms.ValidationError("De laatste dag ligt voor de eerste dag.")
        return day


class DecisionForm(forms.Form):
    """What one municipality decided on a scheme, and the number of inhabitants it reckons with."""

    document = forms.CharField(
        label="Stuk",
        max_length=80,
        required=False,
        help_text="Bijvoorbeeld: raadsbesluit of collegevoorstel.",
    )
    number = forms.CharField(label="Nummer", max_length=40, required=False)
    decided_on = forms.DateField(
        label="Datum van het besluit",
        required=False,
        help_text="Leeg zolang het een voorstel is. De regel is dan niet in orde.",
    )
    file = SafeFileField(
        kinds=frozenset({Kind.PDF}),
        label="Het stuk zelf",
        required=False,
        help_text="PDF, hoogstens 10 MB. De gemeente kan het op haar pagina lezen.",
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        error_messages={"kind": "Kies een PDF."},
    )
    is_file_removed = forms.BooleanField(label="Haal het bewaarde stuk weg", required=False)
    inhabitants = WholeNumberField(
        label="Eigen aantal inwoners",
        required=False,
        min_value=1,
        max_value=MOST_INHABITANTS,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), A_NUMBER),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--s"}),
    )
    paper = forms.CharField(label="Stuk met dit aantal", max_length=120, required=False)
    phrase = forms.CharField(
        label="Woorden in de som",
        max_length=120,
        required=False,
        help_text="Op de factuur staat dan: 13.478 inwoners (zo staat het in uw besluit).",
    )
    note = forms.CharField(
        label="Reden",
        max_length=1000,
        required=False,
        help_text="Een of twee zinnen. Ze staan op de factuur, bij het verschil met CBS.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = seen_field()
    OWN = ("inhabitants", "paper", "phrase", "note")
    DECISION = ("document", "number", "decided_on")

    def __init__(self, data: Any, files: Any, known: Known) -> None:
        initial = {name: getattr(known.decision, name) for name in self.DECISION if known.decision}
        initial |= {name: getattr(known.own, name) for name in self.OWN if known.own}
        self.fingerprint = fingerprint(known.decision, known.own)
        super().__init__(data, files, initial=initial | {"seen": self.fingerprint})
        let_paste(self)
        if not known.file:
            del self.fields["is_file_removed"]
        of_file = [name for name in ("file", "is_file_removed") if name in self.fields]
        self.helper = helper(
            "Bewaar",
            Part("Besluit", "document", Row("number", "decided_on"), *of_file),
            Part("Eigen aantal", *self.OWN, hint="Alleen als het stuk een ander aantal noemt dan CBS."),
            "seen",
        )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if (data.get("number") or data.get("decided_on")) and not data.get("document"):
            self.add_error("document", "Noem het stuk waar dit nummer of deze datum bij hoort.")
        if data.get("file") and data.get("is_file_removed"):
            self.add_error("is_file_removed", "U koos ook een nieuw stuk. Dat vervangt het oude.")
        self._check_own(data)
        tell_if_overtaken(self, self.fingerprint)
        return data

    def clean_decided_on(self) -> date | None:
        day: date | None = self.cleaned_data["decided_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Een voorstel heeft nog geen datum.")
        return day

    def _check_own(self, data: dict[str, Any]) -> None:
        """All of it or nothing."""
        if "inhabitants" in self.errors or not any(data.get(name) for name in self.OWN):
            return
        for name in self.OWN:
            if not data.get(name):
                label = self.fields[name].label
                self.add_error(name, f"Vul ook “{label}” in, of maak alle vier de vakken leeg.")

    @property
    def decision(self) -> dict[str, Any]:
        return self._of(self.DECISION) if self.cleaned_data["document"] else {}

    @property
    def own(self) -> dict[str, Any]:
        return self._of(self.OWN) if self.cleaned_data["inhabitants"] else {}

    def _of(self, names: tuple[str, ...]) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names}


class ArrangementForm(forms.ModelForm):
    """How a municipality pays in a year, and on what that rests."""

    seen = seen_field()

    class Meta:
        model = Arrangement
        fields = ["kind", "decision"]
        labels = {"kind": "Hoe betaalt de gemeente?"}
        help_texts = {"decision": "Stuk, nummer en datum, of wie dit met wie afsprak."}
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        let_paste(self)
        field: Any = self.fields["kind"]
        field.choices = [(kind.value, capfirst(kind.label)) for kind in ArrangementKind]
        field.hints = {
            ArrangementKind.GRANT: "Geen factuur.",
            ArrangementKind.BOTH: "Wel een factuur, met een waarschuwing: betaalt deze gemeente twee keer?",
            ArrangementKind.NONE: "Geen factuur.",
        }
        self.fingerprint = self.initial["seen"] = fingerprint(self.instance)
        self.helper = helper("Bewaar de afspraak", Part("Afspraak", "kind", "decision"), "seen")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        tell_if_overtaken(self, self.fingerprint)
        return data
