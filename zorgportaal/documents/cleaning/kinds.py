"""What kind of file something is: its last extension and its first bytes must say the same."""

import io
import re
import zipfile
from enum import StrEnum

from .reasons import Reason, Refused


class Kind(StrEnum):
    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    HEIC = "heic"
    MAIL = "eml"


IMAGES = frozenset({Kind.JPEG, Kind.PNG, Kind.HEIC})
EXTENSIONS = {
    "pdf": Kind.PDF,
    "jpg": Kind.JPEG,
    "jpeg": Kind.JPEG,
    "png": Kind.PNG,
    "heic": Kind.HEIC,
    "heif": Kind.HEIC,
    "eml": Kind.MAIL,
}
# What partners send that only they can turn into something safe: each with a sentence of its own.
TO_BE_SAVED_ANEW = {
    "doc": Reason.WORD,
    "docx": Reason.WORD,
    "docm": Reason.WORD,
    "odt": Reason.WORD,
    "rtf": Reason.WORD,
    "msg": Reason.OUTLOOK,
}
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
HEADER_LINE = re.compile(rb"[!-9;-~]+:[ \t][^\r\n]*\r?\n")
MAIL_HEADERS = re.compile(rb"^(from|to|subject|date|received|mime-version|message-id):", re.I | re.M)
MARKUP = re.compile(rb"<(script|html|svg|iframe|\?php|!doctype)", re.I)
HEAD = 1024  # bytes: so far into a file readers look for another beginning


def recognise(name: str, content: bytes) -> Kind:
    """The kind of a file that may come in. Raises Refused."""
    if not content:
        raise Refused(Reason.EMPTY)
    extension = name.rpartition(".")[2].lower()
    if extension in TO_BE_SAVED_ANEW:
        raise Refused(TO_BE_SAVED_ANEW[extension])
    if extension not in EXTENSIONS:
        raise Refused(Reason.NOT_TAKEN)
    kind = EXTENSIONS[extension]
    if not starts_as(kind, content):
        raise Refused(Reason.NOT_WHAT_IT_SAYS)
    return kind


def starts_as(kind: Kind, content: bytes) -> bool:
    match kind:
        case Kind.PDF:
            return content.startswith(b"%PDF-")
        case Kind.JPEG:
            return content.startswith(b"\xff\xd8\xff")
        case Kind.PNG:
            return content.startswith(b"\x89PNG\r\n\x1a\n")
        case Kind.HEIC:
            return content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS
        case Kind.MAIL:
            return _is_mail(content)


def _is_mail(content: bytes) -> bool:
    head = content[:8192]
    return b"\0" not in head and bool(HEADER_LINE.match(head)) and bool(MAIL_HEADERS.search(head))


def refuse_two_in_one(kind: Kind, content: bytes) -> None:
    """A file that another program would take for something else was made to deceive. Raises Refused."""
    if kind == Kind.MAIL:
        return  # Of a mail only words and attachments are kept, each checked by itself.
    hides_a_page = MARKUP.search(content if kind in IMAGES else content[:HEAD])
    hides_a_pdf = kind != Kind.PDF and b"%PDF-" in content[:HEAD]
    if hides_a_page or hides_a_pdf or zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused(Reason.TWO_IN_ONE)
