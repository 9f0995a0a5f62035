"""The forms about who invoices. What they give is a proposal: a second person decides."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from crispy_forms.layout import Row
from django import forms
from stdnum import iban

from funding.contributions.agreement_forms import helper
from funding.contributions.pasting import let_paste
from funding.einvoicing import numbers
from funding.invoices import addresses
from funding.invoices.models import IssuingParty
from funding.invoices.party_details import LABELS
from zorgportaal.layout import Part
from zorgportaal.regions.models import Municipality, MunicipalityQuerySet

CHECKS: dict[str, Callable[..., None]] = {
    "kvk": numbers.check_kvk,
    "rsin": numbers.check_rsin,
    "oin": numbers.check_oin,
    "vat_id": numbers.check_vat_id,
    "iban": numbers.check_iban,
}
WRITTEN: dict[str, Callable[..., str]] = {
    "street": addresses.street,
    "postal_code": addresses.postal_code,
    "phone": addresses.phone,
}
WITH_SPACES = 42  # an IBAN as on paper, in groups of four


class PartyForm(forms.ModelForm):
    """All details of a party; each number is checked as the registers do."""

    kvk = forms.CharField(label=LABELS["kvk"], max_length=20)
    rsin = forms.CharField(label=LABELS["rsin"], max_length=20)
    oin = forms.CharField(label=LABELS["oin"], max_length=30)
    iban = forms.CharField(label=LABELS["iban"], max_length=WITH_SPACES)
    vat_id = forms.CharField(
        label=LABELS["vat_id"], max_length=30, required=False, help_text="Alleen nodig bij 21% btw."
    )

    class Meta:
        model = IssuingParty
        fields = list(LABELS)
        labels = LABELS
        help_texts = {
            "prefix": "2 tot 8 hoofdletters. Bijvoorbeeld VB: de eerste factuur is dan VB-2026-0001.",
            "street": "Het vestigingsadres. Een postbus mag niet op een factuur.",
            "is_fictitious": "Alleen dan mogen het testnummers zijn. Het IBAN moet dat dan zijn, met VOOR als"
            " bank. Op elk stuk staat VOORBEELD.",
        }
        error_messages = {"prefix": {"unique": "Een andere partij heeft dit begin van het factuurnummer al."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_known and self.instance.invoices.exists():
            self.fields["prefix"].disabled = True
            self.fields["prefix"].help_text = "Er zijn al facturen met dit begin. Het blijft zo."
        if not self.instance.is_known:
            self.initial["is_fictitious"] = False
        let_paste(self)
        self.helper = helper(
            "Stel voor",
            Part("Naam", "name", "subtitle", "prefix"),
            Part("Adres", "street", Row("postal_code", "city"), Row("email", "phone")),
            Part("Nummers", Row("kvk", "rsin"), Row("oin", "vat_id"), "iban", "is_fictitious"),
        )

    def clean_prefix(self) -> str:
        prefix = str(self.cleaned_data["prefix"])
        if not (2 <= len(prefix) <= 8 and prefix.isascii() and prefix.isalpha() and prefix.isupper()):
            raise forms.ValidationError("Het begin van een factuurnummer is 2 tot 8 hoofdletters.")
        return prefix

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        is_fictitious = bool(data.get("is_fictitious"))
        for name, check in CHECKS.items():
            if not data.get(name):
                continue
            data[name] = iban.compact(data[name])  # without spaces and dots, in capitals
            try:
                check(data[name], is_fictitious=is_fictitious)
            except numbers.WrongNumber as problem:
                self.add_error(name, str(problem))
        for name, written in WRITTEN.items():
            if not data.get(name):
                continue
            try:
                data[name] = written(data[name], is_fictitious=is_fictitious)
            except addresses.WrongAddress as problem:
                self.add_error(name, str(problem))
        return data


class BillingForm(forms.Form):
    """Another party than the usual one, for one municipality."""

    municipality = forms.ModelChoiceField(Municipality.objects.none(), label="Gemeente", empty_label="Kies")
    party = forms.ModelChoiceField(IssuingParty.objects.none(), label="Factuurpartij", empty_label="Kies")

    def __init__(self, *args: Any, municipalities: MunicipalityQuerySet, parties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("municipality", municipalities), ("party", parties)):
            field: Any = self.fields[name]
            field.queryset = rows
        chosen: Any = self.fields["municipality"]
        chosen.choices = [("", "Kies"), *_by_province(municipalities)]
        self.helper = helper("Bewaar", Part("Wie factureert", "municipality", "party"))


def _by_province(municipalities: Iterable[Municipality]) -> list[tuple[str, list[tuple[UUID, str]]]]:
    """Limburg first: nearly always it is one of those."""
    named: dict[str, list[tuple[UUID, str]]] = {"Limburg": [], "Buiten Limburg": []}
    for one in municipalities:
        named["Limburg" if one.is_in_limburg else "Buiten Limburg"].append((one.pk, one.name))
    return [(province, choices) for province, choices in named.items() if choices]
