"""Who stands in, and when."""

from datetime import datetime, time
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from django import forms
from django.utils import timezone

from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import User

EVENING, MORNING = time(17), time(9)


class AbsenceForm(forms.Form):
    """One colleague of the same house and role for another, on whole days."""

    absent = forms.ModelChoiceField(User.objects.none(), label="Wie is afwezig")
    stand_in = forms.ModelChoiceField(User.objects.none(), label="Wie neemt waar", empty_label="Kies")
    first = forms.DateField(label="Van", help_text="De eerste dag van de afwezigheid.")
    last = forms.DateField(label="Tot en met", help_text="De laatste dag.")

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data, initial={"absent": user.pk})
        house = User.objects.current().filter(house=user.house_id, role=user.role).order_by("name")
        for name in ("absent", "stand_in"):
            _rows(self, name).queryset = house
        self.helper = _helper("Regel de waarneming", "Wie", "absent", "stand_in", Row("first", "last"))

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not self.errors and cleaned["last"] < cleaned["first"]:
            self.add_error("last", "De laatste dag ligt voor de eerste.")
        if not self.errors and cleaned["absent"] == cleaned["stand_in"]:
            self.add_error("stand_in", "Niemand neemt waar voor zichzelf.")
        return cleaned


class NightForm(forms.Form):
    """One coordinator of another house, between two moments."""

    stand_in = forms.ModelChoiceField(User.objects.none(), label="Wie neemt waar", empty_label="Kies")
    first = forms.DateField(label="Van")
    from_time = forms.TimeField(label="Vanaf hoe laat", initial=EVENING)
    last = forms.DateField(label="Tot")
    until_time = forms.TimeField(label="Tot hoe laat", initial=MORNING)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.current().filter(role=Role.CARE_COORDINATOR).exclude(house=user.house_id)
        field = _rows(self, "stand_in")
        field.queryset = others.select_related("house").order_by("house__name", "name")
        field.label_from_instance = lambda person: f"{person.name}, {person.house}"  # type: ignore[method-assign,assignment]
        self.helper = _helper(
            "Regel de nachtwaarneming",
            "Wie en wanneer",
            "stand_in",
            Row("first", "from_time"),
            Row("last", "until_time"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not self.errors:
            moments = ((cleaned["first"], cleaned["from_time"]), (cleaned["last"], cleaned["until_time"]))
            cleaned["starts_at"], cleaned["ends_at"] = (
                timezone.make_aware(datetime.combine(day, at)) for day, at in moments
            )
            if cleaned["ends_at"] <= cleaned["starts_at"]:
                self.add_error("last", "Het einde ligt voor het begin.")
        return cleaned


def _rows(form: forms.Form, name: str) -> forms.ModelChoiceField:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    return field


def _helper(submit: str, legend: str, *fields: Any) -> FormHelper:
    made = FormHelper()
    made.layout = Layout(Fieldset(legend, *fields))
    made.add_input(Submit("submit", submit))
    return made
