"""The forms of a meeting, its attendance, its agenda and its minutes."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from cases.conferences.actions import Audience
from cases.conferences.choices import ActionState, ConferenceKind, LineKind, Presence
from cases.conferences.entry import Entry, EntryKind, NoSuchDay, parse, whom
from cases.conferences.models import ActionItem, AgendaItem, Conference, MinuteLine, may_choose
from cases.dossiers import case_number
from cases.dossiers.fields import TextField
from cases.dossiers.models import Dossier
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.accounts.roles import PERMISSIONS, Permission
from zorgportaal.regions.models import SafetyHouse

LONGEST_LINE = 1000
USUAL_TERM = timedelta(days=14)
EARLIEST = date(2000, 1, 1)
FURTHEST = timedelta(days=2 * 365)
NO_NAMES = "Noem geen namen van cliënten, alleen het dossiernummer."
READERS = [role for role, rights in PERMISSIONS.items() if Permission.VIEW_CONFERENCE in rights]
KINDS = [
    (EntryKind.SHARED.value, "gedeeld"),
    (EntryKind.DECISION.value, "besluit"),
    (EntryKind.ACTION.value, "actie"),
]


def offer(form: forms.BaseForm, name: str, rows: Any) -> None:
    """Let somebody choose from these rows, and from no others."""
    field: Any = form.fields[name]
    field.queryset = rows


def day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WhenForm(forms.Form):
    """On which day, at what time and where a meeting is."""

    held_on = forms.DateField(label="Datum", widget=day())
    starts_at = forms.TimeField(
        label="Begint om",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Vul bij “Begint om” een tijd in, bijvoorbeeld 09.30."},
    )
    place = TextField("Plaats", most=80, required=True, help_text="Een plaats, of “online”.")

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        if not EARLIEST <= held_on <= timezone.localdate() + FURTHEST:
            raise ValidationError(
                "Kies bij “Datum” een dag vanaf 1 januari 2000 en hoogstens twee jaar na vandaag."
            )
        return held_on


class VersionedForm(forms.Form):
    """A change on top of the version that was shown: somebody else's change is not overwritten unseen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def on_top_of(self, version: int) -> None:
        """Keep what was typed; the next save is on top of what it has become."""
        self.data = {**dict(self.data.items()), "version": str(version)}


class MoveForm(VersionedForm, WhenForm):
    """Correct date, time and place of a meeting that was planned."""

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(conference, name) for name in self.fields}
        self.helper = FormHelper()
        self.helper.layout = Layout(Fieldset("Wanneer", Row("held_on", "starts_at"), "place"), "version")
        self.helper.add_input(Submit("submit", "Bewaar"))


class ConferenceForm(WhenForm):
    """Plan a meeting."""

    field_order = ["kind", "house", "held_on", "starts_at", "place", "chair", "organisations"]

    kind = forms.ChoiceField(label="Soort overleg", choices=ConferenceKind, widget=forms.RadioSelect)
    house = forms.ModelChoiceField(
        SafetyHouse.objects.none(), label="Zorg- en Veiligheidshuis", empty_label="Kies"
    )
    chair = forms.ModelChoiceField(
        User.objects.none(), label="Voorzitter", required=False, empty_label="Nog niet bekend"
    )
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="Uitgenodigd",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Uw eigen organisatie zit er altijd bij.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if user.house_id:
            del self.fields["house"]
        else:
            offer(self, "house", SafetyHouse.objects.visible_to(user).on(timezone.localdate()))
        offer(self, "chair", chairs(user))
        working = Organisation.objects.exclude(provider__state__in=["proposed", "ended"])
        offer(self, "organisations", working.exclude(pk=user.organisation_id))
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset("Overleg", "kind", *(["house"] if "house" in self.fields else [])),
            Fieldset("Wanneer", Row("held_on", "starts_at"), "place"),
            Fieldset("Wie", "chair", "organisations"),
        )
        self.helper.add_input(Submit("submit", "Plan overleg"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.user.house_id:
            data["house"] = self.user.house
        return data


def chairs(user: User) -> Any:
    """Who can chair: the directors, and the coordinators of the own house."""
    people = User.objects.current().filter(
        Q(role="chain_director") | Q(role__in=["process_director", "care_coordinator"], house=user.house_id)
    )
    return people.order_by("name")


class AttendanceForm(forms.Form):
    """Who came: one field per invited organisation, and one to add another."""

    invite = forms.ModelChoiceField(
        Organisation.objects.none(), label="Nog een organisatie", required=False, empty_label="Geen"
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invited = list(conference.attendance.select_related("organisation"))
        for attendance in invited:
            self.fields[str(attendance.organisation_id)] = forms.ChoiceField(
                label=str(attendance.organisation),
                choices=Presence,
                initial=attendance.status,
                widget=forms.RadioSelect,
            )
        present = [str(attendance.organisation_id) for attendance in invited]
        self.order_fields(present)
        known = [attendance.organisation_id for attendance in invited]
        offer(self, "invite", Organisation.objects.exclude(pk__in=known))
        self.helper = FormHelper()
        self.helper.layout = Layout(Fieldset("Aanwezig", *present), Fieldset("Erbij", "invite"))
        self.helper.add_input(Submit("submit", "Bewaar aanwezigheid"))

    def presence(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "invite"}


class AudienceForm(forms.Form):
    """Who sits at an item, and who may see it."""

    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="Organisaties bij dit punt",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Uw eigen organisatie zit er altijd bij.",
    )
    confidentiality = forms.ChoiceField(label="Wie mag dit zien", widget=forms.RadioSelect)
    readers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Genoemde personen",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Alleen bij “alleen genoemde personen”. U ziet het punt zelf altijd.",
    )

    def __init__(self, *args: Any, conference: Conference, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invited = conference.attendance.values("organisation")
        others = Organisation.objects.filter(pk__in=invited).exclude(pk=user.organisation_id)
        offer(self, "organisations", others)
        people = User.objects.current().filter(organisation__in=invited, role__in=READERS)
        offer(self, "readers", people.exclude(pk=user.pk).order_by("name"))
        confidentiality: Any = self.fields["confidentiality"]
        confidentiality.choices = [(choice.value, choice.label) for choice in may_choose(user, conference)]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset("Aan tafel", "organisations"),
            Fieldset("Wie mag dit zien", "confidentiality", "readers"),
        )
        self.helper.add_input(Submit("submit", "Bewaar wie dit ziet"))

    def audience(self) -> Audience:
        names = ("confidentiality", "organisations", "readers")
        return Audience(**{name: self.cleaned_data[name] for name in names})


class ItemForm(AudienceForm):
    """A new point of the agenda."""

    title = TextField("Onderwerp", most=200, required=True, help_text=NO_NAMES)
    dossier = TextField("Dossiernummer", most=20, help_text="Leeg als het over geen dossier gaat.")
    deviation_reason = TextField(
        "Waarom in dit overleg",
        most=LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Alleen nodig als de leeftijd niet bij dit soort overleg past. " + NO_NAMES,
    )
    field_order = ["title", "dossier", "deviation_reason", "organisations", "confidentiality", "readers"]

    def __init__(self, *args: Any, conference: Conference, user: User, **kwargs: Any) -> None:
        super().__init__(*args, conference=conference, user=user, **kwargs)
        self.user = user
        if conference.kind == ConferenceKind.CASUS_AVIM:
            del self.fields["deviation_reason"]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset(
                "Punt", *(name for name in ("title", "dossier", "deviation_reason") if name in self.fields)
            ),
            Fieldset("Aan tafel", "organisations"),
            Fieldset("Wie mag dit zien", "confidentiality", "readers"),
        )
        self.helper.add_input(Submit("submit", "Zet op de agenda"))

    def clean_dossier(self) -> Dossier | None:
        """The dossier by its number. Not yours and not there give the same answer."""
        said = self.cleaned_data["dossier"]
        if not said:
            return None
        try:
            number = case_number.parse(said)
        except case_number.WrongNumber as problem:
            raise ValidationError(f"Dossiernummer: {str(problem)[:1].lower()}{str(problem)[1:]}") from problem
        dossier = Dossier.objects.visible_to(self.user).filter(case_number=number).first()
        if dossier is None:
            raise ValidationError("Wij vonden geen dossier met dit nummer.")
        return dossier


class EntryForm(forms.Form):
    """One line of the minutes: typed with a sign in front, or with the fields below it."""

    line = TextField("Nieuwe regel", most=LONGEST_LINE, required=True)
    kind = forms.ChoiceField(label="Soort", choices=KINDS, required=False)
    source = TextField("Bron", most=100, help_text="Van wie komt dit?")
    owner_organisation = forms.ChoiceField(label="Organisatie die het doet", required=False)
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Wie", required=False, empty_label="Niemand bij naam"
    )
    due_on = forms.DateField(label="Uiterlijk", required=False, widget=day())

    def __init__(self, *args: Any, item: AgendaItem, invited: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = {str(organisation.pk): organisation for organisation in invited}
        field: Any = self.fields["owner_organisation"]
        field.choices = [("", "Kies"), *((key, str(found)) for key, found in self.invited.items())]
        offer(
            self, "owner", User.objects.current().filter(organisation__in=list(self.invited)).order_by("name")
        )
        self.today: date = max(item.conference.held_on, timezone.localdate())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        try:
            entry = parse(data.get("line", ""), self.today)
        except NoSuchDay as problem:
            self.add_error("line", str(problem))
            return data
        if entry.kind == EntryKind.SHARED and data.get("kind"):
            entry = Entry(EntryKind(data["kind"]), entry.text)
        if not entry.text and "line" in data:
            self.add_error("line", "Typ wat er gezegd of afgesproken is.")
        if entry.kind == EntryKind.ACTION:
            self._complete(entry, data)
        data["entry"] = entry
        return data

    def _complete(self, entry: Entry, data: dict[str, Any]) -> None:
        """An action needs somebody who does it and a day; what was typed goes before what was chosen."""
        owner, chosen = data.get("owner"), data.get("owner_organisation")
        name = whom(entry.owner, [str(found) for found in self.invited.values()])
        if entry.owner and name is None:
            self.add_error("line", f"Wij kennen “{entry.owner}” niet. Kies de organisatie hieronder.")
        by_name = next((found for found in self.invited.values() if str(found) == name), None)
        organisation = by_name or self.invited.get(chosen or "") or (owner.organisation if owner else None)
        if organisation is None and not entry.owner:
            self.add_error("owner_organisation", "Kies wie het doet.")
        data["organisation"] = organisation
        data["due_on"] = entry.due_on or data.get("due_on") or self.today + USUAL_TERM


class LineForm(VersionedForm):
    """Correct a line of the minutes."""

    text = TextField(
        "Tekst",
        most=LONGEST_LINE,
        required=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
    )
    kind = forms.ChoiceField(label="Soort", choices=LineKind, widget=forms.RadioSelect)
    source = TextField("Bron", most=100, help_text="Van wie komt dit?")

    def __init__(self, *args: Any, line: MinuteLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(line, name) for name in self.fields}
        self.helper = FormHelper()
        self.helper.layout = Layout(Fieldset("Regel", "text", "kind", "source"), "version")
        self.helper.add_input(Submit("submit", "Bewaar correctie"))


class ActionForm(forms.Form):
    """How far an action is."""

    state = forms.ChoiceField(label="Hoe staat het ermee?", choices=ActionState, widget=forms.RadioSelect)
    result = TextField(
        "Resultaat of reden",
        most=LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
    )

    def __init__(self, *args: Any, action: ActionItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"state": action.state, "result": action.result}
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Bewaar"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") in (ActionState.BLOCKED, ActionState.DROPPED) and not data.get("result"):
            self.add_error("result", "Schrijf op waarom.")
        return data
