"""One typed line becomes a fact, a decision or an action."""

from datetime import date

import pytest

from cases.conferences.entry import EntryKind, NoSuchDay, parse, whom

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
        ("@ggd tolk bellen voor 25-11-2026", "Tolk bellen", date(2026, 11, 25)),
        ("@ggd tolk bellen uiterlijk op 5-1.", "Tolk bellen", date(2027, 1, 5)),
        ("@ggd tolk bellen op 1/3/2027", "Tolk bellen", date(2027, 3, 1)),
        ("@ggd bellen voor vrijdag 27 november", "Bellen", date(2026, 11, 27)),
        ("@ggd kamer zoeken voor 3 personen", "Kamer zoeken voor 3 personen", None),
    ],
)
def test_at_sign_begins_an_action_with_owner_and_day(line, text, due_on):
    entry = parse(line, TODAY)
    assert (entry.kind, entry.owner, entry.text, entry.due_on) == (EntryKind.ACTION, "ggd", text, due_on)


@pytest.mark.parametrize(
    "day",
    [
        "voor 31 februari", "voor 31 februari 2026", "op 31-02-2026", "uiterlijk 25-11-26", "voor 25/13",
        "voor 25", "uiterlijk 5 winter", "voor 25 novmber 2026", "op 25 nov", "voor 1-1-0000",
    ],
)  # fmt: skip
def test_day_that_does_not_exist_is_said(day):
    with pytest.raises(NoSuchDay, match="Typ bijvoorbeeld 25-11-2026"):
        parse(f"@ggd tolk bellen {day}", TODAY)


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
