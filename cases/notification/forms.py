"""The forms of the tab CoMensha."""

from typing import Any

from crispy_forms.layout import Field, Row
from django import forms
from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.dossiers.comparing import ComparingForm, seal
from cases.dossiers.fields import Part, RowField, TextField, choice
from cases.dossiers.models import Option
from cases.dossiers.questions import helper, row_field
from cases.notification.actions import Decided
from cases.notification.choices import Decision
from cases.notification.models import Notification

REASON = 1000


class DecisionForm(ComparingForm):
    """Whether to report, why not, and when it was done."""

    decision = choice(Decision, "Meldt u bij CoMensha?")
    reason = TextField(
        "Reden",
        most=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen nodig als u niet meldt. Dit is versleuteld.",
    )
    notified_on = forms.DateField(label="Gemeld op", required=False)

    def __init__(self, data: Any = None, *, notification: Notification) -> None:
        values = stored(notification)
        sealed = {"version": notification.version, "opened": seal(notification, values)}
        super().__init__(data, initial={**values, **sealed})
        self.helper = helper(
            Part("Besluit", "decision", "reason"),
            Part("Gedaan", "notified_on", hint="U meldt zelf bij CoMensha. Het portaal stuurt niets."),
            "version",
            "opened",
        )

    def decided(self) -> Decided:
        data = self.cleaned_data
        return Decided(data["decision"], data["reason"], data["notified_on"])


def stored(notification: Notification) -> dict[str, Any]:
    return {
        "decision": notification.decision,
        "reason": notification.reason,
        "notified_on": notification.notified_on,
    }


class TypeForm(forms.Form):
    """As what CoMensha knows a dossier, from a day on."""

    case_type = RowField("Dossiertype")
    starts_on = forms.DateField(label="Vanaf")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        today = timezone.localdate()
        row_field(self, "case_type").offer({"": Option.objects.of(Vocabulary.COMENSHA_CASE_TYPE).on(today)})
        self.fields["starts_on"].initial = today
        self.helper = helper(Row(Field("case_type", wrapper_class="field--l"), "starts_on"))
