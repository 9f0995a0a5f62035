"""How a text is written, and how it becomes a paper.

An empty line begins a paragraph; `# ` a heading; `- ` an item; `[ ] ` a box to tick; `Naam: ____` a
line to write on. `[datum]` and the other words of WORDS are filled in.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

# What a letter may fill in, with what it says in an example.
WORDS = {
    "datum": "1 januari 2026",
    "dossiernummer": "NL-0000-0000",
    "kenmerk": "7F3K2",
    "coördinator": "de naam van wie de brief maakt",
    "organisatie": "het Zorg- en Veiligheidshuis",
    "aanmelddatum": "1 januari 2026",
    "eigen tekst": "wat de coördinator er zelf bij schrijft",
}
# These name the person: opening them has a row of its own on the trail.
NAMING = {
    "naam": "voornaam en achternaam",
    "geboortedatum": "1 januari 2000",
    "V-nummer": "0000000000",
}
PLACEHOLDER = re.compile(r"\[([^\[\]\n]{1,30})\]")
BOX, ITEM, HEADING = "[ ] ", "- ", "# "
BLANK = re.compile(r"^(.+?:)\s*_{3,}$")


class Shape(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    BOXES = "boxes"
    BLANKS = "blanks"


@dataclass(frozen=True)
class Block:
    """Lines of one shape that stand together."""

    shape: Shape
    lines: list[str]


def placeholders(body: str) -> set[str]:
    """The words between brackets; an empty box is none."""
    return {word for word in PLACEHOLDER.findall(body) if word.strip()}


def unknown(body: str) -> list[str]:
    return sorted(placeholders(body) - WORDS.keys() - NAMING.keys())


def names_the_person(body: str) -> bool:
    return bool(placeholders(body) & NAMING.keys())


def filled(body: str, values: Mapping[str, str]) -> str:
    """The text with its words filled in; what has no value stays as it is written."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), body)


def example(body: str) -> str:
    return filled(body, WORDS | NAMING)


def blocks(body: str) -> Iterator[Block]:
    """The parts of a text, in their order."""
    for part in re.split(r"\n\s*\n", body.replace("\r\n", "\n").strip()):
        yield from _of_one_shape(part.split("\n"))


def _of_one_shape(lines: list[str]) -> Iterator[Block]:
    current: Block | None = None
    for line in lines:
        shape, words = _shape(line.strip())
        if current is None or shape != current.shape or shape == Shape.HEADING:
            if current:
                yield current
            current = Block(shape, [])
        current.lines.append(words)
    if current:
        yield current


def _shape(line: str) -> tuple[Shape, str]:
    if line.startswith(HEADING):
        return Shape.HEADING, line.removeprefix(HEADING)
    if line.startswith(BOX):
        return Shape.BOXES, line.removeprefix(BOX)
    if line.startswith(ITEM):
        return Shape.LIST, line.removeprefix(ITEM)
    if blank := BLANK.match(line):
        return Shape.BLANKS, blank[1]
    return Shape.PARAGRAPH, line
