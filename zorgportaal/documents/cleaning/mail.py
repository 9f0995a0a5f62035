"""Take the words out of a mail, and its attachments one by one. Nothing it points at is fetched."""

import re
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from html.parser import HTMLParser

from .kinds import Kind, recognise
from .reasons import Reason, Refused

MOST_ATTACHMENTS = 10
LONGEST = 200_000  # characters
LONGEST_HEADER = 500
SILENT = {"script", "style", "head", "title", "template", "object"}
BREAKS = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote"}
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Attachment:
    kind: Kind
    content: bytes


@dataclass(frozen=True)
class Mail:
    """What is kept of a mail; `skipped` counts the attachments that are not taken."""

    sender: str
    recipients: str
    sent: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...]
    skipped: int


def read(content: bytes) -> Mail:
    """Raises Refused."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        taken, skipped = _attachments(message)
        found = Mail(
            sender=_header(message, "from"),
            recipients=_header(message, "to"),
            sent=_header(message, "date"),
            subject=_header(message, "subject"),
            text=_text(message),
            attachments=taken,
            skipped=skipped,
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Refused(Reason.UNREADABLE) from None
    if not found.text and not taken:
        raise Refused(Reason.EMPTY_MAIL)
    return found


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(_printable(str(message.get(name, ""))).split())[:LONGEST_HEADER]


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    text = str(body.get_content())
    if body.get_content_subtype() == "html":
        text = Words.of(text)
    return re.sub(r"\n\s*\n+", "\n\n", _printable(text.replace("\r\n", "\n"))).strip()[:LONGEST]


def _printable(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def _attachments(message: EmailMessage) -> tuple[tuple[Attachment, ...], int]:
    taken: list[Attachment] = []
    skipped = 0
    if message.is_multipart():
        for part in message.iter_attachments():
            try:
                payload = part.get_payload(decode=True)
                content = payload if isinstance(payload, bytes) else b""
                kind = recognise(part.get_filename() or "", content)
            except Refused:
                kind = Kind.MAIL
            # A mail in a mail is left out: its own attachments would come along unseen.
            if kind == Kind.MAIL or len(taken) == MOST_ATTACHMENTS:
                skipped += 1
            else:
                taken.append(Attachment(kind, content))
    return tuple(taken), skipped


class Words(HTMLParser):
    """The words of a page, with a new line where a block begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = 0

    @classmethod
    def of(cls, page: str) -> str:
        reader = cls()
        reader.feed(page)
        reader.close()
        return "".join(reader.found)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in SILENT))
        self._break(tag)

    def _break(self, tag: str) -> None:
        if tag in BREAKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(re.sub(r"\s+", " ", data))
