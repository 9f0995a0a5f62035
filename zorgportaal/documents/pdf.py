"""Make a paper from a template: the same bytes for the same input, and nothing fetched.

    pdf = render_pdf(
        "funding/invoices/paper.html",
        {"invoice": invoice},
        variant=Variant.ARCHIVE,
        title="Factuur VB-2020-0003",
        made_at=invoice.issued_at,
        attachments=[Enclosure("factuur.xml", ubl, "E-factuur (UBL)")],
    )

The template extends "paper/base.html" and takes its looks from static/paper/paper.css.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from zorgportaal.documents.choices import Variant
from zorgportaal.documents.draft import Draft, Enclosure
from zorgportaal.documents.printer import Printer

PRINTER = Printer()


def render_pdf(  # noqa: PLR0913 (each of them decides the bytes)
    template: str,
    context: Mapping[str, Any],
    *,
    variant: Variant,
    title: str,
    made_at: datetime | None = None,
    attachments: Sequence[Enclosure] = (),
    language: str = "nl",
) -> bytes:
    """The paper as PDF, tagged, with its fonts inside and without the name of its maker.

    `made_at` is the only date in it; it is needed where something is attached.
    """
    # Of one paper something may be made up where all else is real, such as an address not known yet.
    is_fictitious = settings.FICTITIOUS or bool(context.get("is_fictitious"))
    frame = {"title": title, "language": language, "is_fictitious": is_fictitious}
    html = render_to_string(template, {**context, **frame})
    return PRINTER.make(Draft(html, variant, title, language, made_at, tuple(attachments)))
