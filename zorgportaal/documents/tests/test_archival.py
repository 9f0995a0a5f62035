"""The paper of an invoice keeps to our list for PDF/A-3a, and the list sees each thing that is missing."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf

from zorgportaal.documents.draft import Enclosure
from zorgportaal.documents.tests.archival import shortcomings
from zorgportaal.documents.tests.test_press import invoice, report

NAME = "VB-2020-0003.xml"
UBL = "<Invoice>€ 1.078,24</Invoice>".encode()
HOLDING = {NAME: UBL}


def paper() -> bytes:
    return invoice(attachments=[Enclosure(NAME, UBL, "E-factuur (UBL) VB-2020-0003")])


def spoilt(change: Callable[[Pdf], object]) -> bytes:
    """The paper after somebody took something away."""
    after = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        change(pdf)
        pdf.save(after)
    return after.getvalue()


def take_a_description(pdf):
    """Of the first picture there is."""
    figures = (item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/S") == Name.Figure)
    del next(figures).Alt


def take_a_font(pdf: Pdf) -> None:
    descriptor = next(item for item in pdf.objects if isinstance(item, Dictionary) and "/FontFile2" in item)
    del descriptor.FontFile2


def test_the_paper_of_an_invoice_keeps_to_the_list():
    assert shortcomings(paper(), holding=HOLDING) == []


def test_the_paper_of_an_invoice_has_the_same_bytes_each_time():
    assert paper() == paper()


def test_a_paper_that_is_not_to_be_kept_does_not():
    assert "says that it is PDF/A-3a" in shortcomings(report())


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("is tagged", lambda pdf: pdf.Root.__delitem__("/StructTreeRoot")),
        ("describes its pictures", take_a_description),
        ("has its language", lambda pdf: pdf.Root.__delitem__("/Lang")),
        ("has a title, the same in both places", lambda pdf: pdf.docinfo.__delitem__("/Title")),
        ("shows its title", lambda pdf: pdf.Root.__delitem__("/ViewerPreferences")),
        ("says that it is PDF/A-3a", lambda pdf: pdf.Root.__delitem__("/Metadata")),
        ("has the same dates in both places", lambda pdf: pdf.docinfo.__delitem__("/ModDate")),
        ("describes its colours", lambda pdf: pdf.Root.__delitem__("/OutputIntents")),
        ("embeds every font", take_a_font),
        ("does nothing by itself", lambda pdf: pdf.Root.update({"/OpenAction": pikepdf.Array()})),
        ("holds nothing else, and nothing twice", lambda pdf: pdf.Root.AF.append(pdf.Root.AF[0])),
        ("holds nothing else, and nothing twice", lambda pdf: pdf.attachments.update({"more.txt": b"more"})),
        (f"holds {NAME} as it is", lambda pdf: pdf.Root.__delitem__("/AF")),
        (f"holds {NAME} as it is", lambda pdf: pdf.Root.AF[0].update({"/AFRelationship": Name.Unspecified})),
        (f"holds {NAME} as it is", lambda pdf: pdf.Root.AF[0].EF.F.update({"/Subtype": Name("/text/plain")})),
        (f"holds {NAME} as it is", lambda pdf: pdf.Root.AF[0].EF.F.write(UBL.replace(b"078", b"079"))),
    ],
)
def test_what_is_missing_is_seen(words, change):
    assert words in shortcomings(spoilt(change), holding=HOLDING)
