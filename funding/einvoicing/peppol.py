"""The rules of Peppol BIS Billing 3 that a document of this portal could break: those for a supplier
in the Netherlands (NL-R) and those on addresses, type and sums. Peppol's own set has more."""

from dataclasses import replace

from funding.einvoicing import national
from funding.einvoicing.national import BUYER, EARLIER, LINE, SELLER
from funding.einvoicing.rules import Rule
from funding.einvoicing.ubl import BILLING

# Peppol took these over from the Netherlands, under names of its own.
TAKEN_OVER = {
    "BR-NL-1": "NL-R-003",
    "BR-NL-2": "PEPPOL-EN16931-R003",
    "BR-NL-3": "NL-R-002",
    "BR-NL-4": "NL-R-004",
    "BR-NL-5": "NL-R-006",
    "BR-NL-10": "NL-R-005",
    "BR-NL-11": "NL-R-007",
    "BR-NL-12": "NL-R-008",
    "BR-NL-13": "NL-R-009",
}
AMOUNT = "cbc:LineExtensionAmount"
QUANTITY = "(cbc:InvoicedQuantity | cbc:CreditedQuantity)"
COMPUTED = f"{QUANTITY} * cac:Price/cbc:PriceAmount"

OWN = [
    Rule(
        "PEPPOL-EN16931-R007",
        "De factuur noemt niet het proces van Peppol voor facturen.",
        f"not(cbc:ProfileID='{BILLING}')",
    ),
    Rule(
        "PEPPOL-EN16931-R008",
        "Er staat een leeg onderdeel in de factuur.",
        "//*[not(*)][not(normalize-space())]",
    ),
    Rule(
        "PEPPOL-EN16931-R010",
        "De gemeente heeft een adres op Peppol nodig.",
        f"not({BUYER}/cbc:EndpointID)",
    ),
    Rule(
        "PEPPOL-EN16931-R020",
        "De afzender heeft een adres op Peppol nodig.",
        f"not({SELLER}/cbc:EndpointID)",
    ),
    Rule(
        "PEPPOL-EN16931-R120",
        "Het bedrag van een regel is niet het aantal keer de prijs.",
        f"{LINE}[{AMOUNT} - {COMPUTED} > 0.0051 or {COMPUTED} - {AMOUNT} > 0.0051]",
    ),
    Rule(
        "PEPPOL-EN16931-P0100",
        "De soort van een factuur is op Peppol 380.",
        "self::inv:Invoice/cbc:InvoiceTypeCode!=380",
    ),
    Rule(
        "PEPPOL-EN16931-P0101",
        "De soort van een creditnota is op Peppol 381.",
        "self::cn:CreditNote/cbc:CreditNoteTypeCode!=381",
    ),
    Rule(
        "NL-R-001",
        "Een creditnota noemt het nummer van de factuur die wordt teruggenomen.",
        f"self::cn:CreditNote[not({EARLIER}/cbc:ID)]",
    ),
]

RULES = [
    *OWN,
    *(replace(rule, name=TAKEN_OVER[rule.name]) for rule in national.DEMANDS if rule.name in TAKEN_OVER),
]
