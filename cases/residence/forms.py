"""The forms about somebody's right to stay."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.dossiers.comparing import ComparingForm, seal
from cases.dossiers.fields import Part, RowField, TextField
from cases.dossiers.models import Dossier, Option
from cases.dossiers.questions import helper, row_field
from cases.residence.actions import Offer
from cases.residence.models import Permit, Procedure

REASON = 1000
SHORTEST_REASON = 20
PROCEDURE = (
    "complaint_status", "complaint_on", "lawyer", "rvb_asked_on", "rvb_given_on", "medical_check_on",
)  # fmt: skip


def day(label: str, *, required: bool = False, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, required=required, **kwargs)


class WordsForm(forms.Form):
    """A form that offers words of the law; the page holds the form tag, buttons and errors."""

    helper: FormHelper

    def offer(self, name: str, vocabulary: Vocabulary, on: date | None = None) -> None:
        words = Option.objects.of(vocabulary).on(on or timezone.localdate())
        row_field(self, name).offer({"": words})


class StatusForm(WordsForm):
    """Another status, from a day on."""

    status = RowField("Verblijfsstatus")
    starts_on = day("Vanaf", required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("status", Vocabulary.RESIDENCE_STATUS)
        self.helper = helper(
            Part(
                "Nieuwe status",
                Row(Field("status", wrapper_class="field--l"), "starts_on"),
                hint="De vorige status eindigt op de dag ervoor. Hij blijft te lezen.",
            )
        )


class ReflectionForm(WordsForm):
    """Offered, wanted, begun. The end follows from the start."""

    offered_on = day("Aangeboden op")
    is_wanted = forms.TypedChoiceField(
        label="Gewenst?",
        choices=[("", "Nog niet bekend"), ("True", "Ja"), ("False", "Nee")],
        coerce=lambda value: value == "True",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    starts_on = day("Begonnen op")
    is_dublin = forms.BooleanField(
        label="Dublinclaim", required=False, help_text="Dan duurt de bedenktijd 30 dagen."
    )
    reason = TextField(
        "Reden om af te wijken",
        most=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen nodig als het portaal daarom vraagt.",
    )

    def __init__(self, data: Any = None, *, dossier: Dossier) -> None:
        super().__init__(data, initial=vars(Offer.of(dossier)))
        self.helper = helper(
            Part("Aanbod", Row("offered_on"), "is_wanted", hint="De politie biedt aan bij elke aanwijzing."),
            Part("Begin", Row("starts_on", "is_dublin"), hint="Drie maanden, of 30 dagen bij Dublin."),
            Part("Afwijken", "reason", hint="Wat de wet openlaat, mag met een reden."),
        )  # fmt: skip

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if reason and len(reason) < SHORTEST_REASON:
            raise ValidationError(f"Schrijf de reden op in minstens {SHORTEST_REASON} tekens.")
        return reason

    def known(self) -> Offer:
        data = self.cleaned_data
        return Offer(data["starts_on"], data["offered_on"], data["is_wanted"], data["is_dublin"])


class EndForm(WordsForm):
    """Asked once: when and why the bedenktijd ended."""

    ended_on = day("Beëindigd op", required=True)
    reason = RowField("Reden")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("reason", Vocabulary.REFLECTION_END_REASON)
        self.helper = helper(
            Part(
                "Einde",
                Row("ended_on", Field("reason", wrapper_class="field--l")),
                hint="Dit vraagt het portaal één keer.",
            )
        )


class ReportForm(forms.Form):
    """The tick behind one monthly report."""

    due_on = forms.DateField(widget=forms.HiddenInput)
    done_on = day("Gedaan op", required=True)


class PermitForm(WordsForm):
    """Asked for, then given or refused."""

    ground = RowField("Grond")
    applied_on = day("Aangevraagd op", required=True)
    starts_on = day("Geldig vanaf")
    ends_on = day("Geldig tot en met")
    refused_on = day("Geweigerd op")

    def __init__(self, data: Any = None, *, permit: Permit | None = None) -> None:
        stored = permit and {name: getattr(permit, name) for name in self.base_fields}
        initial = {**stored, "ground": str(stored["ground"].pk)} if stored else None
        super().__init__(data, initial=initial)
        self.offer("ground", Vocabulary.PERMIT_GROUND, on=permit.applied_on if permit else None)
        self.helper = helper(
            Part(
                "Aanvraag",
                Field("ground", wrapper_class="field--l"),
                "applied_on",
                hint="De aangifte op formulier M55 geldt als aanvraag.",
            ),
            Part("Besluit", Row("starts_on", "ends_on"), "refused_on", hint="Streven van de IND: 24 uur."),
        )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        starts, ends, asked = data.get("starts_on"), data.get("ends_on"), data.get("applied_on")
        if ends and not starts:
            self.add_error("starts_on", "Vul ook in vanaf wanneer de vergunning geldt.")
        elif starts and ends and ends < starts:
            self.add_error("ends_on", "De einddatum ligt voor de begindatum.")
        if starts and data.get("refused_on"):
            self.add_error("refused_on", "Een aanvraag is toegekend of geweigerd, niet allebei.")
        if asked and asked > timezone.localdate():
            self.add_error("applied_on", "Kies een dag die niet in de toekomst ligt.")
        return data


class ProcedureForm(ComparingForm, WordsForm):
    """Complaint, lawyer, allowance and medical check."""

    complaint_status = RowField("Stand van de aangifte", empty="Niet bekend", required=False)
    complaint_on = day("Sinds")
    lawyer = TextField("Advocaat", help_text="Naam en telefoonnummer. Dit is versleuteld.")
    rvb_asked_on = day("Rvb aangevraagd op")
    rvb_given_on = day("Rvb toegekend op")
    medical_check_on = day("Medisch onderzoek en tbc op")

    def __init__(self, data: Any = None, *, procedure: Procedure) -> None:
        values = stored(procedure)
        initial = {**values, "version": procedure.version, "opened": seal(procedure, values)}
        if values["complaint_status"]:
            initial["complaint_status"] = str(values["complaint_status"].pk)
        super().__init__(data, initial=initial)
        self.offer("complaint_status", Vocabulary.COMPLAINT_STATUS)
        self.helper = helper(
            Part(
                "Aangifte",
                Row(Field("complaint_status", wrapper_class="field--l"), "complaint_on"),
                hint="Alleen de stand, geen inhoud.",
            ),
            Part("Advocaat", "lawyer"),
            Part(
                "Bestaan",
                Row("rvb_asked_on", "rvb_given_on"),
                "medical_check_on",
                hint="De politie vult het Rvb-formulier in, één keer. Het is drie maanden geldig.",
            ),
            "version",
            "opened",
        )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("rvb_given_on") and not data.get("rvb_asked_on"):
            self.add_error("rvb_asked_on", "Vul ook in wanneer de Rvb is aangevraagd.")
        return data

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PROCEDURE}


def stored(procedure: Procedure) -> dict[str, Any]:
    return {name: getattr(procedure, name) for name in PROCEDURE}
