"""The words of a PDF, read through its own tables from glyph to sign."""

import io
import re
from collections.abc import Iterable

import pikepdf

SHOWS_TEXT = {"Tj", "TJ"}


def words_of(pdf: bytes) -> str:
    """All text in the order of the pages, with single ordinary spaces."""
    return _as_one(piece for page in pieces_of(pdf) for piece in page)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [_as_one(page) for page in pieces_of(pdf)]


def pieces_of(pdf: bytes) -> list[list[str]]:
    """By page what stands on one line in one typeface."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [_pieces(page) for page in opened.pages]


def _as_one(pieces: Iterable[str]) -> str:
    return re.sub(r"\s+", " ", " ".join(pieces))


def _pieces(page: pikepdf.Page) -> list[str]:
    fonts = {name: _signs(font) for name, font in page.resources.Font.items()}
    signs, pieces = {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            signs = fonts[str(operands[0])]
        elif str(operator) in SHOWS_TEXT:
            pieces.append("".join(signs[glyph] for glyph in _glyphs(operands[0])))
    return pieces


def _glyphs(shown: pikepdf.Object) -> list[bytes]:
    parts = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return [codes[start : start + 2] for start in range(0, len(codes), 2)]


def _signs(font: pikepdf.Object) -> dict[bytes, str]:
    table = font.ToUnicode.read_bytes()
    pairs = re.findall(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>", table.split(b"endcodespacerange")[-1])
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs
    }
