"""Documents to try the rules on, all of them about Beesel, with numbers that exist nowhere."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from funding.einvoicing import validation
from funding.einvoicing.document import (
    Document,
    EarlierInvoice,
    Kind,
    Line,
    Party,
    PayTo,
    Period,
    Vat,
    VatCategory,
)
from funding.einvoicing.rules import SPACES
from funding.einvoicing.ubl import Profile, write

SELLER = Party(
    name="Zorg- en Veiligheidshuis Voorbeeld",
    street="Voorbeeldstraat 1",
    postal_code="0000 AA",
    city="Voorbeeldstad",
    kvk="00000000",
    oin="00000000000000000000",
    vat_id="NL000000000B00",
    email="facturen@voorbeeld.invalid",
    phone="000 000 00 00",
)
BUYER = Party(
    name="Gemeente Beesel",
    street="Voorbeeldplein 1",
    postal_code="0000 AA",
    city="Voorbeeldplaats",
    oin="00000000000000000000",
    vat_id="NL000000000B00",
)
OUT_OF_SCOPE = Vat(VatCategory.OUT_OF_SCOPE, reason="Bijdrage, niet belast met btw (overheidstaak)")
EXEMPT = Vat(VatCategory.EXEMPT, reason="Vrijgesteld van btw (art. 11, lid 1, onder f)")
STANDARD = Vat(VatCategory.STANDARD, rate=Decimal(21))
BEESEL = Line("Bijdrage per inwoner, heel 2020", Decimal(13478), Decimal("0.08"), Decimal("1078.24"))

Change = Callable[[Any], None]


def invoice(**changes: Any) -> Document:
    says: dict[str, Any] = {
        "kind": Kind.INVOICE,
        "number": "VB-2020-0003",
        "issued_on": date(2020, 2, 3),
        "due_on": date(2020, 3, 4),
        "period": Period(date(2020, 1, 1), date(2020, 12, 31)),
        "seller": SELLER,
        "buyer": BUYER,
        "lines": (BEESEL,),
        "vat": OUT_OF_SCOPE,
        "payment": PayTo("NL60 VOOR 0000 0000 01", "ZVH Voorbeeld", "VB-2020-0003"),
        "buyer_reference": "Wmo 2020",
        "cost_centre": "6.81b",
    }
    return Document(**{**says, **changes})


def credit_note(**changes: Any) -> Document:
    says = {
        "kind": Kind.CREDIT_NOTE,
        "number": "VB-2020-0033",
        "due_on": None,
        "terms": "Wij verrekenen dit bedrag met de volgende factuur.",
        "corrects": EarlierInvoice("VB-2020-0003", date(2020, 2, 3)),
    }
    return invoice(**{**says, **changes})


def tree(document: Document, profile: Profile = Profile.NLCIUS) -> Any:
    return etree.fromstring(write(document, profile))


def said(document: Document, path: str, profile: Profile = Profile.NLCIUS) -> list[str]:
    """The texts that the UBL has at a path."""
    return [found.text for found in tree(document, profile).xpath(path, namespaces=SPACES)]


def rules_broken(document: Document, *changes: Change, profile: Profile = Profile.NLCIUS) -> set[str]:
    """The names of the rules that the UBL breaks after the changes."""
    root = tree(document, profile)
    for change in changes:
        change(root)
    return {problem.rule for problem in validation.problems(etree.tostring(root))}


# --- changes ----------------------------------------------------------------
def without(path: str) -> Change:
    def change(root: Any) -> None:
        for found in root.xpath(path, namespaces=SPACES):
            found.getparent().remove(found)

    return change


def saying(path: str, text: str) -> Change:
    def change(root: Any) -> None:
        for found in root.xpath(path, namespaces=SPACES):
            found.text = text

    return change


def adding(parent: str, names: str, text: str = "x", **attributes: str) -> Change:
    """Below the parent, one element in another: "cac:Delivery/cbc:ID"."""

    def change(root: Any) -> None:
        (place,) = root.xpath(parent, namespaces=SPACES)
        for name in names.split("/"):
            prefix, local = name.split(":")
            place = etree.SubElement(place, f"{{{SPACES[prefix]}}}{local}")
        place.text = text
        place.attrib.update(attributes)

    return change
