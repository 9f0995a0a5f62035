"""The forms for signing in, in Dutch, and for managing accounts."""

from typing import Any

from allauth.account import forms as allauth
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from zorgportaal.accounts import actions, letters
from zorgportaal.accounts.choices import OrganisationKind, Role
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.accounts.roles import Permission

NEEDS_HOUSE = {Role.CARE_COORDINATOR, Role.PROCESS_DIRECTOR}
NEEDS_MUNICIPALITY = {Role.FINANCE_OFFICER, Role.FOCAL_POINT}
NEEDS_ORGANISATION = {
    Role.PROVIDER_CONTACT: OrganisationKind.PROVIDER,
    Role.POLICE_LIAISON: OrganisationKind.POLICE,
}


def helper(*, submit: str) -> FormHelper:
    made = FormHelper()
    made.add_input(Submit("submit", submit))
    return made


class LoginForm(allauth.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mailadres van uw werk"
        self.fields["login"].widget.attrs = {"autocomplete": "username", "type": "email"}
        self.fields["password"].label = "Wachtwoord"
        self.fields["password"].help_text = "U mag plakken uit uw wachtwoordkluis."
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.helper = helper(submit="Inloggen")


class ChangePasswordForm(allauth.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, oldpassword="Huidig wachtwoord", password1="Nieuw wachtwoord")
        self.helper = helper(submit="Wijzig wachtwoord")

    def clean_password2(self) -> str:
        return _same_twice(self)


class ResetPasswordForm(allauth.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, email="E-mailadres van uw werk")
        self.helper = helper(submit="Stuur mij een link")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, _request: HttpRequest, **_kwargs: Any) -> str:
        email = str(self.cleaned_data["email"])
        letters.ask_for_link(email)
        return email


class ResetPasswordKeyForm(allauth.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, password1="Nieuw wachtwoord")
        self.helper = helper(submit="Bewaar wachtwoord")

    def clean_password2(self) -> str:
        return _same_twice(self)


class PreferencesForm(forms.ModelForm):
    """How the portal works for one person. Only who works on dossiers gets a digest."""

    class Meta:
        model = User
        fields = ["gets_digest", "uses_shortcuts"]
        labels = {
            "gets_digest": "Stuur mij een ochtendbericht",
            "uses_shortcuts": "Gebruik sneltoetsen",
        }
        help_texts = {
            "gets_digest": "Eén mail per dag, alleen als er iets klaarstaat. Er staat niet in wat.",
            "uses_shortcuts": "Met één toets naar een pagina of regel. Ze werken niet terwijl u typt.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.may(Permission.VIEW_DOSSIER):
            del self.fields["gets_digest"]
        self.helper = helper(submit="Bewaar")


def _same_twice(form: forms.Form) -> str:
    """Before allauth looks: its Dutch sentence does not say "u"."""
    again = str(form.cleaned_data["password2"])
    if form.cleaned_data.get("password1", again) != again:
        raise ValidationError("De twee wachtwoorden zijn niet gelijk. Typ twee keer hetzelfde wachtwoord.")
    return again


def _label(form: forms.Form, **labels: str) -> None:
    """Dutch labels, no placeholders, and the rules of a password once, in our own words."""
    for name, label in {**labels, "password2": "Nog een keer het nieuwe wachtwoord"}.items():
        if name in form.fields:
            form.fields[name].label = label
            form.fields[name].help_text = ""
            form.fields[name].widget.attrs.pop("placeholder", None)
    if "password1" in form.fields:
        form.fields[
            "password1"
        ].help_text = "Minstens 12 tekens. Vier losse woorden zijn sterk en goed te onthouden."


class AccountForm(forms.ModelForm):
    """One account: who, in which role, within which scope, until when."""

    class Meta:
        model = User
        fields = ["name", "email", "role", "organisation", "house", "municipalities", "ends_on"]
        widgets = {
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "municipalities": forms.SelectMultiple(attrs={"size": 8}),
        }
        help_texts = {
            "email": "Naar dit adres gaat de eenmalige link voor het eerste wachtwoord.",
            "house": "Nodig voor zorgcoördinatoren en procesregisseurs.",
            "municipalities": "Nodig voor medewerkers van een gemeente. Meer dan één mag.",
            "ends_on": "Hoogstens een jaar vooruit. Daarna kijkt u opnieuw of het recht nodig is.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        fields: dict[str, Any] = self.fields
        fields["house"].queryset = fields["house"].queryset.on(today)
        fields["municipalities"].queryset = fields["municipalities"].queryset.of_limburg(today)
        self.helper = helper(submit="Bewaar account")
        self.helper.layout = Layout(
            Fieldset("Persoon", "name", "email", "organisation"),
            Fieldset("Recht", "role", "house", "municipalities", "ends_on"),
        )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_ends_on(self) -> Any:
        ends_on = self.cleaned_data["ends_on"]
        if not timezone.localdate() <= ends_on <= actions.latest_end():
            raise ValidationError("Kies een dag vanaf vandaag, hoogstens een jaar vooruit.")
        return ends_on

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        role = data.get("role")
        if role in NEEDS_HOUSE and not data.get("house"):
            self.add_error("house", "Kies het Zorg- en Veiligheidshuis waar deze persoon werkt.")
        if role in NEEDS_MUNICIPALITY and not data.get("municipalities"):
            self.add_error("municipalities", "Kies minstens één gemeente.")
        kind = NEEDS_ORGANISATION.get(role) if role else None
        organisation = data.get("organisation")
        if kind and organisation and organisation.kind != kind:
            self.add_error("organisation", f"Kies voor deze rol een organisatie van de soort {kind.label}.")
        return data


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["name", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(submit="Voeg organisatie toe")
