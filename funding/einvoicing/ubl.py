"""Write a document as UBL 2.1, for the Netherlands (NLCIUS) or for Peppol. Equal input, equal bytes."""

import re
from decimal import Decimal
from enum import Enum
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from funding.einvoicing.document import Document, Line, Party, VatCategory

Element = Any  # lxml comes without types

INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
CAC_SPACE = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC_SPACE = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
BILLING = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
EURO = {"currencyID": "EUR"}
SEPA_CREDIT_TRANSFER, AS_AGREED = "58", "57"
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

CAC = ElementMaker(namespace=CAC_SPACE)
CBC = ElementMaker(namespace=CBC_SPACE)


class Profile(Enum):
    """Which set of rules the receiver holds the document to."""

    NLCIUS = "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0"
    PEPPOL = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"


def write(document: Document, profile: Profile) -> bytes:
    """The UBL. Whether it keeps to the rules, `validation.problems` says."""
    space, name = (CREDIT_NOTE, "CreditNote") if document.is_credit_note else (INVOICE, "Invoice")
    root = ElementMaker(namespace=space, nsmap={None: space, "cac": CAC_SPACE, "cbc": CBC_SPACE})
    tree = root(
        name,
        *_head(document, profile),
        *_references(document, profile),
        CAC.AccountingSupplierParty(_party(document.seller, document)),
        CAC.AccountingCustomerParty(_party(document.buyer, document)),
        *_payment(document, profile),
        _tax(document),
        _totals(document),
        *(_line(number, line, document) for number, line in enumerate(document.lines, start=1)),
    )
    return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _head(document: Document, profile: Profile) -> list[Element]:
    # The schema wants the code of a credit note before the note and knows no last day there.
    due = [] if document.is_credit_note else _said("DueDate", document.due_on)
    code = "CreditNoteTypeCode" if document.is_credit_note else "InvoiceTypeCode"
    return [
        *_said("CustomizationID", profile.value),
        *_said("ProfileID", BILLING),
        *_said("ID", document.number),
        *_said("IssueDate", document.issued_on),
        *due,
        *_said(code, document.kind.value),
        *_said("Note", document.note),
        *_said("DocumentCurrencyCode", "EUR"),
        *_said("AccountingCost", document.cost_centre),
        *_said("BuyerReference", document.buyer_reference),
    ]


def _references(document: Document, profile: Profile) -> list[Element]:
    period = document.period
    found = [CAC.InvoicePeriod(*_said("StartDate", period.starts_on), *_said("EndDate", period.ends_on))]
    if order := _said("ID", document.order_reference):
        found.append(CAC.OrderReference(*order))
    if earlier := document.preceding:
        # NLCIUS advises against the date of the earlier invoice (BR-NL-24): there it stands in the note.
        day = _said("IssueDate", earlier.issued_on) if profile is Profile.PEPPOL else []
        reference = CAC.InvoiceDocumentReference(*_said("ID", earlier.number), *day)
        found.append(CAC.BillingReference(reference))
    return found


def _party(party: Party, document: Document) -> Element:
    return CAC.Party(
        *_endpoint(party),
        *(CAC.PartyIdentification(_number("ID", *other)) for other in party.registrations[1:]),
        *_around("PartyName", _said("Name", party.name)),
        CAC.PostalAddress(
            *_said("StreetName", party.street),
            *_said("CityName", party.city),
            *_said("PostalZone", party.postal_code),
            CAC.Country(*_said("IdentificationCode", party.country)),
        ),
        *_vat_number(party, document),
        CAC.PartyLegalEntity(
            *_said("RegistrationName", party.name),
            *(_number("CompanyID", *legal) for legal in party.registrations[:1]),
        ),
        *_around("Contact", _contact(party)),
    )


def _contact(party: Party) -> list[Element]:
    return [
        *_said("Name", party.contact),
        *_said("Telephone", party.phone),
        *_said("ElectronicMail", party.email),
    ]


def _endpoint(party: Party) -> list[Element]:
    if not party.address:
        return []
    scheme, number = party.address
    return _said("EndpointID", number, schemeID=scheme)


def _number(name: str, scheme: Enum, number: str) -> Element:
    return CBC(name, _clean(number), schemeID=scheme.value)


def _vat_number(party: Party, document: Document) -> list[Element]:
    """Left out when VAT does not apply: then the rules forbid it (BR-O-02)."""
    if document.vat.category is VatCategory.OUT_OF_SCOPE or not party.vat_id:
        return []
    return [CAC.PartyTaxScheme(*_said("CompanyID", party.vat_id), _vat_scheme())]


def _payment(document: Document, profile: Profile) -> list[Element]:
    """A credit note is settled as agreed: the account of the buyer is not ours to state."""
    payment = document.payment
    code = AS_AGREED if document.is_credit_note else SEPA_CREDIT_TRANSFER
    due = _said("PaymentDueDate", document.due_on) if document.is_credit_note else []
    # NLCIUS advises against the name of the account (BR-NL-30).
    holder = _said("Name", payment.account_name) if profile is Profile.PEPPOL else []
    account = CAC.PayeeFinancialAccount(*_said("ID", payment.iban.replace(" ", "")), *holder)
    means = CAC.PaymentMeans(
        *_said("PaymentMeansCode", code),
        *due,
        *_said("PaymentID", payment.reference),
        *([] if document.is_credit_note else [account]),
    )
    return [means, *_around("PaymentTerms", _said("Note", document.terms))]


def _tax(document: Document) -> Element:
    vat = document.vat
    return CAC.TaxTotal(
        _amount("TaxAmount", document.vat_amount),
        CAC.TaxSubtotal(
            _amount("TaxableAmount", document.net),
            _amount("TaxAmount", document.vat_amount),
            CAC.TaxCategory(*_category(document), *_said("TaxExemptionReason", vat.reason), _vat_scheme()),
        ),
    )


def _category(document: Document) -> list[Element]:
    """Where VAT does not apply there is no rate, not even of nought (BR-O-05)."""
    vat = document.vat
    has_rate = vat.category is not VatCategory.OUT_OF_SCOPE
    return [*_said("ID", vat.category.value), *(_said("Percent", plain(vat.rate)) if has_rate else [])]


def _vat_scheme() -> Element:
    return CAC.TaxScheme(CBC.ID("VAT"))


def _totals(document: Document) -> Element:
    return CAC.LegalMonetaryTotal(
        _amount("LineExtensionAmount", document.net),
        _amount("TaxExclusiveAmount", document.net),
        _amount("TaxInclusiveAmount", document.total),
        _amount("PayableAmount", document.total),
    )


def _line(number: int, line: Line, document: Document) -> Element:
    name = "CreditNoteLine" if document.is_credit_note else "InvoiceLine"
    quantity = "CreditedQuantity" if document.is_credit_note else "InvoicedQuantity"
    return CAC(
        name,
        CBC.ID(str(number)),
        CBC(quantity, plain(line.quantity), unitCode=line.unit.value),
        _amount("LineExtensionAmount", line.amount),
        CAC.Item(
            *_said("Name", line.description),
            CAC.ClassifiedTaxCategory(*_category(document), _vat_scheme()),
        ),
        CAC.Price(CBC.PriceAmount(plain(line.unit_price), EURO)),
    )


def _amount(name: str, amount: Decimal) -> Element:
    return CBC(name, f"{amount:.2f}", EURO)


def _around(name: str, found: list[Element]) -> list[Element]:
    """What was found inside one element; nothing around nothing, for the rules want none empty."""
    return [CAC(name, *found)] if found else []


def _said(name: str, value: object, **attributes: str) -> list[Element]:
    text = _clean("" if value is None else str(value))
    return [CBC(name, text, **attributes)] if text else []


def _clean(text: str) -> str:
    """Without what XML cannot hold."""
    return NOT_IN_XML.sub("", text).strip()


def plain(number: Decimal) -> str:
    """In full, without an exponent or closing noughts."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
