"""The sheet of a hand-over is paper: what endangers somebody waits in the dossier."""

from dataclasses import replace

import pytest

from cases.contact import actions as contact
from cases.contact.actions import Rules
from cases.dossiers import actions as dossiers
from cases.dossiers.choices import IdentityMode
from cases.dossiers.models import Dossier
from cases.dossiers.registration import Facts, Identity
from cases.handover.sheet import parts_of
from cases.handover.tests.conftest import SURNAME

COVER = "Kanarie van de kapper"


@pytest.fixture
def said(dossier, coordinator):
    """`said()`: every line of the sheet by its label, as it is now."""

    def read() -> dict[str, str]:
        now = Dossier.objects.with_words().get(pk=dossier.pk)
        parts = parts_of(now, tells_name=True, tells_note=True, by=coordinator)
        return {label: words for part in parts for label, words in part.lines}

    return read


def test_the_cover_text_and_a_number_that_may_not_be_called_stay_in_the_dossier(dossier, coordinator, said):
    identity = Identity(surname=SURNAME, given_names="Proef", phone="06-00000001")
    now = dossiers.change_identity(dossier, by=coordinator, version=dossier.version, identity=identity)
    contact.change_cover(now, by=coordinator, version=now.version, cover_text=COVER)

    sheet = said()
    assert sheet["Dekverhaal"] == "Weggelaten: het dekverhaal. Dat blijft in het dossier."
    assert sheet["Telefoon"] == "Weggelaten: een telefoonnummer. Bellen of appen mag hier niet."
    assert COVER not in str(sheet)


def test_a_name_that_does_not_go_outside_is_not_on_the_sheet_and_another_is(dossier, coordinator, said):
    assert said()["Naam"].startswith("Weggelaten: de naam.")

    now = Dossier.objects.with_words().get(pk=dossier.pk)
    facts = replace(Facts.of(now), identity_mode=IdentityMode.FULL)
    dossiers.change_dossier(now, by=coordinator, version=now.version, facts=facts, status=now.status)
    assert said()["Naam"] == f"Proef {SURNAME}"


def test_a_note_with_the_protected_address_is_not_on_the_sheet(dossier, coordinator, said):
    identity = Identity(surname=SURNAME, whereabouts="Verzonnenstraat 7, Proefdal")
    now = dossiers.change_identity(dossier, by=coordinator, version=dossier.version, identity=identity)
    facts = replace(Facts.of(now), note="Woont Verzonnenstraat 7")
    dossiers.change_dossier(now, by=coordinator, version=now.version, facts=facts, status=now.status)

    assert said()["Bij aanmelding"] == "Weggelaten: de verblijfplaats. Het adres is afgeschermd."


def test_whatever_may_be_called_is_on_the_sheet(dossier, coordinator, said):
    identity = Identity(surname=SURNAME, phone="06-00000001")
    now = dossiers.change_identity(dossier, by=coordinator, version=dossier.version, identity=identity)
    rules = replace(Rules.of(now), never=frozenset())
    contact.change_rules(now, by=coordinator, version=now.version, rules=rules)

    assert said()["Telefoon"] == "06-00000001"
