"""Reads a file of population figures, in the dialects that municipalities and CBS send.

Commas, semicolons or tabs; quotes; a byte order mark; UTF-8, UTF-16 or Latin-1; «13482», «13.482»
or «13482.0»; a GM code, its bare number, or only the name. It is all or nothing: `Unusable` tells
every line that is wrong. Plain Python: knows no database.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO

from zorgportaal.regions.dutch_date import in_words, parse

MOST_BYTES = 2 * 1024 * 1024
MOST_INHABITANTS = 2_000_000
FIRST_YEAR = 1990
COLUMNS = {
    "code": {"gmcode", "gemeentecode", "regiocode", "code", "statcode", "regios"},
    "name": {"gemeente", "gemeentenaam", "naam", "regio", "regionaam", "statnaam", "name"},
    "reference_date": {"peildatum", "datum", "referencedate"},
    "inhabitants": {"inwoners", "aantalinwoners", "inwonertal", "bevolking", "aantinw", "inhabitants"},
}
WORDS = {
    "reference_date": "Dit bestand heeft geen kolom “peildatum”. Zonder peildatum weten wij niet van welke"
    " dag de aantallen zijn. Voeg die kolom toe, bijvoorbeeld met 2026-01-01 op elke regel.",
    "inhabitants": "Dit bestand heeft geen kolom “inwoners”. Geef de kolom met aantallen die naam.",
    "code": "Dit bestand heeft geen kolom “gm_code” of “gemeente”. Geef een van beide mee.",
}


@dataclass(frozen=True)
class Known:
    """What the portal knows of a municipality, as far as a file is checked against it."""

    code: str
    name: str
    ended_on: date | None
    successor: str


@dataclass(frozen=True)
class Figure:
    line: int
    code: str
    reference_date: date
    inhabitants: int


class Unusable(Exception):
    """The file is refused as a whole. `problems` are Dutch sentences, each with its line."""

    def __init__(self, *problems: str) -> None:
        super().__init__(*problems)
        self.problems = problems


class WrongLine(Exception):
    """One line is wrong; the sentence tells why."""


Row = dict[str, str]


def read(content: bytes, known: Mapping[str, Known], *, today: date) -> list[Figure]:
    """The figures of a file, checked one by one and against each other. Raises Unusable."""
    if len(content) > MOST_BYTES:
        raise Unusable("Het bestand is groter dan 2 MB. Laat kolommen weg die niet nodig zijn.")
    text, is_guessed = decode(content)
    lines = lines_of(text)
    reader = Reader(known, today, next(lines)[1], is_guessed=is_guessed)
    for number, cells in lines:
        try:
            reader.take(number, cells)
        except WrongLine as problem:
            reader.problems.append(f"Regel {number}: {problem}")
    if reader.problems:
        raise Unusable(*reader.problems)
    if not reader.figures:
        raise Unusable("Er staat geen enkele gemeente in dit bestand.")
    return list(reader.figures.values())


def decode(content: bytes) -> tuple[str, bool]:
    """The text, and whether its alphabet had to be guessed."""
    if not content.strip(b"\xef\xbb\xbf \r\n\t"):
        raise Unusable("Het bestand is leeg.")
    if content.startswith(b"PK"):
        raise Unusable("Dit is een Excel-bestand of zip. Sla het blad op als CSV en kies dat bestand.")
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16"), False
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return content.decode("latin-1"), True


def lines_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """The heading and each line that holds something, with its number. Raises Unusable."""
    delimiter = max(";,\t", key=text.split("\n", 1)[0].count)
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in lines:
            number, start = start, lines.line_num + 1
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error:
        raise Unusable(
            f"Regel {lines.line_num}: deze regel is niet te lezen."
            " Een aanhalingsteken staat fout of de regel is te lang."
        ) from None


def columns(header: list[str]) -> dict[str, int]:
    """Where each column stands that we use. Raises Unusable when one is missing."""
    plain = [re.sub(r"[^a-z]", "", cell.casefold()) for cell in header]
    found = {
        name: next((at for at, cell in enumerate(plain) if cell in words), -1)
        for name, words in COLUMNS.items()
    }
    if found["code"] < 0 and found["name"] >= 0:
        found["code"] = found["name"]
    missing = [words for name, words in WORDS.items() if found[name] < 0]
    if missing:
        raise Unusable(*missing)
    return {name: at for name, at in found.items() if at >= 0}


class Reader:
    """Takes line after line, and remembers what it has seen."""

    def __init__(
        self, known: Mapping[str, Known], today: date, header: list[str], *, is_guessed: bool
    ) -> None:
        self.known, self.today, self.is_guessed = known, today, is_guessed
        self.places, self.width = columns(header), len(header)
        self.figures: dict[tuple[str, date], Figure] = {}
        self.problems: list[str] = []
        self.codes: dict[str, list[str]] = {}
        for municipality in known.values():
            self.codes.setdefault(plain_name(municipality.name), []).append(municipality.code)

    def take(self, number: int, cells: list[str]) -> None:
        row = self.row(cells)
        self.check_letters(row)
        reference_date = self.reference_date(row["reference_date"])
        municipality = self.municipality(row, reference_date)
        figure = Figure(number, municipality.code, reference_date, inhabitants(row["inhabitants"]))
        twin = self.figures.setdefault((municipality.code, reference_date), figure)
        if twin is not figure:
            raise WrongLine(f"{municipality.name} staat met deze peildatum ook op regel {twin.line}.")

    def row(self, cells: list[str]) -> Row:
        if len(cells) < self.width or any(cells[self.width :]):
            raise WrongLine(f"er staan {len(cells)} kolommen en in de kop {self.width}.")
        return {name: cells[at] for name, at in self.places.items()}

    def check_letters(self, row: Row) -> None:
        """A file that is no UTF-8 may be Latin-1, but only if its names then are known names."""
        used = "".join(row.values())
        is_unknown = (
            self.is_guessed and not used.isascii() and plain_name(row.get("name", "")) not in self.codes
        )
        if is_unknown or "\ufffd" in used or "\0" in used:
            raise WrongLine("hier staan tekens die niet te lezen zijn. Sla het bestand op als CSV UTF-8.")

    def reference_date(self, text: str) -> date:
        if not text.strip():
            raise WrongLine("de peildatum ontbreekt.")
        day = parse(text)
        if day is None:
            raise WrongLine(
                f"“{short(text)}” is geen datum. Schrijf de peildatum als 2026-01-01 of 1-1-2026."
            )
        if not date(FIRST_YEAR, 1, 1) <= day <= self.today:
            raise WrongLine(f"de peildatum {in_words(day)} kan niet: kies een dag van 1990 tot vandaag.")
        return day

    def municipality(self, row: Row, day: date) -> Known:
        code = self.code(row, day)
        municipality = self.known.get(code)
        if municipality is None:
            raise WrongLine(f"de gemeentecode {code} bestaat niet.")
        if municipality.ended_on and municipality.ended_on <= day:
            raise WrongLine(
                f"{municipality.name} ({code}) bestond niet meer op {in_words(day)}"
                + (f": nu {municipality.successor}." if municipality.successor else ".")
            )
        named = self.codes.get(plain_name(row.get("name", "")), [code])
        if code not in named:
            raise WrongLine(f"bij {code} hoort {municipality.name}, niet {short(row['name'])}.")
        return municipality

    def code(self, row: Row, day: date) -> str:
        written = re.sub(r"\s", "", row["code"]).upper()
        if match := re.fullmatch(r"(?:GM)?([0-9]{1,4})", written, re.ASCII):
            return f"GM{match[1]:>04}"
        if written and row["code"] != row.get("name"):
            raise WrongLine(f"“{short(row['code'])}” is geen gemeentecode, zoals GM0889.")
        codes = [
            code for code in self.codes.get(plain_name(row.get("name", "")), []) if self.lives(code, day)
        ]
        if len(codes) != 1:
            name = short(row.get("name", ""))
            raise WrongLine(f"de gemeentecode ontbreekt en “{name}” wijst niet één gemeente aan.")
        return codes[0]

    def lives(self, code: str, day: date) -> bool:
        ended_on = self.known[code].ended_on
        return ended_on is None or ended_on > day


def inhabitants(text: str) -> int:
    """13482 from «13482», «13.482», «13 482», «13482.0» or «13.482,00». Raises WrongLine."""
    written = re.sub(r"[\s\u00a0\u202f]", "", text).replace("\u2212", "-")
    if written in ("", ".", "-"):
        raise WrongLine("het aantal inwoners ontbreekt.")
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+(,0{1,2})?", written, re.ASCII):
        written = written.replace(".", "")
    match = re.fullmatch(r"(-?[0-9]{1,12})([.,]0{1,2})?", written, re.ASCII)
    if match is None:
        raise WrongLine(f"“{short(text)}” is geen heel aantal inwoners.")
    number = int(match[1])
    if number <= 0:
        raise WrongLine(f"{short(text)} inwoners kan niet: het aantal moet meer dan 0 zijn.")
    if number > MOST_INHABITANTS:
        raise WrongLine(f"{short(text)} inwoners kan niet: geen gemeente heeft er meer dan 2 miljoen.")
    return number


def plain_name(name: str) -> str:
    return re.sub(r"[^\w]", "", name.casefold().removesuffix("(gemeente)"))


def short(text: str) -> str:
    """What stood there, cut so that a 10 MB name does not become a 10 MB message."""
    words = " ".join("".join(filter(str.isprintable, text)).split())
    return words if len(words) <= 40 else f"{words[:39]}…"
