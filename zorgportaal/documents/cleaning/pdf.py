"""Copy the pages of a PDF into a new one. What a PDF can do besides being read stays behind.

Of the old document come along: the contents of each page and what they draw with. Filled-in form
fields and notes are drawn into the page first. Scripts, actions, links, attached files, metadata,
layers, bookmarks and signatures are not copied.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream

from .image import MOST_PIXELS
from .reasons import Reason, Refused

MOST_PAGES = 500
MOST_UNPACKED = 500 * 1024 * 1024  # bytes, of all streams together
# A white page at the highest quality stays below this; what grows more than so many times is a bomb.
LARGE, MOST_GROWTH = 50 * 1024 * 1024, 200
ON_A_PAGE = ("/Type", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group")
NEVER = (
    "/AA", "/OpenAction", "/JS", "/JavaScript", "/EF", "/AF", "/Metadata", "/PieceInfo", "/OPI",
    "/RichMediaContent", "/RichMediaSettings", "/Alternates", "/Ref", "/PS",
)  # fmt: skip
# With one of these a stream is read from elsewhere.
FROM_ELSEWHERE = ("/F", "/FFilter", "/FDecodeParms")
DEEPEST = 60


def clean(content: bytes) -> bytes:
    """The same pages in a new PDF; equal input gives equal bytes. Raises Refused."""
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as old:
            _refuse_bombs(old)
            return _copied(old)
    except pikepdf.PasswordError:
        raise Refused(Reason.LOCKED) from None
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, KeyError, TypeError, RuntimeError):
        raise Refused(Reason.UNREADABLE) from None


def _copied(old: Pdf) -> bytes:
    _draw_fields_and_notes(old)
    for page in old.pages:
        for key in [str(key) for key in page.obj if key not in (*ON_A_PAGE, "/Parent")]:
            del page.obj[key]
    new = Pdf.new()
    new.pages.extend(old.pages)
    for found in new.objects:
        _strip(found)
    target = BytesIO()
    new.save(target, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return target.getvalue()


def _draw_fields_and_notes(old: Pdf) -> None:
    if "/AcroForm" in old.Root:
        old.generate_appearance_streams()
    old.flatten_annotations("all")


def _strip(found: Any, depth: int = 0) -> None:
    """Take out what may act, at whatever depth; indirect objects are visited by themselves."""
    if depth > DEEPEST:
        raise Refused(Reason.UNREADABLE)
    if isinstance(found, Dictionary | Stream):
        never = NEVER + FROM_ELSEWHERE if isinstance(found, Stream) else NEVER
        for key in filter(found.__contains__, never):
            del found[key]
    for child in _children(found):
        _strip(child, depth + 1)


def _children(found: Any) -> Iterator[Object]:
    inside: list[Any] = []
    if isinstance(found, Dictionary | Stream):
        inside = [found[str(key)] for key in found]
    elif isinstance(found, pikepdf.Array):
        inside = list(found)
    yield from (child for child in inside if isinstance(child, Object) and not child.is_indirect)


# --- bombs ------------------------------------------------------------------
def _refuse_bombs(old: Pdf) -> None:
    """Raises Refused for what would fill a reader's memory."""
    if len(old.pages) > MOST_PAGES:
        raise Refused(Reason.TOO_MANY_PAGES)
    left = MOST_UNPACKED
    for found in old.objects:
        if not isinstance(found, Stream):
            continue
        if int(found.get("/Width", 0)) * int(found.get("/Height", 0)) > MOST_PIXELS:
            raise Refused(Reason.TOO_MANY_PIXELS)
        left -= _unpacked_size(found, left)


def _unpacked_size(stream: Stream, most: int) -> int:
    """How many bytes the stream unpacks to, without ever holding more than a part of them."""
    filters: Any = stream.get("/Filter", [])
    names = [filters] if isinstance(filters, Name) else list(filters)
    if not names or names[0] != Name.FlateDecode:
        return 0
    if names.count(Name.FlateDecode) > 1:
        raise Refused(Reason.TOO_HEAVY)  # Packed twice is what only a bomb does.
    unpacker, size, rest = zlib.decompressobj(), 0, stream.read_raw_bytes()
    most = min(most, max(LARGE, len(rest) * MOST_GROWTH))
    while rest and not unpacker.eof:
        try:
            size += len(unpacker.decompress(rest, 1024 * 1024))
        except zlib.error:
            return size
        rest = unpacker.unconsumed_tail
        if size > most:
            raise Refused(Reason.TOO_HEAVY)
    return size
