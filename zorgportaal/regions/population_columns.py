"""The heading of a file of population figures: which column says what.

A file is long (a column with the reference date on every line) or wide (a column for every date).
Plain Python: knows no database.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zorgportaal.regions.dutch_date import in_words, parse

FIRST_YEAR = 1990
# The words for each column; where a file has several, the first of these counts.
COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("gmcode", "gemeentecode", "regiocode", "code", "statcode", "regios"),
    "name": ("gemeente", "gemeentenaam", "naam", "regio", "regionaam", "statnaam", "name"),
    "reference_date": ("peildatum", "datum", "referencedate", "perioden", "periode", "peiljaar", "jaar"),
    "status": ("status",),
    "inhabitants": (
        "inwoners", "aantalinwoners", "inwonertal", "bevolking", "totalebevolking", "bevolkingopjanuari",
        "inwonersopjanuari", "aantinw", "inhabitants", "aantal",
    ),
}  # fmt: skip
WORDS = {
    "reference_date": "Dit bestand heeft geen kolom “peildatum”. Zonder peildatum weten wij niet van welke"
    " dag de aantallen zijn. Voeg die kolom toe, bijvoorbeeld met 2026-01-01 op elke regel."
    " Een kolom voor elk jaar mag ook.",
    "inhabitants": "Dit bestand heeft geen kolom “inwoners”. Geef de kolom met aantallen die naam.",
    "code": "Dit bestand heeft geen kolom “gm_code” of “gemeente”. Geef een van beide mee.",
}
NO_HEADING = (
    "Regel {}: dit is geen kop. Zet daar de namen van de kolommen, bijvoorbeeld gm_code (of gemeente),"
    " peildatum en inwoners. Een titel daarboven mag."
)
UNDATED = (
    "Bij de kolom “{}” staat geen peildatum, en bij andere kolommen wel. Laat die kolom weg, of zet haar"
    " peildatum in de kop."
)
TWICE = "De kolommen “{}” en “{}” gaan allebei over {}. Laat er een weg."
# What may stand before the date in the head of a column: «Aantal inwoners op 1 januari 2020».
BEFORE_DATE = re.compile(
    r"(?:aantal |totale )?(?:inwoners|inwonertal|bevolking|aantal|peildatum)(?: op| per| in)? (?=\S*\d)"
)
# As CBS writes a whole year; its stars say that a figure is not final.
YEAR = re.compile(r"([0-9]{4})(?:JJ00)?(\*{0,2})", re.ASCII | re.IGNORECASE)


class Unusable(Exception):
    """The file is refused as a whole. `problems` are Dutch sentences, each with its line."""

    def __init__(self, *problems: str) -> None:
        super().__init__(*problems)
        self.problems = problems


class WrongLine(Exception):
    """One line is wrong; the sentence tells why."""


@dataclass(frozen=True)
class Day:
    """A reference date as written; CBS marks a provisional year with a star."""

    date: date
    is_starred: bool = False


@dataclass(frozen=True)
class Amounts:
    """A column with numbers of inhabitants; `day` is None where each line names its own."""

    place: int
    heading: str
    day: Day | None


@dataclass(frozen=True)
class Columns:
    """Where each thing that we use stands on a line, and how many cells a line has."""

    width: int
    places: dict[str, int]
    amounts: tuple[Amounts, ...]


def likeness(cells: Sequence[str]) -> int:
    """How many cells name a column; far more where there are both municipalities and figures."""
    found = {name for name, words in COLUMNS.items() if _place(cells, words) >= 0}
    dated = sum(_day(_written(cell)) is not None for cell in cells)
    is_heading = found & {"code", "name"} and (dated or found & {"reference_date", "inhabitants"})
    return len(found) + dated + (len(cells) + len(COLUMNS) if is_heading else 0)


def columns(header: Sequence[str], today: date, number: int = 1) -> Columns:
    """Of the heading on line `number`. Raises Unusable when something is missing or said twice."""
    found = {name: _place(header, words) for name, words in COLUMNS.items()}
    # A file may name its municipalities by code, by name, or, as StatLine, by either in one column.
    found["code"], found["name"] = (
        _either(found["code"], found["name"]),
        _either(found["name"], found["code"]),
    )
    amounts = () if found["reference_date"] >= 0 else _wide(header, today)
    if amounts:
        _check_wide(header, amounts, undated=found["inhabitants"])
        needed = {"code": WORDS["code"]}
    else:
        amounts = (Amounts(found["inhabitants"], "", None),)
        needed = WORDS
    missing = [words for name, words in needed.items() if found[name] < 0]
    if len(missing) > 1:
        raise Unusable(NO_HEADING.format(number))
    if missing:
        raise Unusable(*missing)
    return Columns(len(header), {name: at for name, at in found.items() if at >= 0}, amounts)


def reference_day(text: str, today: date) -> Day:
    """«2020», «2020JJ00» and «2020*» are 1 January of that year; else a date. Raises WrongLine."""
    if not text.strip():
        raise WrongLine("de peildatum ontbreekt.")
    day = _day(text)
    if day is None:
        raise WrongLine(f"“{short(text)}” is geen datum. Schrijf de peildatum als 2026-01-01 of 1-1-2026.")
    if not date(FIRST_YEAR, 1, 1) <= day.date <= today:
        raise WrongLine(f"de peildatum {in_words(day.date)} kan niet: kies een dag van 1990 tot vandaag.")
    return day


def short(text: str) -> str:
    """What stood there, cut so that a 10 MB name does not become a 10 MB message."""
    words = " ".join("".join(filter(str.isprintable, text)).split())
    return words if len(words) <= 40 else f"{words[:39]}…"


def _day(text: str) -> Day | None:
    if (match := YEAR.fullmatch(text.strip())) and int(match[1]) > 0:
        return Day(date(int(match[1]), 1, 1), is_starred=bool(match[2]))
    day = parse(text)
    return Day(day) if day else None


def _place(header: Sequence[str], words: tuple[str, ...]) -> int:
    plain = [_plain(cell) for cell in header]
    return next((plain.index(word) for word in words if word in plain), -1)


def _plain(heading: str) -> str:
    """«Bevolking|Totale bevolking (aantal)», as StatLine writes it, is «totalebevolking»."""
    last = re.split(r"[|/]", heading)[-1].casefold()
    return re.sub(r"[^a-z]", "", re.sub(r"\s*\(aantal\)\s*$", "", last))


def _either(first: int, second: int) -> int:
    return first if first >= 0 else second


def _wide(header: Sequence[str], today: date) -> tuple[Amounts, ...]:
    """The columns whose head is a date. Raises Unusable for a date that cannot be."""
    found = []
    for place, heading in enumerate(header):
        written = _written(heading)
        if _day(written) is None:
            continue
        try:
            found.append(Amounts(place, heading.strip(), reference_day(written, today)))
        except WrongLine as problem:
            raise Unusable(f"Kolom “{short(heading)}”: {problem}") from None
    return tuple(found)


def _written(heading: str) -> str:
    """What may be a date: «1 januari 2020» of «Aantal inwoners op 1 januari 2020»."""
    words = " ".join(heading.replace("_", " ").split()).casefold()
    return BEFORE_DATE.sub("", words, count=1) if BEFORE_DATE.match(words) else words


def _check_wide(header: Sequence[str], amounts: tuple[Amounts, ...], *, undated: int) -> None:
    if undated >= 0 and undated not in {column.place for column in amounts}:
        raise Unusable(UNDATED.format(short(header[undated])))
    seen: dict[date, str] = {}
    for column in amounts:
        assert column.day is not None
        twin = seen.setdefault(column.day.date, column.heading)
        if twin is not column.heading:
            raise Unusable(TWICE.format(short(twin), short(column.heading), in_words(column.day.date)))
