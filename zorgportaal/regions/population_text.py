"""From the bytes of a file to its lines: in which alphabet, with which delimiter, from which heading on.

Plain Python: knows no database.
"""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from zorgportaal.regions.population_columns import Unusable, likeness

# Excel saves «CSV» in the first, «CSV (MS-DOS)» in the second and «CSV (Macintosh)» in the third.
GUESSES = ("cp1252", "cp850", "mac_roman")
DELIMITERS = ";,\t"
MOST_TITLES = 20
# Office and zip, PDF, pictures, the Excel of before 2007, RTF, and web pages.
NO_LINES = (
    b"PK\x03\x04",
    b"%PDF",
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"<",
)
NO_CSV = (
    "Dit is geen CSV-bestand. Staan de aantallen in Excel? Kies daar “Opslaan als” en dan “CSV UTF-8”."
    " Lees daarna dat nieuwe bestand in."
)
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
FOOTER = re.compile(r"\s*(bron:|©|\(c\)|toelichting:|noot:)", re.IGNORECASE)
UNITS = {"aantal", "(aantal)"}


def texts(content: bytes) -> list[str]:
    """The text; several where the alphabet has to be guessed, the likeliest first. Raises Unusable."""
    is_utf_16 = content.startswith(UTF_16)
    if not is_utf_16 and _is_binary(content):
        raise Unusable(NO_CSV)
    try:
        return [content.decode("utf-16" if is_utf_16 else "utf-8-sig")]
    except UnicodeDecodeError:
        if is_utf_16:
            raise Unusable(NO_CSV) from None
        first, *others = (content.decode(guess, "replace") for guess in GUESSES)
        # Excel parts thousands with a hard space. In the other alphabets that is a letter as often.
        return [first.replace("\u00a0", " "), *others]


def lines_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """The heading and each line below it, with its number; titles and sources fall away. Raises Unusable."""
    if not text.strip(" \r\n\t;,"):
        raise Unusable("Het bestand is leeg.")
    physical = list(StringIO(text, newline=""))
    above, delimiter = _heading(physical)
    lines = csv.reader(islice(physical, above, None), delimiter=delimiter, strict=True)
    start, width = above + 1, 0
    try:
        for cells in lines:
            number, start = start, above + lines.line_num + 1
            width = width or len(cells)
            if _says_something(cells, width):
                yield number, cells
    except csv.Error:
        raise Unusable(
            f"Regel {above + lines.line_num}: deze regel is niet te lezen."
            " Een aanhalingsteken staat fout of de regel is te lang."
        ) from None


def _says_something(cells: list[str], width: int) -> bool:
    """Not an empty line, one with units, or one that only tells where the figures come from."""
    filled = [cell.strip().casefold() for cell in cells if cell.strip()]
    if set(filled) <= UNITS:
        return False
    # A line with fewer cells than the heading is refused anyhow: here no figure can be lost.
    return not (FOOTER.match(filled[0]) and (len(filled) == 1 or len(cells) < width))


def _is_binary(content: bytes) -> bool:
    head = content[:1000]
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return content.startswith(NO_LINES) or odd > len(head) // 20


def _heading(lines: list[str]) -> tuple[int, str]:
    """How many lines stand above the heading, and its delimiter: titles may stand above it.

    Where nothing looks like a heading, it is the first line with more than one cell.
    """
    found = []
    for at in range(min(len(lines), MOST_TITLES)):
        cells, delimiter = max((_cells(lines, at, mark), mark) for mark in DELIMITERS)
        found.append((cells, at, delimiter))
    _, at, delimiter = max(found, key=lambda one: (one[0][0], one[0][1] > 1))
    return at, delimiter


def _cells(lines: list[str], at: int, delimiter: str) -> tuple[int, int]:
    """How much of a line is a heading, and how many cells it has."""
    try:
        cells = next(csv.reader(islice(lines, at, None), delimiter=delimiter, strict=True), [])
    except csv.Error:
        return 0, 0
    return likeness(cells), sum(bool(cell.strip()) for cell in cells)
