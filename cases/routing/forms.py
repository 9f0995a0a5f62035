"""The forms of a help request, of a request for a place and of its answer, and of providers."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.dossiers.choices import Gender, Vocabulary
from cases.dossiers.fields import TextField
from cases.dossiers.models import Dossier, Option
from cases.routing import needed
from cases.routing.choices import USUAL, PlacementOutcome, SecurityLevel, SharedField, Urgency
from cases.routing.models import HelpRequest, ProviderService
from cases.routing.sharing import may_offer
from cases.routing.shortlist import Choice, Shortlist
from zorgportaal.accounts.choices import OrganisationKind
from zorgportaal.accounts.models import Organisation
from zorgportaal.regions.models import Municipality

LONGEST_NOTE = 2000
PLACE_FORM = "aanvraag"
REASON = "reden-"
ANSWERS = [
    (PlacementOutcome.ACCEPTED.value, "ja, er is plek"),
    (PlacementOutcome.DECLINED.value, "nee"),
]


def options(vocabulary: Vocabulary) -> Any:
    return Option.objects.of(vocabulary).on(timezone.localdate())


def offer(form: forms.BaseForm, name: str, rows: Any) -> None:
    """Let somebody choose from these rows, and from no others."""
    field: Any = form.fields[name]
    field.queryset = rows


def choose(form: forms.BaseForm, name: str, choices: list[tuple[str, Any]]) -> None:
    field: Any = form.fields[name]
    field.choices = choices


def note(label: str, **extra: Any) -> TextField:
    return TextField(label, most=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3}), **extra)


class HelpForm(forms.Form):
    """What somebody needs help with. The safety of the dossier is the least that is asked."""

    type = forms.ModelChoiceField(Option.objects.none(), label="Hulp bij", empty_label="Kies")
    urgency = forms.ChoiceField(label="Wanneer nodig", choices=Urgency, widget=forms.RadioSelect)
    security_needed = forms.TypedChoiceField(
        label="Veiligheid, minstens", choices=SecurityLevel, coerce=int, widget=forms.RadioSelect
    )
    avoid_municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label="Niet in gemeente",
        required=False,
        empty_label="Geen",
        help_text="Bijvoorbeeld waar de dader woont.",
    )
    note = note("Toelichting", help_text="Noem geen namen. Deze tekst gaat alleen mee als u dat aanvinkt.")

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "type", options(Vocabulary.HELP_REQUEST_TYPE))
        offer(self, "avoid_municipality", Municipality.objects.of_limburg())
        self.fields["security_needed"].initial = dossier.safety_level
        if not self.is_bound:
            self.fields["type"].initial = needed.first(dossier)
            self.fields["urgency"].initial = Urgency.NOW if dossier.needs_now else None
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Zoek aanbieders"))


class PlaceForm(forms.Form):
    """Ask one suitable provider for a place, and choose what it may know.

    Where a provider is off the usual way, the reason stands beside that provider.
    """

    service = forms.ChoiceField(
        label="Aanbieder",
        error_messages={"invalid_choice": "Deze aanbieder past niet of is al gevraagd. Kies een andere."},
    )
    shared_fields = forms.MultipleChoiceField(
        label="Dit gaat mee",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies wat de aanbieder mag weten."},
    )

    def __init__(self, *args: Any, asked: HelpRequest, shortlist: Shortlist, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shortlist = shortlist
        may_share = asked.may_share
        choose(self, "service", [(str(choice.service.pk), choice) for choice in shortlist.to_ask])
        shared = [(field.value, field.label) for field in SharedField if field in may_offer(asked)]
        choose(self, "shared_fields", shared)
        self.fields["shared_fields"].initial = sorted(may_share & (USUAL | {SharedField.AGE_BAND}))
        for choice in shortlist.to_ask:
            if choice.verdict.may_deviate:
                self.fields[reason_name(choice)] = deviation_reason(choice)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.form_show_errors = False
        self.helper.layout = Layout("shared_fields")

    def options(self) -> list[tuple[Choice, forms.BoundField | None]]:
        """The suitable services in their order, each with the field for its reason if it needs one."""
        names = {choice.service.pk: reason_name(choice) for choice in self.shortlist.suitable}
        return [
            (choice, self[names[choice.service.pk]] if names[choice.service.pk] in self.fields else None)
            for choice in self.shortlist.suitable
        ]

    def clean(self) -> dict[str, Any]:
        """Keeps the reason that belongs to the chosen provider."""
        data = super().clean() or {}
        choice = self.shortlist.choice(data.get("service", ""))
        reasons = {name: data.pop(name) for name in list(data) if name.startswith(REASON)}
        if choice and choice.verdict.may_deviate:
            data["deviation_reason"] = reasons.get(reason_name(choice), "")
            if not data["deviation_reason"]:
                self.add_error(reason_name(choice), "Vul in waarom u afwijkt van de gewone weg.")
        return data


def reason_name(choice: Choice) -> str:
    return f"{REASON}{choice.service.pk}"


def deviation_reason(choice: Choice) -> TextField:
    """A reason that only the button of this one provider sends along with its request."""
    field = note("Reden om af te wijken", help_text="Nodig als u hier een plek vraagt.")
    field.widget.attrs |= {"form": PLACE_FORM, "rows": 2}
    return field


class AnswerForm(forms.Form):
    """What a provider answers: there is a place, or not and why."""

    outcome = forms.ChoiceField(label="Antwoord", choices=ANSWERS, widget=forms.RadioSelect)
    refusal_reason = forms.ModelChoiceField(
        Option.objects.none(), label="Reden van de weigering", required=False, empty_label="Kies"
    )
    note = note("Toelichting", help_text="Noem geen namen van cliënten.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "refusal_reason", options(Vocabulary.REFUSAL_REASON))
        self.fields["refusal_reason"].help_text = "Alleen invullen als het antwoord nee is."
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Bewaar antwoord"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_declined = data.get("outcome") == PlacementOutcome.DECLINED
        if is_declined and not data.get("refusal_reason") and "refusal_reason" not in self.errors:
            self.add_error("refusal_reason", "Kies de reden van de weigering.")
        if data.get("outcome") == PlacementOutcome.ACCEPTED and data.get("refusal_reason"):
            self.add_error("refusal_reason", "Bij een ja hoort geen reden van weigering.")
        return data


class ProviderForm(forms.Form):
    """Propose an organisation as a provider."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Organisatie", empty_label="Kies"
    )
    phone = TextField("Telefoonnummer", most=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        candidates = Organisation.objects.filter(kind=OrganisationKind.PROVIDER, provider=None)
        offer(self, "organisation", candidates)
        self.fields["organisation"].help_text = "Staat de organisatie er niet bij? Voeg die toe bij Accounts."
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Stel voor"))


class ServiceForm(forms.ModelForm):
    """What a provider does, for whom, where and how safe."""

    WORDS = {
        "shelter_type": Vocabulary.SHELTER_TYPE,
        "help_request_types": Vocabulary.HELP_REQUEST_TYPE,
        "exploitation_forms": Vocabulary.EXPLOITATION_FORM,
        "residence_statuses": Vocabulary.RESIDENCE_STATUS,
    }

    genders = forms.MultipleChoiceField(
        label="Voor wie",
        choices=[choice for choice in Gender.choices if choice[0] != Gender.UNKNOWN],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Niets aangevinkt: voor iedereen.",
    )

    class Meta:
        model = ProviderService
        fields = [
            "name", "shelter_type", "help_request_types", "genders", "age_min", "age_max",
            "exploitation_forms", "residence_statuses", "security_level", "max_children",
            "entry_route", "care_region", "municipality", "has_interpreter", "available_24_7",
            "capacity_free", "capacity_confirmed_on",
        ]  # fmt: skip
        widgets = {
            "capacity_confirmed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "help_request_types": forms.CheckboxSelectMultiple,
            "exploitation_forms": forms.CheckboxSelectMultiple,
            "residence_statuses": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "residence_statuses": "Niets gekozen: iedere status.",
            "care_region": "Leeg: heel Nederland.",
            "municipality": "Staat nergens bij een dossier. Nodig om een gebied te mijden.",
            "capacity_confirmed_on": "Na 14 dagen leest het portaal “Plek onbekend”.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, vocabulary in self.WORDS.items():
            offer(self, name, options(vocabulary))
        offer(self, "municipality", Municipality.objects.of_limburg())
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset("Wat", "name", "shelter_type", "help_request_types", "entry_route"),
            Fieldset(
                "Voor wie",
                "genders",
                Row("age_min", "age_max", "max_children"),
                "exploitation_forms",
                "residence_statuses",
            ),
            Fieldset("Waar", "security_level", "care_region", "municipality"),
            Fieldset(
                "Wanneer", "has_interpreter", "available_24_7", Row("capacity_free", "capacity_confirmed_on")
            ),
        )
        self.helper.add_input(Submit("submit", "Bewaar aanbod"))

    def clean_capacity_confirmed_on(self) -> Any:
        confirmed_on = self.cleaned_data["capacity_confirmed_on"]
        if confirmed_on and confirmed_on > timezone.localdate():
            raise ValidationError("Deze dag moet nog komen.")
        return confirmed_on

    def chosen(self) -> dict[str, Any]:
        """The options of the many-valued terms, by name."""
        return {name: self.cleaned_data[name] for name in self.WORDS if name != "shelter_type"}
