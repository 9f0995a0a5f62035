"""Nothing leaves the portal against the rules of safe contact."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from cases.contact import actions, guard
from cases.contact.actions import Rules
from cases.contact.choices import Channel
from cases.contact.tests.conftest import COVER, IDENTITY, WITH_COUNSELLOR, again
from cases.dossiers import actions as dossiers
from cases.dossiers.choices import IdentityMode, SafetyLevel
from cases.dossiers.registration import Facts


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    """A day of the week that starts on Monday 16 November 2026."""
    return datetime(2026, 11, 15 + day, hour, minute, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.parametrize("channel", Channel)
def test_a_channel_that_nobody_asked_about_is_never_used(dossier, channel):
    with pytest.raises(guard.Unsafe, match=f"nooit {channel.label}. Nog niet gevraagd"):
        guard.refuse(dossier, channel)


def test_a_safe_channel_passes_and_the_others_say_the_safe_way(safe):
    guard.refuse(safe, Channel.CALL)

    with pytest.raises(guard.Unsafe, match=r"Alleen via begeleider M\. Verzonnen, werkdagen 10"):
        guard.refuse(safe, Channel.POST)


@pytest.mark.parametrize(
    ("at", "is_safe"),
    [
        (moment(1, 10), True),
        (moment(1, 11, 59), True),
        (moment(1, 12), False),
        (moment(1, 9, 59), False),
        (moment(6, 11), False),
    ],
)
def test_only_on_safe_days_and_hours(safe, at, is_safe):
    assert (guard.check(safe, Channel.CALL, at=at) is None) is is_safe


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Bel haar op 06-00000001.", "contact.phone"),
        ("Bereikbaar: +31 6 0000 0001", "contact.phone"),
        ("Zit nu verzonnenstraat  7", "contact.address"),
        ("Vlak bij de Verzonnenstraat", "contact.address"),
        ("Postcode 1234 ZZ Proefdal", "contact.address"),
        ("Mevrouw voorbeeld-zandkasteel komt", "contact.name"),
        ("Maja komt", "contact.name"),
        (f"{COVER}.", "contact.cover"),
    ],
)
def test_a_text_for_others_gives_nothing_away(safe, text, rule):
    ruling = guard.check_text(safe, text)

    assert ruling
    assert ruling.rule == rule
    with pytest.raises(guard.Unsafe):
        guard.refuse_text(safe, text)


@pytest.mark.parametrize(
    "text", ["", "Slaapt slecht, 22 jaar, komt om 10.00 uur", "Tolk Pools op 1 maart", "Proefdalse school 12"]
)
def test_an_ordinary_text_passes(safe, text):
    guard.refuse_text(safe, text)


def test_a_line_of_a_sheet_passes_or_says_what_was_left_out_and_why(safe):
    assert guard.let_pass(safe, "Slaapt slecht") == "Slaapt slecht"
    assert guard.let_pass(safe, "Maja komt") == (
        "Weggelaten: de naam. Die gaat bij dit dossier niet naar buiten."
    )


def test_an_appointment_moves_to_the_next_safe_day(safe):
    """Safe are working days, and the 21st of November 2026 is a Saturday."""
    assert guard.next_safe_day(safe, date(2026, 11, 21)) == date(2026, 11, 23)
    assert guard.next_safe_day(safe, date(2026, 11, 20)) == date(2026, 11, 20)


def test_without_known_days_every_day_will_do(dossier):
    assert guard.next_safe_day(dossier, date(2026, 11, 21)) == date(2026, 11, 21)


def test_a_number_that_may_be_called_and_texted_may_be_passed_on(safe, coordinator):
    open_rules = replace(WITH_COUNSELLOR, never=frozenset())
    actions.change_rules(safe, by=coordinator, version=safe.version, rules=open_rules)

    guard.refuse_text(again(safe), "Bel haar op 06-00000001.")


def test_an_address_below_level_2_may_be_passed_on(safe, coordinator):
    lower = replace(WITH_COUNSELLOR, safety_level=SafetyLevel.RAISED)
    actions.change_rules(safe, by=coordinator, version=safe.version, rules=lower)

    guard.refuse_text(again(safe), IDENTITY.whereabouts)


def test_the_intake_and_the_tab_are_one_rule(dossier, coordinator):
    facts = replace(Facts.of(dossier), never_post=False)
    dossiers.change_dossier(
        dossier, by=coordinator, version=dossier.version, facts=facts, status=dossier.status
    )

    assert Channel.POST not in Rules.of(again(dossier)).never
    guard.refuse(again(dossier), Channel.POST)


def test_who_becomes_anonymous_leaves_no_cover_text(safe, coordinator):
    empty = dossiers.change_identity(
        safe, by=coordinator, version=safe.version, identity=replace(IDENTITY, **BLANK)
    )
    facts = replace(Facts.of(empty), identity_mode=IdentityMode.ANONYMOUS, contact_via="")
    dossiers.change_dossier(empty, by=coordinator, version=empty.version, facts=facts, status=empty.status)

    assert again(safe).safe_contact.cover_text == ""


BLANK = {
    "surname": "", "given_names": "", "birth_date": None, "v_number": "", "phone": "", "whereabouts": ""
}  # fmt: skip
