"""An export without names holds nothing by which somebody is found, in the file as it is handed out."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from cases.contact import actions as contact
from cases.dossiers import actions as dossiers
from cases.dossiers.models import Dossier
from cases.dossiers.registration import Facts, Identity
from cases.exchange import actions

CANARY = Identity(
    surname="Kanarieova",
    given_names="Kanariemaja",
    v_number="0000000001",
    phone="06-00000001",
    whereabouts="Kanariestraat 7, Proefdal",
)


def test_no_name_number_address_note_or_cover_text_stands_in_the_file(export, coordinator, colleague):
    for dossier in Dossier.objects.with_words():
        now = dossiers.change_identity(dossier, by=coordinator, version=dossier.version, identity=CANARY)
        now = contact.change_cover(now, by=coordinator, version=now.version, cover_text="Kanariekapper")
        facts = replace(Facts.of(now), note="Kanarienotitie", contact_via="Kanariezus")
        dossiers.change_dossier(now, by=coordinator, version=now.version, facts=facts, status=now.status)

    actions.decide(export, by=colleague, agrees=True)
    actions.make(export.pk)
    export.refresh_from_db()
    with ZipFile(BytesIO(actions.take(export, by=coordinator)[0])) as sheet:
        told = " ".join(sheet.read(name).decode() for name in sheet.namelist())

    assert export.number in told
    assert "Kanarie" not in told
    assert "0000000" not in told
