"""The forms of a dossier. A form keeps what was typed, whatever is wrong with it."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.db import models

from cases.dossiers.choices import Status, TeamRole
from cases.dossiers.comparing import seal
from cases.dossiers.fields import Part, RowField, choice
from cases.dossiers.models import Dossier, TeamMember
from cases.dossiers.questions import (
    CHANGE_PARTS,
    INTAKE_PARTS,
    FactsForm,
    IdentityForm,
    row_field,
    shown,
)
from cases.dossiers.registration import Facts
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import PERMISSIONS, Permission

STATUSES = [(status.value, status.label.capitalize()) for status in Status]


class RegisterForm(IdentityForm, FactsForm):
    """The intake: one screen, at three at night."""

    version = opened = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*INTAKE_PARTS)


class ChangeForm(FactsForm):
    """The same facts, later."""

    status = forms.TypedChoiceField(
        label="Status",
        choices=STATUSES,
        coerce=Status,
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        stored = changeable(dossier)
        initial = {name: _initial(value) for name, value in stored.items()}
        initial |= {"version": dossier.version, "opened": seal(dossier, stored)}
        super().__init__(*args, day=dossier.reported_on, initial=initial, **kwargs)
        # Closing asks for more than a word: the tab Nazorg does.
        closed = dossier.status == Status.CLOSED
        words = [(value, label) for value, label in STATUSES if (value == Status.CLOSED) == closed]
        self.fields["status"].choices = words  # type: ignore[attr-defined]
        # What has a history of its own changes on the tab Verblijf.
        for name in ("residence_status", "reflection_started_on"):
            self.fields[name].disabled = True
        self.helper.layout = Layout(Part("Stand", "status"), *CHANGE_PARTS, "version", "opened")


def changeable(dossier: Dossier) -> dict[str, Any]:
    """What the form of the facts shows of a dossier, by question."""
    return {**shown(Facts.of(dossier)), "status": dossier.status}


def _initial(value: Any) -> Any:
    return str(value.pk) if isinstance(value, models.Model) else value


class TeamForm(forms.Form):
    """One colleague of the same house, who may work with dossiers and is not in the team yet."""

    member = RowField("Wie")
    role = choice(
        TeamRole,
        "Rol",
        {TeamRole.COORDINATOR: "Neemt het over van wie nu coördineert."},
        required=False,
        empty_value=TeamRole.MEMBER,
    )
    ends_on = forms.DateField(
        label="Tot",
        required=False,
        help_text="Leeg: tot u het wijzigt. Op deze dag ziet iemand niets meer.",
    )

    def __init__(self, data: Any = None, *, dossier: Dossier) -> None:
        super().__init__(data, initial={"role": TeamRole.MEMBER})
        roles = [role for role, permissions in PERMISSIONS.items() if Permission.VIEW_DOSSIER in permissions]
        colleagues = User.objects.current().filter(house=dossier.house, role__in=roles)
        team = dossier.team.current().values("user")
        row_field(self, "member").offer({"": colleagues.exclude(pk__in=team).order_by("name")})
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Voeg toe"))


class LeaveTeamForm(forms.Form):
    """One member of the case team."""

    member = forms.ModelChoiceField(TeamMember.objects.none())

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = forms.ModelChoiceField(dossier.team.current())


class ChangeMemberForm(LeaveTeamForm):
    """Another role or last day for one member of the case team."""

    role = forms.TypedChoiceField(choices=TeamRole.choices, coerce=TeamRole)
    ends_on = forms.DateField(required=False)
