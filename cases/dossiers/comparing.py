"""A form beside what a colleague saved in the meantime: nobody's change is lost in silence.

What a form showed when it was opened goes along as keyed fingerprints: enough to know which fields
somebody left alone, and nothing to read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core import signing
from django.db import models
from django.utils.formats import date_format, localize_input

from cases.dossiers.fields import NOT_FILLED, words_for
from cases.dossiers.models import Dossier
from zorgportaal.vault import keyring

OPENED = "dossiers.opened"
Values = Mapping[str, Any]


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

    def merge(self, now: Dossier, stored: Values) -> Comparison:
        """Take over what only the other changed; the next save is on top of `now`."""
        found = Comparison(by=str(now.changed_by or now.registered_by))
        opened = _fingerprints(self.cleaned_data["opened"], now)
        self.data = {**dict(self.data.items()), "version": str(now.version), "opened": seal(now, stored)}
        for name, value in stored.items():
            typed = self.cleaned_data[name]
            if as_sent(typed) == as_sent(value) or opened.get(name) == fingerprint(name, value):
                continue
            if is_untouched := opened.get(name) == fingerprint(name, typed):
                self.data[name] = as_sent(value)
            (found.taken if is_untouched else found.asked).append(self._difference(name, typed, value))
        return found

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


def seal(dossier: Dossier, values: Values) -> str:
    """The hidden field that says what a form showed, to nobody but this portal."""
    prints = {name: fingerprint(name, value) for name, value in values.items()}
    return signing.dumps(prints, salt=f"{OPENED}.{dossier.pk}")


def fingerprint(name: str, value: Any) -> str:
    # In hex, because a blind index does not tell capitals and spaces apart.
    return keyring.blind_index(f"{OPENED}.{name}", as_sent(value).encode().hex())


def as_sent(value: Any) -> str:
    """A value as a browser sends it."""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, date):
        return str(localize_input(value))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _fingerprints(opened: str, dossier: Dossier) -> dict[str, str]:
    """None when the field was broken or of another dossier: then every difference is asked."""
    try:
        found: dict[str, str] = signing.loads(opened, salt=f"{OPENED}.{dossier.pk}")
    except signing.BadSignature:
        return {}
    return found
