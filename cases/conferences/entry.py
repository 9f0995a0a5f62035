"""Read one typed line of the minutes. Plain Python.

Zij is sinds 23 november in COSM             a fact that was shared
!Eerst een advocaat                          a decision
@ggd vervolgafspraak plannen over 2 weken    an action: who, what, by when
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS = [
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
]  # fmt: skip
NUMBERS = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4}
PERIOD = re.compile(r"\s+over (\d{1,3}|een|één|twee|drie|vier) (dag|dagen|week|weken)\.?$", re.IGNORECASE)
BY = r"\s+(?:(?:voor|uiterlijk|op) )+(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag )?"
DAY = re.compile(
    rf"{BY}(\d{{1,2}})(?: ({'|'.join(MONTHS)})|[-/.](\d{{1,2}}))(?:[ /.-](\d{{4}}))?\.?$", re.IGNORECASE
)
# What looks like a day at the end of a line; “voor 3 personen” does not.
MEANT_DAY = re.compile(
    rf"{BY}\d+(?:[-/.][\d\-/.]*| (?:{'|'.join(month[:3] for month in MONTHS)})\w*| \w+ \d{{4}})?"
    r"(?: \d+)?\.?$|\suiterlijk (?:op )?\d+ \w+\.?$",
    re.IGNORECASE,
)
SOON = re.compile(r"\s+(vandaag|morgen)\.?$", re.IGNORECASE)


class NoSuchDay(ValueError):
    """The day at the end of the line is none."""

    def __init__(self) -> None:
        super().__init__("Deze datum bestaat niet. Typ bijvoorbeeld 25-11-2026.")


class EntryKind(StrEnum):
    SHARED = "shared"
    DECISION = "decision"
    ACTION = "action"


@dataclass(frozen=True)
class Entry:
    kind: EntryKind
    text: str
    owner: str = ""
    due_on: date | None = None


def parse(line: str, today: date) -> Entry:
    """What the line becomes; the sign in front decides. Raises NoSuchDay."""
    line = " ".join(line.split())
    if line.startswith("!"):
        return Entry(EntryKind.DECISION, _sentence(line[1:]))
    if not line.startswith("@"):
        return Entry(EntryKind.SHARED, line)
    owner, _, rest = line[1:].strip().partition(" ")
    text, due_on = _due(rest, today)
    return Entry(EntryKind.ACTION, _sentence(text), owner, due_on)


def whom(said: str, names: Iterable[str]) -> str | None:
    """The one name that has a word starting with what was said; None when none or several have."""
    said = said.casefold()
    found = [name for name in names if any(word.startswith(said) for word in _words(name))]
    return found[0] if said and len(found) == 1 else None


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]


def _due(text: str, today: date) -> tuple[str, date | None]:
    """The text without its last words if those name a day, and that day."""
    if found := PERIOD.search(text):
        number = NUMBERS.get(found[1].lower()) or int(found[1])
        days = number * (7 if found[2].lower().startswith("we") else 1)
        return text[: found.start()], today + timedelta(days=days)
    if found := SOON.search(text):
        return text[: found.start()], today + timedelta(days=found[1].lower() == "morgen")
    if found := DAY.search(text):
        return text[: found.start()], _day(found, today)
    if MEANT_DAY.search(text):
        raise NoSuchDay
    return text, None


def _day(found: re.Match[str], today: date) -> date:
    """The day that was named; without a year, the first time it comes. Raises NoSuchDay."""
    month = MONTHS.index(found[2].lower()) + 1 if found[2] else int(found[3])
    year = int(found[4]) if found[4] else today.year
    try:
        day = date(year, month, int(found[1]))
        return day.replace(year=year + 1) if day < today and not found[4] else day
    except ValueError as problem:
        raise NoSuchDay from problem
