"""The names that are known: which spellings are one name, and which are two names however alike."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "given_names.txt"
FAMILY = Path(__file__).parent / "data" / "surnames.txt"
FATHERS = "# [fathers]"
SPELLING, LANGUAGE, PET = range(3)
NOT_LETTERS = re.compile("[^a-z]")
# Position in a line of the name and of its relative: from one language to another twice is further away.
Groups = dict[int, int]


@cache
def _given() -> tuple[dict[str, Groups], dict[str, Groups]]:
    """Names, and names in a script without vowels: word → the lines it stands in, and how it stands there."""
    names: dict[str, Groups] = defaultdict(dict)
    bare: dict[str, Groups] = defaultdict(dict)
    lines = [line for line in FILE.read_text().splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines):
        for level, words in enumerate(line.split("|")):
            for word in words.split():
                found = (bare if "`" in word else names)[NOT_LETTERS.sub("", word)]
                found[number] = min(level, found.get(number, level))
    return names, bare


@cache
def _surnames() -> dict[str, Groups]:
    names: dict[str, Groups] = defaultdict(dict)
    lines = [line for line in FAMILY.read_text().splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines):
        for word in line.split():
            names[word][number] = SPELLING
    return names


def given(word: str, *, is_bare: bool = False) -> Groups:
    """The lines of the list in which a given name stands; empty when it is not known."""
    names, bare = _given()
    found = names.get(word, {})
    return {**bare.get(word, {}), **found} if is_bare else found


@cache
def _names_of_fathers() -> frozenset[str]:
    """Given names of the countries where a father's given name stands where others have a surname."""
    found: set[str] = set()
    is_such = False
    for line in FILE.read_text().splitlines():
        if line.startswith("#"):
            is_such = line.startswith(FATHERS)
        elif is_such:
            found.update(NOT_LETTERS.sub("", word) for word in line.replace("|", " ").split())
    return frozenset(found)


def may_be_father(word: str) -> bool:
    return word in _names_of_fathers()


def surname(word: str) -> Groups:
    return _surnames().get(word, {})


@cache
def _heads() -> list[str]:
    lines = [line for line in FILE.read_text().splitlines() if line and not line.startswith("#")]
    return [line.split()[0] for line in lines]


def heads(word: str, *, is_bare: bool = False, most: int = PET) -> set[str]:
    """The first name of each line in which a given name stands, no further related than `most`."""
    return {_heads()[number] for number, level in given(word, is_bare=is_bare).items() if level <= most}


def relation(one: Groups, other: Groups) -> int | None:
    """How two names of one line are related: SPELLING, LANGUAGE or PET; None without a line in common."""
    shared = one.keys() & other.keys()
    return min((max(one[number], other[number]) for number in shared), default=None)
