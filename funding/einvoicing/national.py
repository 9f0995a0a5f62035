"""The rules for a supplier in the Netherlands on top of EN 16931 (NLCIUS, SI-UBL 2.0). Numbers that
are not here do not exist, or say nothing of UBL."""

from funding.einvoicing.rules import Rule

SELLER = "cac:AccountingSupplierParty/cac:Party"
BUYER = "cac:AccountingCustomerParty/cac:Party"
AGENT = "cac:TaxRepresentativeParty"
DELIVERY = "cac:Delivery/cac:DeliveryLocation/cac:Address"
ADDRESSES = [
    f"{SELLER}/cac:PostalAddress",
    f"{BUYER}/cac:PostalAddress",
    f"{AGENT}/cac:PostalAddress",
    DELIVERY,
]

LEGAL_NUMBER = "cac:PartyLegalEntity/cbc:CompanyID[@schemeID='0106' or @schemeID='0190']"
IS_DUTCH = "cac:Country/cbc:IdentificationCode='NL'"
IS_INCOMPLETE = "not(cbc:StreetName and cbc:CityName and cbc:PostalZone)"
TYPE = "(cbc:InvoiceTypeCode | cbc:CreditNoteTypeCode)"
LINE = "(cac:InvoiceLine | cac:CreditNoteLine)"
MEANS = "cac:PaymentMeans/cbc:PaymentMeansCode"
EARLIER = "cac:BillingReference/cac:InvoiceDocumentReference"


def each_address(path: str) -> str:
    return " | ".join(f"{address}/{path}" for address in ADDRESSES)


def reason_code(*, of_a_charge: str) -> str:
    return f"//cac:AllowanceCharge[cbc:ChargeIndicator='{of_a_charge}']/cbc:AllowanceChargeReasonCode"


DEMANDS = [
    Rule(
        "BR-NL-1",
        "De afzender heeft een KvK-nummer of een OIN nodig.",
        f"not({SELLER}/{LEGAL_NUMBER})",
    ),
    Rule(
        "BR-NL-2",
        "De factuur heeft een kenmerk of een inkoopnummer van de gemeente nodig.",
        "not(cbc:BuyerReference or cac:OrderReference/cbc:ID)",
    ),
    Rule(
        "BR-NL-3",
        "De afzender heeft een straat, een postcode en een plaats nodig.",
        f"{SELLER}/cac:PostalAddress[{IS_INCOMPLETE}]",
    ),
    Rule(
        "BR-NL-4",
        "De gemeente heeft een straat, een postcode en een plaats nodig.",
        f"{BUYER}/cac:PostalAddress[{IS_DUTCH}][{IS_INCOMPLETE}]",
    ),
    Rule(
        "BR-NL-5",
        "De fiscaal vertegenwoordiger heeft een straat, een postcode en een plaats nodig.",
        f"{AGENT}/cac:PostalAddress[{IS_DUTCH}][{IS_INCOMPLETE}]",
    ),
    Rule(
        "BR-NL-7",
        "De soort van het stuk is niet 380 (factuur), 381 (creditnota), 384 of 389.",
        f"{TYPE}[not(.=380 or .=381 or .=384 or .=389)]",
    ),
    Rule(
        "BR-NL-8",
        "De soort past niet bij de vorm: 381 hoort bij een creditnota, de rest bij een factuur.",
        "self::inv:Invoice/cbc:InvoiceTypeCode=381 or self::cn:CreditNote/cbc:CreditNoteTypeCode!=381",
    ),
    Rule(
        "BR-NL-9",
        "Een corrigerende factuur (384) noemt het nummer van de factuur die wordt gecorrigeerd.",
        f"{TYPE}=384 and not({EARLIER}/cbc:ID)",
    ),
    Rule(
        "BR-NL-10",
        "De gemeente heeft een KvK-nummer of een OIN nodig.",
        f"{BUYER}[cac:PostalAddress/{IS_DUTCH}][not({LEGAL_NUMBER})]",
    ),
    Rule(
        "BR-NL-11",
        "Er is een bedrag te betalen, maar er staat niet hoe.",
        "cac:LegalMonetaryTotal/cbc:PayableAmount > 0 and not(cac:PaymentMeans)",
    ),
    Rule(
        "BR-NL-12",
        "Deze manier van betalen mag niet. Een overboeking, incasso, pas of vaste afspraak mag wel.",
        f"{MEANS}[not(.=30 or .=48 or .=49 or .=57 or .=58 or .=59)]",
    ),
    Rule(
        "BR-NL-13",
        "Een regel noemt een regel van een inkooporder, maar het inkoopnummer ontbreekt.",
        f"{LINE}/cac:OrderLineReference/cbc:LineID and not(cac:OrderReference/cbc:ID)",
    ),
]

ADVICE = [
    Rule(
        "BR-NL-19",
        "Laat de munt van de btw weg.",
        "cbc:TaxCurrencyCode",
        is_advice=True,
    ),
    Rule(
        "BR-NL-20",
        "Laat de datum van de btw weg.",
        "cbc:TaxPointDate",
        is_advice=True,
    ),
    Rule(
        "BR-NL-21",
        "Laat de code voor de datum van de btw weg.",
        "cac:InvoicePeriod/cbc:DescriptionCode",
        is_advice=True,
    ),
    Rule(
        "BR-NL-24",
        "Laat de datum van de eerdere factuur weg.",
        f"{EARLIER}/cbc:IssueDate",
        is_advice=True,
    ),
    Rule(
        "BR-NL-25",
        "Laat een belastingnummer van de afzender dat geen btw-nummer is weg.",
        f"{SELLER}/cac:PartyTaxScheme[cbc:CompanyID][not(cac:TaxScheme/cbc:ID='VAT')]",
        is_advice=True,
    ),
    Rule(
        "BR-NL-26",
        "Laat de rechtsvorm van de afzender weg.",
        f"{SELLER}/cac:PartyLegalEntity/cbc:CompanyLegalForm",
        is_advice=True,
    ),
    Rule(
        "BR-NL-27",
        "Laat de derde regel van een adres weg.",
        each_address("cac:AddressLine/cbc:Line"),
        is_advice=True,
    ),
    Rule(
        "BR-NL-28",
        "Laat de provincie in een adres weg.",
        each_address("cbc:CountrySubentity"),
        is_advice=True,
    ),
    Rule(
        "BR-NL-29",
        "Laat de omschrijving van de manier van betalen weg.",
        f"{MEANS}/@name",
        is_advice=True,
    ),
    Rule(
        "BR-NL-30",
        "Laat de naam van de rekening weg.",
        "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:Name",
        is_advice=True,
    ),
    Rule(
        "BR-NL-31",
        "Laat de BIC van de bank weg bij een Europese betaling.",
        "cac:PaymentMeans[cbc:PaymentMeansCode=58 or cbc:PaymentMeansCode=59]"
        "/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID",
        is_advice=True,
    ),
    Rule(
        "BR-NL-32",
        "Laat de code voor de reden van een korting weg.",
        reason_code(of_a_charge="false"),
        is_advice=True,
    ),
    Rule(
        "BR-NL-33",
        "Laat de btw in een andere munt weg.",
        "cac:TaxTotal/cbc:TaxAmount[@currencyID != /*/cbc:DocumentCurrencyCode]",
        is_advice=True,
    ),
    Rule(
        "BR-NL-34",
        "Laat de code voor de reden van een toeslag weg.",
        reason_code(of_a_charge="true"),
        is_advice=True,
    ),
    Rule(
        "BR-NL-35",
        "Laat de code voor de reden zonder btw weg en schrijf de reden in woorden.",
        "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReasonCode",
        is_advice=True,
    ),
]

RULES = [*DEMANDS, *ADVICE]
