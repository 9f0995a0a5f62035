"""What a paper to be kept for years has to have: our own list for PDF/A-3a with files inside.

It says what we looked at and claims no more: it is not the full standard.

    assert shortcomings(content, holding={"VB-2020-0003.xml": ubl}) == []
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping

import pikepdf
from pikepdf import Dictionary, Name, Pdf

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
ACTIVE = {"/JavaScript", "/Launch", "/Movie", "/Sound", "/ImportData", "/ResetForm", "/SubmitForm"}
NOTHING: Mapping[str, bytes] = {}


def shortcomings(
    content: bytes, *, holding: Mapping[str, bytes] = NOTHING, language: str = "nl"
) -> list[str]:
    """What is missing, in words; `holding` are the files that the paper must hold, and no others."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        wrong = [words for words, holds in KEPT.items() if not _holds(holds, pdf)]
        if pdf.Root.get("/Lang") != language:
            wrong.append("has its language")
        wrong += [
            f"holds {name} as it is" for name, inside in holding.items() if not _encloses(pdf, name, inside)
        ]
        listed = sorted(str(found.UF) for found in pdf.Root.get("/AF", []))
        if listed != sorted(holding) or set(pdf.attachments) != set(holding):
            wrong.append("holds nothing else, and nothing twice")
    return wrong


def _holds(check: Callable[[Pdf], bool], pdf: Pdf) -> bool:
    try:
        return check(pdf)
    except (AttributeError, KeyError, IndexError):  # what it looks for is not there
        return False


def _encloses(pdf: Pdf, name: str, content: bytes) -> bool:
    """Listed on the document and by name, as the alternative of the paper, byte for byte."""
    for found in pdf.Root.get("/AF", []):
        if {str(found.UF), str(found.F)} == {name} and found.AFRelationship == Name.Alternative:
            stream = found.EF.F
            is_described = bool(str(found.Desc)) and "/ModDate" in stream.Params
            is_text = stream.Subtype == Name("/text/xml") and stream.Params.Size == len(content)
            return is_described and is_text and stream.read_bytes() == content
    return False


# --- the list ---------------------------------------------------------------
def _is_tagged(pdf: Pdf) -> bool:
    has_tags = bool(pdf.Root.MarkInfo.Marked) and len(pdf.Root.StructTreeRoot.K) > 0
    return has_tags and all("/StructParents" in page for page in pdf.pages)


def _describes_its_pictures(pdf: Pdf) -> bool:
    figures = [item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/S") == Name.Figure]
    return all(str(figure.Alt) for figure in figures)


def _has_a_title(pdf: Pdf) -> bool:
    title = pdf.open_metadata()["dc:title"]
    return bool(title) and title == str(pdf.docinfo.Title)


def _shows_the_title(pdf: Pdf) -> bool:
    return bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def _names_its_standard(pdf: Pdf) -> bool:
    metadata = pdf.open_metadata()
    return (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


def _is_open_to_anybody(pdf: Pdf) -> bool:
    return not pdf.is_encrypted


def _dates_agree(pdf: Pdf) -> bool:
    metadata = pdf.open_metadata()
    pairs = [("xmp:CreateDate", pdf.docinfo.CreationDate), ("xmp:ModifyDate", pdf.docinfo.ModDate)]
    return all(_moment(metadata[name]) == _moment(str(there)) for name, there in pairs)


def _moment(text: str) -> str:
    """The digits of year to second; the two places write the same moment in two ways, both in UTC."""
    return "".join(re.findall(r"\d", text))[:14]


def _describes_its_colours(pdf: Pdf) -> bool:
    (intent,) = pdf.Root.OutputIntents
    return intent.S == Name.GTS_PDFA1 and len(intent.DestOutputProfile.read_bytes()) > 0


def _embeds_every_font(pdf: Pdf) -> bool:
    fonts = list(_fonts(pdf))
    return bool(fonts) and all(any(name in font.FontDescriptor for name in FONT_FILES) for font in fonts)


def _fonts(pdf: Pdf) -> Iterator[pikepdf.Object]:
    """Each font that has shapes: of a composed one, the one it is composed of."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.Font and "/DescendantFonts" not in item:
            yield item


def _does_nothing_by_itself(pdf: Pdf) -> bool:
    starts = [name for name in ("/OpenAction", "/AA") if name in pdf.Root]
    actions = [item for item in pdf.objects if isinstance(item, Dictionary) and str(item.get("/S")) in ACTIVE]
    return not starts and not actions


def _has_an_identifier(pdf: Pdf) -> bool:
    return len(pdf.trailer.ID) == 2 and len(bytes(pdf.trailer.ID[0])) > 0


KEPT: dict[str, Callable[[Pdf], bool]] = {
    "is tagged": _is_tagged,
    "describes its pictures": _describes_its_pictures,
    "has a title, the same in both places": _has_a_title,
    "shows its title": _shows_the_title,
    "says that it is PDF/A-3a": _names_its_standard,
    "is open to anybody": _is_open_to_anybody,
    "has the same dates in both places": _dates_agree,
    "describes its colours": _describes_its_colours,
    "embeds every font": _embeds_every_font,
    "does nothing by itself": _does_nothing_by_itself,
    "has an identifier": _has_an_identifier,
}
