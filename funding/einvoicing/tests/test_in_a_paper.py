"""The e-invoice inside the PDF is the one that was validated, and the PDF may be kept for years."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from funding.einvoicing import validation
from funding.einvoicing.tests.examples import credit_note, invoice
from funding.einvoicing.ubl import Profile, write
from zorgportaal.documents.choices import Variant
from zorgportaal.documents.draft import Enclosure
from zorgportaal.documents.pdf import render_pdf
from zorgportaal.documents.tests.archival import shortcomings


@pytest.mark.parametrize("document", [invoice(), credit_note()], ids=lambda document: document.kind.name)
@pytest.mark.parametrize("profile", Profile, ids=lambda profile: profile.name)
def test_the_paper_holds_the_valid_e_invoice(document, profile):
    name, content = f"{document.number}.xml", write(document, profile)
    paper = render_pdf(
        "paper/base.html",
        {},
        variant=Variant.ARCHIVE,
        title=f"Factuur {document.number}",
        made_at=datetime(2020, 2, 3, 9, 30, tzinfo=UTC),
        attachments=[Enclosure(name, content, f"E-factuur (UBL) {document.number}")],
    )

    assert shortcomings(paper, holding={name: content}) == []
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert validation.problems(pdf.attachments[name].get_file().read_bytes()) == []
