"""What stands on one timeline, and for whom."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.utils import timezone

from cases.conferences import actions as conferences
from cases.conferences.actions import Audience
from cases.conferences.choices import ConferenceKind, Confidentiality
from cases.contact import actions as contact
from cases.contact.actions import Rules
from cases.dossiers import actions as dossiers
from cases.dossiers.choices import SafetyLevel, Vocabulary
from cases.dossiers.models import Dossier
from cases.dossiers.registration import Facts
from cases.notes import timeline
from cases.notes.choices import Topic
from cases.notes.pointing import point_out
from cases.notes.words import around, fold
from cases.residence import actions as residence
from cases.routing import actions as routing
from cases.routing.choices import Urgency
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin
from zorgportaal.audit.models import Event
from zorgportaal.covering import actions as covering


def titles(dossier, user, topic=Topic.ALL) -> list[str]:
    return [entry.title for entry in timeline.read(dossier, user, topic=topic).entries]


@pytest.fixture
def full(dossier, write, coordinator, word):
    """A note, a help request, a meeting and another residence status."""
    write()
    shelter = word(Vocabulary.HELP_REQUEST_TYPE, "SHELTER")
    routing.ask_help(dossier, by=coordinator, type=shelter, urgency=Urgency.NOW, security_needed=0)
    status = word(Vocabulary.RESIDENCE_STATUS, "EU_EEA")
    residence.change_status(dossier, by=coordinator, status=status, starts_on=date(2026, 11, 3))
    return dossier


def meet(dossier, by, confidentiality=Confidentiality.CASE):
    meeting = conferences.plan_conference(
        house=by.house,
        organisations=[],
        kind=ConferenceKind.KO18PLUS,
        held_on=date(2026, 11, 5),
        starts_at=time(9, 30),
        place="Roermond",
        by=by,
    )
    audience = Audience(confidentiality, [by.organisation])
    return conferences.add_item(meeting, title="Plek", audience=audience, dossier=dossier, by=by)


def test_one_timeline_holds_what_every_room_knows(full, coordinator):
    meet(full, coordinator)
    found = titles(full, coordinator)

    assert {"Telefoongesprek", "Besproken in ketenoverleg 18+"} <= set(found)
    assert any(title.startswith("Hulpvraag: ") for title in found)
    assert any(title.startswith("Verblijfsstatus: ") for title in found)


def test_a_meeting_stands_where_the_clock_in_limburg_puts_it(dossier, coordinator):
    meet(dossier, coordinator)
    (entry,) = timeline.read(dossier, coordinator, topic=Topic.MEETINGS).entries

    assert timezone.localtime(entry.moment).strftime("%Y-%m-%d %H.%M") == "2026-11-05 09.30"


def test_an_item_of_the_agenda_that_somebody_may_not_see_is_not_on_the_timeline(
    dossier, coordinator, process_director
):
    dossiers.add_to_team(dossier, by=coordinator, member=process_director)
    meet(dossier, coordinator, Confidentiality.RESTRICTED)

    assert len(titles(dossier, coordinator, Topic.MEETINGS)) == 1
    assert titles(dossier, process_director, Topic.MEETINGS) == []


@pytest.mark.parametrize(
    ("topic", "start"),
    [(Topic.NOTES, "Telefoongesprek"), (Topic.PLACEMENT, "Hulpvraag"), (Topic.ACTS, "Verblijfsstatus")],
)
def test_a_topic_leaves_the_rest_out(full, coordinator, topic, start):
    assert {title.split(":")[0] for title in titles(full, coordinator, topic)} == {start}


def test_a_page_is_two_questions(full, coordinator, django_assert_num_queries):
    with django_assert_num_queries(2):
        timeline.read(full, coordinator)


def test_a_place_in_the_timeline_is_read_back_to_the_microsecond():
    cursor = timeline.Cursor(timezone.now(), "abc")

    assert timeline.Cursor.read(str(cursor)) == cursor


# --- what was changed, and for whom -----------------------------------------
def change(dossier, by, **changes) -> None:
    now = Dossier.objects.with_words().get(pk=dossier.pk)
    facts = replace(Facts.of(now), **changes)
    dossiers.change_dossier(now, by=by, version=now.version, facts=facts, status=now.status)


def details(dossier, user) -> list[str]:
    written = timeline.read(dossier, user, topic=Topic.ACTS).entries
    return [entry.detail for entry in written if entry.detail]


def test_a_change_says_from_what_and_into_what(dossier, coordinator, word):
    with trail.recording(Origin.COMMAND):
        change(dossier, coordinator, safety_level=SafetyLevel.RAISED)
        change(
            dossier,
            coordinator,
            safety_level=SafetyLevel.HIGH,
            legal_basis=word(Vocabulary.LEGAL_BASIS, "VITAL"),
        )

    (newest, _) = details(dossier, coordinator)
    assert newest == "grondslag; veiligheid van verhoogd naar hoog"


def test_a_change_of_who_somebody_is_says_only_which(dossier, coordinator):
    """The trail outlives the dossier."""
    with trail.recording(Origin.COMMAND):
        change(dossier, coordinator, note="Verzonnen geheim", is_pregnant=True, age=31)

    assert set(details(dossier, coordinator)) == {"leeftijd bij aanmelding; zwanger; notitie"}
    assert "31" not in str([event.details for event in Event.objects.all()])
    assert "Verzonnen" not in str([event.details for event in Event.objects.all()])


def test_safe_contact_says_what_it_became(dossier, coordinator):
    rules = replace(Rules.of(dossier), safety_level=SafetyLevel.ACUTE, never=frozenset())
    with trail.recording(Origin.COMMAND):
        contact.change_rules(dossier, by=coordinator, version=dossier.version, rules=rules)

    (detail,) = details(dossier, coordinator)
    assert detail.endswith("naar acuut")
    assert "nooit doen" in detail


def test_what_somebody_does_who_stands_in_says_for_whom(dossier, write, coordinator, colleague, word):
    today = timezone.localdate()
    covering.cover_for(coordinator, by=coordinator, stand_in=colleague, first=today, last=today)
    stand_in = User.objects.get(pk=colleague.pk)
    shelter = word(Vocabulary.HELP_REQUEST_TYPE, "SHELTER")
    status = word(Vocabulary.RESIDENCE_STATUS, "EU_EEA")
    with trail.recording(Origin.COMMAND):
        write(by=stand_in)
        routing.ask_help(dossier, by=stand_in, type=shelter, urgency=Urgency.NOW, security_needed=0)
        residence.change_status(dossier, by=stand_in, status=status, starts_on=date(2026, 11, 3))
        change(dossier, stand_in, children_along=3)

    found = timeline.read(dossier, coordinator).entries
    said = {(entry.who, entry.whom) for entry in found if entry.who == colleague.name}
    assert said == {(colleague.name, coordinator.name)}
    assert len([entry for entry in found if entry.whom]) == 4
    assert not [entry for entry in found if entry.who == coordinator.name and entry.whom]


# --- what points at a person ------------------------------------------------
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zij belde met 06-00 00 00 01.", ["telefoonnummer"]),
        ("Bel +31 6 00 00 00 01", ["telefoonnummer"]),
        ("Het V-nummer is 1234567890.", ["V-nummer"]),
        ("BSN 999900006", ["burgerservicenummer"]),
        ("mail naar iemand@voorbeeld.invalid", ["e-mailadres"]),
        ("Ivana’s zus kwam mee", ["naam"]),
        ("IVANÁ was er", ["naam"]),
        ("Afspraak op 20-11-2026 om 12.00 uur, 3 dagen.", []),
        ("Nummer 123456789 hoort nergens bij.", []),
        ("Ivanabelle is iemand anders.", []),
    ],
)
def test_what_points_at_a_person_is_pointed_out(text, found):
    assert [one.what for one in point_out(text, names=["Ivana"])] == found


def test_folding_takes_case_accents_and_strokes_away():
    assert fold("Żółć DÉJÀ Straße") == "zolc deja strasse"


def test_the_words_around_a_hit_are_those_that_were_typed():
    text = "lang " * 40 + "Straße " + "kort " * 40
    pieces = around(text, ["strasse"])

    assert [piece.text for piece in pieces if piece.is_hit] == ["Straße"]
    assert len("".join(piece.text for piece in pieces)) < 180
