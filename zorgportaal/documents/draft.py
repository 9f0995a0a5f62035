"""What goes to the press."""

from dataclasses import dataclass
from datetime import datetime

from zorgportaal.documents.choices import Variant


@dataclass(frozen=True)
class Enclosure:
    """A file inside the PDF that says the same as the PDF, such as the e-invoice. «bijlage»"""

    name: str
    content: bytes
    description: str


@dataclass(frozen=True)
class Draft:
    """All that decides the bytes of a PDF. Raises ValueError for an enclosure without a date."""

    html: str
    variant: Variant
    title: str
    language: str
    made_at: datetime | None
    enclosures: tuple[Enclosure, ...]

    def __post_init__(self) -> None:
        if self.enclosures and self.made_at is None:
            raise ValueError("A paper with an attachment needs made_at.")
