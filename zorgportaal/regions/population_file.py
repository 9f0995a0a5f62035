"""Reads a file of population figures, in the dialects that municipalities and CBS send.

«13482», «13.482» or «13482.0»; a GM code, its bare number, or only the name; a line for every date or a
column for every date. The alphabet, the delimiter and the titles: see population_text.
It is all or nothing: `Unusable` tells every line that is wrong. Plain Python: knows no database.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zorgportaal.regions.dutch_date import in_words
from zorgportaal.regions.population_columns import (
    Amounts,
    Columns,
    Day,
    Unusable,
    WrongLine,
    columns,
    reference_day,
    short,
)
from zorgportaal.regions.population_text import lines_of, texts

MOST_BYTES = 2 * 1024 * 1024
MOST_INHABITANTS = 2_000_000
STATUSES = {"voorlopig": "provisional", "definitief": "definitive"}
# Lines of a StatLine table that are about no municipality: the country and its parts.
BEYOND = re.compile(r"(NL|LD|PV|CR)[0-9]{2}", re.ASCII)
BEYOND_NAME = re.compile(r"nederland|.*\((pv|ld|cr)\)")
# What a wrong alphabet makes of letters; the quotes and the dash are those of Word.
STRAY = re.compile(r"[^\w\x20-\x7e’‘–]")


@dataclass(frozen=True)
class Known:
    """What the portal knows of a municipality, as far as a file is checked against it."""

    code: str
    name: str
    ended_on: date | None
    successor: str
    started_on: date | None = None

    def lives(self, day: date) -> bool:
        is_begun = self.started_on is None or self.started_on <= day
        return is_begun and (self.ended_on is None or self.ended_on > day)


@dataclass(frozen=True)
class Figure:
    line: int
    code: str
    reference_date: date
    inhabitants: int
    status: str = ""  # as the file tells it; empty where it does not


Row = dict[str, str]


def read(content: bytes, known: Mapping[str, Known], *, today: date) -> list[Figure]:
    """The figures of a file, checked one by one and against each other. Raises Unusable."""
    if len(content) > MOST_BYTES:
        raise Unusable("Het bestand is groter dan 2 MB. Laat kolommen weg die niet nodig zijn.")
    alphabets = texts(content)
    readers = [_taken(text, known, today, is_guessed=len(alphabets) > 1) for text in alphabets]
    reader = min(readers, key=lambda reader: len(reader.problems))
    if reader.problems:
        raise Unusable(*reader.problems)
    if not reader.figures:
        raise Unusable("Er staat geen enkele gemeente in dit bestand.")
    return list(reader.figures.values())


def _taken(text: str, known: Mapping[str, Known], today: date, *, is_guessed: bool) -> "Reader":
    lines = lines_of(text)
    number, header = next(lines)
    reader = Reader(known, today, columns(header, today, number), is_guessed=is_guessed)
    for number, cells in lines:
        reader.take(number, cells)
    return reader


class Reader:
    """Takes line after line, and remembers what it has seen."""

    def __init__(
        self, known: Mapping[str, Known], today: date, columns: Columns, *, is_guessed: bool
    ) -> None:
        self.today, self.columns, self.is_guessed = today, columns, is_guessed
        self.names = Names(known)
        self.figures: dict[tuple[str, date], Figure] = {}
        self.problems: list[str] = []

    def take(self, number: int, cells: list[str]) -> None:
        """Read one line; in a wide file a sentence that holds for every column is told once."""
        try:
            row = self.row(cells)
            if is_beyond(row):  # also «Fryslân (PV)», in whatever alphabet
                return
            self.check_letters(row)
        except WrongLine as problem:
            self.problems.append(f"Regel {number}: {problem}")
            return
        found: dict[str, list[str]] = {}
        for column in self.columns.amounts:
            try:
                self.take_figure(number, row, column, cells[column.place])
            except WrongLine as problem:
                found.setdefault(str(problem), []).append(column.heading)
        for sentence, headings in found.items():
            is_of_some = len(headings) < len(self.columns.amounts)
            where = f", kolom {', '.join(map(short, headings))}" if is_of_some else ""
            self.problems.append(f"Regel {number}{where}: {sentence}")

    def take_figure(self, number: int, row: Row, column: Amounts, cell: str) -> None:
        day = column.day or reference_day(row["reference_date"], self.today)
        if is_empty(cell) and self.names.is_gone(row, day.date):
            return
        municipality = self.names.municipality(row, day.date)
        figure = Figure(number, municipality.code, day.date, inhabitants(cell), status(row, day))
        twin = self.figures.setdefault((municipality.code, day.date), figure)
        if twin is not figure:
            raise WrongLine(f"{municipality.name} staat met deze peildatum ook op regel {twin.line}.")

    def row(self, cells: list[str]) -> Row:
        if len(cells) < self.columns.width or any(cells[self.columns.width :]):
            raise WrongLine(f"er staan {len(cells)} kolommen en in de kop {self.columns.width}.")
        return {name: cells[at] for name, at in self.columns.places.items()}

    def check_letters(self, row: Row) -> None:
        """A guessed alphabet is the right one only if the names then are known names."""
        used, name = "".join(row.values()), row["name"]
        is_known = self.names.knows(name) and not STRAY.search(name)
        is_strange = self.is_guessed and not name.isascii() and not is_known
        if is_strange or "\ufffd" in used or "\0" in used:
            raise WrongLine("hier staan tekens die niet te lezen zijn. Sla het bestand op als CSV UTF-8.")


class Names:
    """Finds the municipality that a line is about, by its code or its name."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        self.known = known
        self.codes: dict[str, list[str]] = {}
        self.shorter: dict[str, list[str]] = {}  # «Hengelo», which the register calls Hengelo (O)
        for municipality in known.values():
            self.codes.setdefault(plain_name(municipality.name), []).append(municipality.code)
            plain = plain_name(municipality.name.split("(")[0])
            self.shorter.setdefault(plain, []).append(municipality.code)

    def knows(self, name: str) -> bool:
        return plain_name(name) in self.codes

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
        named = self.codes.get(plain_name(row["name"]), [code])
        if code not in named:
            raise WrongLine(f"bij {code} hoort {municipality.name}, niet {short(row['name'])}.")
        return municipality

    def code(self, row: Row, day: date) -> str:
        if code := written_code(row):
            return code
        if row["code"].strip() and row["code"] != row["name"]:
            raise WrongLine(f"“{short(row['code'])}” is geen gemeentecode, zoals GM0889.")
        codes = self.living(row["name"], day)
        if len(codes) != 1:
            raise WrongLine(
                f"de gemeentecode ontbreekt en “{short(row['name'])}” wijst niet één gemeente aan."
            )
        return codes[0]

    def living(self, name: str, day: date) -> list[str]:
        """Whoever may have this name on a day; a shorter name than the register's only if need be."""
        plain = plain_name(name)
        for codes in (self.codes.get(plain, []), self.shorter.get(plain, [])):
            left = [code for code in codes if not self.is_over(code, day)]
            # Figures of an earlier day may be given for municipalities of today, that had yet to begin.
            if found := [code for code in left if self.known[code].lives(day)] or left:
                return found
        return []

    def is_over(self, code: str, day: date) -> bool:
        ended_on = self.known[code].ended_on
        return ended_on is not None and ended_on <= day

    def is_gone(self, row: Row, day: date) -> bool:
        """CBS keeps a line without a number for every municipality that ever was, also under an old name."""
        if not (code := written_code(row)):
            return not any(self.known[code].lives(day) for code in self.living(row["name"], day))
        return code in self.known and not self.known[code].lives(day)


def written_code(row: Row) -> str:
    match = re.fullmatch(r"(?:GM)?([0-9]{1,4})", re.sub(r"\s", "", row["code"]).upper(), re.ASCII)
    return f"GM{match[1]:>04}" if match else ""


def is_beyond(row: Row) -> bool:
    is_named = row["code"] in ("", row["name"]) and BEYOND_NAME.fullmatch(row["name"].strip().casefold())
    return bool(is_named or BEYOND.fullmatch(row["code"].strip().upper()))


def is_empty(cell: str) -> bool:
    return re.sub(r"\s", "", cell) in ("", ".", "-", "x")


def status(row: Row, day: Day) -> str:
    """What the file itself says: in a column, or with the star of CBS. Raises WrongLine."""
    written = row.get("status", "").strip().casefold()
    if not written:
        return STATUSES["voorlopig"] if day.is_starred else ""
    if written not in STATUSES:
        raise WrongLine(f"“{short(written)}” is geen status. Schrijf voorlopig of definitief.")
    return STATUSES[written]


def inhabitants(text: str) -> int:
    """13482 from «13482», «13.482», «13 482», «13482.0» or «13.482,00». Raises WrongLine."""
    written = re.sub(r"[\s\u00a0\u202f]", "", text).replace("\u2212", "-")
    if is_empty(written):
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
    folded = unicodedata.normalize("NFC", name).casefold()  # a Mac writes ú as u and an accent
    return re.sub(r"[^\w]", "", re.sub(r"\((gemeente|gm)\)\s*$", "", folded))
