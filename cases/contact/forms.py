"""The forms of the tab Veiligheid."""

import re
from datetime import time
from typing import Any

from crispy_forms.layout import Field, Row
from django import forms
from django.core.exceptions import ValidationError

from cases.contact.actions import Rules
from cases.contact.choices import Channel, Weekday
from cases.dossiers.comparing import ComparingForm, seal
from cases.dossiers.fields import Part, SuggestInput, TextField, several
from cases.dossiers.models import Dossier
from cases.dossiers.questions import CONTACTS, danger, helper

COVER = 500
HOURS = Row("from_time", "until_time")
HOUR = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*(?:u|uur)?")


class HourField(TextField):
    """A time of day as people write it: 10, 10.30, 10:30 or 10 uur. Its value is “10.30”."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, widget=forms.TextInput(attrs={"class": "input--s"}), **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        try:
            hour, minute = HOUR.fullmatch(text).groups()  # type: ignore[union-attr]
            return f"{time(int(hour), int(minute or 0)):%H.%M}"
        except (AttributeError, ValueError) as problem:
            sentence = f"Vul bij “{self.label}” een tijd in, bijvoorbeeld 10.00."
            raise ValidationError(sentence) from problem


class RulesForm(ComparingForm):
    """How somebody can be reached without danger."""

    safety_level = danger()
    never = several(Channel, "Nooit doen")
    contact_via = TextField("Veilig contact via", widget=SuggestInput(CONTACTS))
    days = several(Weekday, "Op welke dagen?")
    from_time = HourField("Vanaf")
    until_time = HourField("Tot")

    def __init__(self, data: Any = None, *, dossier: Dossier) -> None:
        values = stored(dossier)
        initial = {**values, "version": dossier.version, "opened": seal(dossier, values)}
        super().__init__(data, initial=initial)
        if dossier.person_id is None:
            self.fields["contact_via"].help_text = "Blijft leeg: dit dossier is anoniem."
        self.helper = helper(
            Part("Gevaar", "safety_level", hint="Vanaf niveau 2 schermt het portaal het adres af."),
            Part("Nooit", "never", hint="Haal een vinkje alleen weg als u weet dat het veilig is."),
            Part("Wel", Field("contact_via", wrapper_class="field--l"), "days", HOURS),
            "version",
            "opened",
        )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        first, last = data.get("from_time"), data.get("until_time")
        if first and last == "":
            self.add_error("until_time", "Vul ook in tot hoe laat.")
        elif last and first == "":
            self.add_error("from_time", "Vul ook in vanaf hoe laat.")
        elif first and last and last <= first:
            self.add_error("until_time", "De eindtijd ligt niet na de begintijd.")
        return data

    def rules(self) -> Rules:
        data = self.cleaned_data
        return Rules(
            safety_level=data["safety_level"],
            contact_via=data["contact_via"],
            never=frozenset(Channel(value) for value in data["never"]),
            days=tuple(int(day) for day in data["days"]),
            from_time=_time(data["from_time"]),
            until_time=_time(data["until_time"]),
        )


class CoverForm(ComparingForm):
    """What somebody who calls says about who is calling."""

    cover_text = TextField(
        "Dekverhaal",
        most=COVER,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wat zegt u als een ander opneemt of meeleest? Dit is versleuteld.",
    )

    def __init__(self, data: Any = None, *, dossier: Dossier, cover_text: str = "") -> None:
        values = {"cover_text": cover_text}
        initial = {**values, "version": dossier.version, "opened": seal(dossier, values)}
        super().__init__(data, initial=initial)
        self.helper = helper("cover_text", "version", "opened")


def stored(dossier: Dossier) -> dict[str, Any]:
    """The rules by question, as the form shows them."""
    rules = Rules.of(dossier)
    return {
        "safety_level": rules.safety_level,
        "never": [channel.value for channel in Channel if channel in rules.never],
        "contact_via": rules.contact_via,
        "days": [str(day) for day in rules.days],
        "from_time": _hour(rules.from_time),
        "until_time": _hour(rules.until_time),
    }


def _hour(moment: time | None) -> str:
    return f"{moment:%H.%M}" if moment else ""


def _time(text: str) -> time | None:
    return time.fromisoformat(text.replace(".", ":")) if text else None
