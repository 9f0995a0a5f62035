"""A form beside what a colleague saved in the meantime: nobody's change is lost in silence.

What a form showed when it was opened goes along as keyed fingerprints: enough to know which fields
somebody left alone, and nothing to read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from crispy_forms.helper import FormHelper
from django import forms
from django.core import signing
from django.db import models
from django.utils.formats import date_format, localize_input

from cases.dossiers.fields import NOT_FILLED, words_for
from zorgportaal.accounts.models import User
from zorgportaal.vault import keyring

OPENED = "dossiers.opened"
Values = Mapping[str, Any]


class Saved(Protocol):
    """A row whose version rises with every change, and that knows who made the last one."""

    pk: Any
    version: int

    @property
    def saved_by(self) -> User: ...


@dataclass(frozen=True)
class Difference:
    """A field that somebody else filled in differently."""

    label: str
    typed: str
    stored: str


@dataclass
class Comparison:
    """What a colleague changed: taken over where you changed nothing, asked where you both did."""

    by: str
    taken: list[Difference] = field(default_factory=list)
    asked: list[Difference] = field(default_factory=list)


class ComparingForm(forms.Form):
    """A form that can be laid beside what somebody else saved in the meantime."""

    helper: FormHelper
    version = forms.IntegerField(widget=forms.HiddenInput)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def merge(self, now: Saved, stored: Values) -> Comparison:
        """Take over what only the other changed; the next save is on top of `now`."""
        found = Comparison(by=str(now.saved_by))
        opened = _fingerprints(self.cleaned_data["opened"], now)
        self.data = {**self._sent(), "version": str(now.version), "opened": seal(now, stored)}
        for name, value in stored.items():
            typed = self.cleaned_data[name]
            if as_sent(typed) == as_sent(value) or opened.get(name) == fingerprint(name, value):
                continue
            if is_untouched := opened.get(name) == fingerprint(name, typed):
                self.data[name] = value if isinstance(value, list) else as_sent(value)
            (found.taken if is_untouched else found.asked).append(self._difference(name, typed, value))
        return found

    def _sent(self) -> dict[str, Any]:
        """What the browser sent, by field: several values stay several."""
        fields = ((name, field.widget, self.add_prefix(name)) for name, field in self.fields.items())
        return {
            prefixed: widget.value_from_datadict(self.data, self.files, prefixed)  # type: ignore[arg-type]
            for name, widget, prefixed in fields
        }

    def _difference(self, name: str, typed: Any, stored: Any) -> Difference:
        label = str(self.fields[name].label)
        return Difference(label, self._words(name, typed), self._words(name, stored))

    def _words(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return date_format(value)
        if isinstance(value, models.Model):
            return str(value)
        if isinstance(found := self.fields[name], forms.ChoiceField):
            return words_for(found, value)
        if isinstance(value, bool):
            return "ja" if value else "nee"
        return NOT_FILLED if value in (None, "") else str(value)


def seal(row: Saved, values: Values) -> str:
    """The hidden field that says what a form showed, to nobody but this portal."""
    prints = {name: fingerprint(name, value) for name, value in values.items()}
    return signing.dumps(prints, salt=f"{OPENED}.{row.pk}")


def fingerprint(name: str, value: Any) -> str:
    # In hex, because a blind index does not tell capitals and spaces apart.
    return keyring.blind_index(f"{OPENED}.{name}", as_sent(value).encode().hex())


def as_sent(value: Any) -> str:
    """A value as a browser sends it; of several the order does not count."""
    if isinstance(value, list | tuple):
        return "\x1f".join(sorted(as_sent(one) for one in value))
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, date):
        return str(localize_input(value))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _fingerprints(opened: str, row: Saved) -> dict[str, str]:
    """None when the field was broken or of another row: then every difference is asked."""
    try:
        found: dict[str, str] = signing.loads(opened, salt=f"{OPENED}.{row.pk}")
    except signing.BadSignature:
        return {}
    return found
