"""One typed line becomes a fact, a decision or an action."""

from datetime import date

import pytest

from cases.conferences.entry import EntryKind, parse, whom

TODAY = date(2026, 11, 25)
NAMES = ["Politie AVIM", "GGD Voorbeeld", "Gemeente Venlo", "Gemeente Weert"]


def test_line_without_a_sign_is_shared():
    entry = parse("Zij is sinds 23 november in COSM.", TODAY)
    assert (entry.kind, entry.text) == (EntryKind.SHARED, "Zij is sinds 23 november in COSM.")


def test_exclamation_mark_begins_a_decision():
    entry = parse("!eerst een advocaat", TODAY)
    assert (entry.kind, entry.text) == (EntryKind.DECISION, "Eerst een advocaat")


@pytest.mark.parametrize(
    ("line", "text", "due_on"),
    [
        ("@ggd vervolgafspraak plannen over 2 weken", "Vervolgafspraak plannen", date(2026, 12, 9)),
        ("@ggd bellen over een week", "Bellen", date(2026, 12, 2)),
        ("@ggd bellen over 3 dagen", "Bellen", date(2026, 11, 28)),
        ("@ggd tolk regelen voor 30 november", "Tolk regelen", date(2026, 11, 30)),
        ("@ggd tolk regelen uiterlijk 5 januari", "Tolk regelen", date(2027, 1, 5)),
        ("@ggd brief sturen voor 1 maart 2027", "Brief sturen", date(2027, 3, 1)),
        ("@ggd bellen morgen", "Bellen", date(2026, 11, 26)),
        ("@ggd bellen", "Bellen", None),
        ("@ggd bellen voor 31 februari", "Bellen voor 31 februari", None),
    ],
)
def test_at_sign_begins_an_action_with_owner_and_day(line, text, due_on):
    entry = parse(line, TODAY)
    assert (entry.kind, entry.owner, entry.text, entry.due_on) == (EntryKind.ACTION, "ggd", text, due_on)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("ggd", "GGD Voorbeeld"),
        ("avim", "Politie AVIM"),
        ("venlo", "Gemeente Venlo"),
        ("gemeente", None),
        ("", None),
    ],
)
def test_owner_is_known_when_only_one_name_fits(said, name):
    assert whom(said, NAMES) == name
