"""Papers: what they reach, what they tell about their maker, and whether they can be read aloud."""

import subprocess
import sys
from datetime import UTC, datetime

import pikepdf
import pytest

from zorgportaal.documents.choices import Variant
from zorgportaal.documents.draft import Enclosure
from zorgportaal.documents.pdf import render_pdf

MADE_AT = datetime(2020, 2, 3, 9, 30, tzinfo=UTC)
UBL = Enclosure("factuur.xml", b"<Invoice/>", "E-factuur (UBL)")
SAME_IN_ANOTHER_PROCESS = """
import django; django.setup()
import sys
from zorgportaal.documents.tests.test_press import invoice
sys.stdout.buffer.write(invoice())
"""


def invoice(**changes) -> bytes:
    paper = {
        "variant": Variant.ARCHIVE,
        "title": "Factuur VB-2020-0003",
        "made_at": MADE_AT,
        "attachments": [UBL],
    }
    return render_pdf("paper/base.html", {}, **{**paper, **changes})


def report(**changes) -> bytes:
    paper = {"variant": Variant.ACCESSIBLE, "title": "Perioderapportage", "made_at": MADE_AT}
    return render_pdf("paper/base.html", {}, **{**paper, **changes})


def opened(content: bytes, tmp_path) -> pikepdf.Pdf:
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    return pikepdf.open(path)


@pytest.mark.parametrize("make", [invoice, report])
def test_same_input_gives_the_same_bytes(make):
    assert make() == make()


def test_same_input_gives_the_same_bytes_in_another_process():
    other = subprocess.run([sys.executable, "-c", SAME_IN_ANOTHER_PROCESS], capture_output=True, check=True)

    assert other.stdout == invoice()


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Factuur VB-2020-0004"},
        {"made_at": datetime(2020, 2, 4, tzinfo=UTC)},
        {"attachments": [Enclosure("factuur.xml", b"<CreditNote/>", "E-factuur (UBL)")]},
    ],
)
def test_other_input_gives_other_bytes_and_another_identifier(change, tmp_path):
    before, after = opened(invoice(), tmp_path), opened(invoice(**change), tmp_path)

    assert before.trailer.ID[0] != after.trailer.ID[0]


def test_metadata_names_the_paper_and_nobody(tmp_path):
    paper = opened(invoice(), tmp_path)

    assert dict(paper.docinfo.items()) == {
        "/Title": "Factuur VB-2020-0003",
        "/Producer": "zorgportaal",
        "/CreationDate": "D:20200203093000Z",
        "/ModDate": "D:20200203093000Z",
    }
    assert b"WeasyPrint" not in paper.Root.Metadata.read_bytes()


def test_paper_without_a_date_holds_no_date(tmp_path):
    paper = opened(report(made_at=None), tmp_path)

    assert set(paper.docinfo.keys()) == {"/Title", "/Producer"}


@pytest.mark.parametrize("make", [invoice, report])
def test_paper_is_tagged_and_tells_language_and_title(make, tmp_path):
    paper = opened(make(), tmp_path)

    assert paper.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in paper.Root
    assert paper.Root.Lang == "nl"
    assert paper.Root.ViewerPreferences.DisplayDocTitle


def test_every_font_is_embedded(tmp_path):
    paper = opened(report(), tmp_path)
    descriptors = [
        item for item in paper.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item
    ]

    assert descriptors
    assert all("/FontFile2" in item or "/FontFile3" in item for item in descriptors)
    assert all("Noto" in str(item.FontName) for item in descriptors)


@pytest.mark.parametrize(
    ("make", "mark"),
    [(invoice, b'pdfaid:part="3" pdfaid:conformance="A"'), (report, b'pdfuaid:part="1"')],
)
def test_paper_says_which_standard_it_keeps_to(make, mark, tmp_path):
    paper = opened(make(), tmp_path)

    assert mark in paper.Root.Metadata.read_bytes()


def test_invoice_holds_the_e_invoice_as_its_alternative(tmp_path):
    paper = opened(invoice(), tmp_path)
    enclosed = paper.Root.AF[0]

    assert (enclosed.AFRelationship, enclosed.UF) == ("/Alternative", "factuur.xml")
    assert enclosed.EF.F.Subtype == "/text/xml"
    assert paper.attachments["factuur.xml"].get_file().read_bytes() == UBL.content


def test_an_enclosure_needs_a_date():
    with pytest.raises(ValueError, match="made_at"):
        invoice(made_at=None)


def test_archive_paper_has_its_colours_described(tmp_path):
    paper = opened(invoice(), tmp_path)

    assert paper.Root.OutputIntents[0].S == "/GTS_PDFA1"
