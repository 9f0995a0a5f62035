"""The only place that runs WeasyPrint. It reads local files and follows links on its own accord;
here it gets a fetcher that reaches nothing (security.md C071, P19).
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pydyf  # type: ignore[import-untyped]
from weasyprint import CSS, HTML, Attachment, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from zorgportaal.documents.draft import Draft, Enclosure

PRODUCER = "zorgportaal"
STYLE = Path(__file__).resolve().parents[2] / "static" / "paper" / "paper.css"


class NothingFetcher(URLFetcher):
    """Refuses every address, also data: and file:. A subclass, because WeasyPrint asks it more."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        raise ValueError("A paper reaches nothing outside itself.")


def make(draft: Draft) -> bytes:
    """The PDF. Equal papers give equal bytes, in any process. For one thread at a time (Pango)."""
    document = HTML(string=draft.html, url_fetcher=_fetcher()).render(
        font_config=_fonts(), stylesheets=[_style()], output_intent="srgb"
    )
    _set_metadata(document, draft)
    content: bytes = document.write_pdf(
        finisher=_finish,
        pdf_variant=str(draft.variant),
        pdf_identifier=_identifier(draft),
        attachments=[_attach(enclosure, draft.made_at) for enclosure in draft.enclosures],
        output_intent="srgb",
    )
    return content


@cache
def _fetcher() -> NothingFetcher:
    return NothingFetcher()


@cache
def _fonts() -> FontConfiguration:
    """One per process: making it costs more than an invoice."""
    return FontConfiguration()


@cache
def _style() -> CSS:
    return CSS(string=STYLE.read_text(), url_fetcher=_fetcher(), font_config=_fonts())


def _identifier(draft: Draft) -> bytes:
    return hashlib.sha256((repr(draft) + STYLE.read_text()).encode()).digest()[:16]


def _set_metadata(document: Document, draft: Draft) -> None:
    """What the portal says, never what a template's <meta> or <link> says."""
    metadata = document.metadata
    metadata.title, metadata.lang = draft.title, draft.language
    metadata.authors, metadata.keywords, metadata.attachments = [], [], []
    metadata.description = metadata.generator = None
    moment = f"{draft.made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if draft.made_at else None
    metadata.created = metadata.modified = moment


def _attach(enclosure: Enclosure, made_at: datetime | None) -> Attachment:
    moment = made_at.astimezone(UTC) if made_at else None
    return Attachment(
        string=enclosure.content,
        url_fetcher=_fetcher(),
        name=enclosure.name,
        description=enclosure.description,
        created=moment,
        modified=moment,
        relationship="Alternative",
    )


def _finish(_document: Document, pdf: pydyf.PDF) -> None:
    _name_the_producer(pdf)
    if enclosed := pdf.catalog.get("AF"):
        # WeasyPrint finds each file by its name and once more among all objects.
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(enclosed))


def _name_the_producer(pdf: pydyf.PDF) -> None:
    """A fixed name in both places that PDF/A compares, instead of a library and its version."""
    library = pdf.info["Producer"].string.encode()
    pdf.info["Producer"] = pydyf.String(PRODUCER)
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
            item.stream = [part.replace(library, PRODUCER.encode()) for part in item.stream]
