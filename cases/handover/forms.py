"""To whom a dossier goes, and why."""

from itertools import groupby
from typing import Any

from crispy_forms.layout import Field, Row
from django import forms
from django.utils import timezone

from cases.dossiers.fields import Part, RowField, TextField
from cases.dossiers.models import Dossier
from cases.dossiers.questions import helper, row_field
from cases.handover.actions import Offer
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import User

REASON = 1000


class OfferForm(forms.Form):
    """Offers coordinators: of the own house first, then of each other house."""

    receiver = RowField("Ontvanger")
    reason = TextField("Reden", most=REASON, required=True, widget=forms.Textarea(attrs={"rows": 3}))
    tells_name = forms.BooleanField(
        label="Naam, geboortedatum en telefoon", required=False, help_text="Dit openen komt in het logboek."
    )
    tells_note = forms.BooleanField(label="Notitie van de aanmelding", required=False)
    reader = RowField("Wie leest nog mee", empty="Niemand", required=False)
    reader_until = forms.DateField(label="Tot", required=False)

    def __init__(self, *args: Any, dossier: Dossier, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        coordinators = User.objects.current().filter(role=Role.CARE_COORDINATOR, house__isnull=False)
        self.people = list(coordinators.select_related("house").order_by("house__name", "name"))
        row_field(self, "receiver").offer(self._by_house(dossier, user))
        own = [person for person in self.people if person.house_id == dossier.house_id]
        row_field(self, "reader").offer({"": own})
        if dossier.person is None:
            del self.fields["tells_name"]
        if not dossier.note:
            del self.fields["tells_note"]
        named = [name for name in ("tells_name", "tells_note") if name in self.fields]
        self.helper = helper(
            Part("Naar wie", "receiver", "reason"),
            Part(
                "Ook op het blad",
                *named,
                hint="Meer dan nodig leest de ontvanger pas na het bevestigen. (AVG art. 5 lid 1 onder c)",
            ),
            Part(
                "Meelezen",
                Row(Field("reader", wrapper_class="field--l"), "reader_until"),
                hint="Bij een ander huis. Wie meeleest, ziet het overdrachtsblad en wijzigt niets.",
            ),
        )

    def _by_house(self, dossier: Dossier, user: User) -> dict[str, list[User]]:
        others = [person for person in self.people if person.pk != user.pk]
        groups = {str(house): list(group) for house, group in groupby(others, key=lambda one: one.house)}
        own = str(dossier.house)
        return {own: groups.pop(own), **groups} if own in groups else groups

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if self.errors:
            return cleaned
        if bool(cleaned["reader"]) != bool(cleaned["reader_until"]):
            self.add_error("reader_until", "Kies wie er meeleest, en tot welke dag.")
        elif cleaned["reader_until"] and cleaned["reader_until"] <= timezone.localdate():
            self.add_error("reader_until", "Kies een dag na vandaag.")
        return cleaned

    def offer(self) -> Offer:
        known = {name: value for name, value in self.cleaned_data.items() if name in Offer.__annotations__}
        return Offer(**known)


class AnswerForm(forms.Form):
    """Why a dossier is given back."""

    reply = TextField("Reden", most=REASON, required=True, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(Part("Waarom geeft u het terug", "reply"))
