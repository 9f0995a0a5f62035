"""Text without case and accents, and a few words around what was found in it."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

AROUND = 70  # characters at either side
# Letters with a stroke have no accent that can be taken off.
STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True)
class Piece:
    """A part of a text; `is_hit` when it was looked for."""

    text: str
    is_hit: bool = False


def fold(text: str) -> str:
    """Żółć and zolc are the same."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    taken_apart = unicodedata.normalize("NFKD", plain.translate(STROKES))
    return "".join(character for character in taken_apart if not unicodedata.combining(character))


def has_all(text: str, words: Iterable[str]) -> bool:
    """Whether each of the folded words occurs somewhere in the text."""
    folded = fold(text)
    return all(word in folded for word in words)


def around(text: str, words: Iterable[str]) -> list[Piece]:
    """The first hit with a few words at either side, and every hit in between marked."""
    hits = _hits(text, list(words))
    if not hits:
        return [Piece(text[: 2 * AROUND])]
    first = _word_start(text, hits[0][0] - AROUND)
    last = _word_end(text, hits[0][1] + AROUND)
    pieces = list(_pieces(text, first, last, hits))
    before = [Piece("… ")] if first > 0 else []
    after = [Piece(" …")] if last < len(text) else []
    return [*before, *pieces, *after]


def _hits(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Where the words stand in the text as it was typed: folding changes lengths."""
    letters = [fold(character) for character in text]
    origin = [place for place, letter in enumerate(letters) for _ in letter]
    folded = "".join(letters)
    found = []
    for word in words:
        start = folded.find(word)
        while start >= 0:
            found.append((origin[start], origin[start + len(word) - 1] + 1))
            start = folded.find(word, start + len(word))
    return sorted(found)


def _pieces(text: str, first: int, last: int, hits: list[tuple[int, int]]) -> Iterator[Piece]:
    place = first
    for start, end in hits:
        if start < place or end > last:
            continue
        if start > place:
            yield Piece(text[place:start])
        yield Piece(text[start:end], is_hit=True)
        place = end
    if place < last:
        yield Piece(text[place:last])


def _word_start(text: str, place: int) -> int:
    return text.find(" ", place) + 1 if place > 0 and " " in text[place:] else max(place, 0)


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.find(" ", place)
    return len(text) if space < 0 else space
