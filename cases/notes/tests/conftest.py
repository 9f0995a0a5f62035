"""A dossier of somebody with a name, and notes in it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier
from cases.notes import actions
from cases.notes.actions import Entry
from cases.notes.choices import Partner
from cases.notes.models import Note


@pytest.fixture
def dossier(new_case) -> Dossier:
    return new_case()


@pytest.fixture
def entry(word):
    """`entry("tekst", kind="PHONE", partner=Partner.SELF, …)`: an hour ago, of ten minutes."""

    def make(text="Alles is rustig.", *, kind="PHONE", partner=Partner.SELF, at=None, minutes=10):
        moment = at or timezone.now().replace(second=0, microsecond=0) - timedelta(hours=1)
        return Entry(word(Vocabulary.NOTE_KIND, kind), partner, moment, minutes, text)

    return make


@pytest.fixture
def write(coordinator, dossier, entry):
    """`write("tekst", dossier=…, by=…, …)` gives a note."""

    def make(text="Alles is rustig.", *, about=None, by=None, **fields) -> Note:
        return actions.write_note(about or dossier, entry=entry(text, **fields), by=by or coordinator)

    return make


@pytest.fixture
def typed(word):
    """`typed(text=…)`: what the form of a note sends."""
    now = timezone.localtime() - timedelta(minutes=1)

    def make(**changes) -> dict[str, str]:
        usual = {
            "kind": str(word(Vocabulary.NOTE_KIND, "PHONE").pk),
            "partner": "self",
            "on": f"{now:%d-%m-%Y}",
            "at": f"{now:%H.%M}",
            "minutes": "15",
            "text": "Zij is veilig.",
        }
        return usual | changes

    return make
