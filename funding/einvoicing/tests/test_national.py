"""Each rule for a supplier in the Netherlands is broken once, and then it alone speaks."""

import pytest
from lxml import etree

from funding.einvoicing import national, validation
from funding.einvoicing.tests.examples import (
    adding,
    credit_note,
    invoice,
    rules_broken,
    saying,
    tree,
    without,
)
from funding.einvoicing.ubl import Profile

SELLER = "cac:AccountingSupplierParty/cac:Party"
BUYER = "cac:AccountingCustomerParty/cac:Party"
PLACE = "cac:PostalAddress"
AGENT = "cac:TaxRepresentativeParty"
DUTCH_AGENT = adding(".", f"{AGENT}/{PLACE}/cac:Country/cbc:IdentificationCode", "NL")
DELIVERY = "cac:Delivery/cac:DeliveryLocation/cac:Address"
MEANS = "cac:PaymentMeans"
ACCOUNT = f"{MEANS}/cac:PayeeFinancialAccount"
EARLIER = "cac:BillingReference/cac:InvoiceDocumentReference"
REDUCTION = adding(".", "cac:AllowanceCharge/cbc:ChargeIndicator", "false")
SURCHARGE = adding(".", "cac:AllowanceCharge/cbc:ChargeIndicator", "true")
LINE_REDUCTION = adding("cac:InvoiceLine", "cac:AllowanceCharge/cbc:ChargeIndicator", "false")
REASON_CODE = adding("//cac:AllowanceCharge", "cbc:AllowanceChargeReasonCode", "95")
CATEGORY = "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory"

BROKEN = [
    ("BR-NL-1", without(f"{SELLER}/cac:PartyLegalEntity/cbc:CompanyID")),
    ("BR-NL-1", lambda root: root.find(".//{*}CompanyID").set("schemeID", "0060")),
    ("BR-NL-2", without("cbc:BuyerReference")),
    ("BR-NL-3", without(f"{SELLER}/{PLACE}/cbc:StreetName")),
    ("BR-NL-3", without(f"{SELLER}/{PLACE}/cbc:PostalZone")),
    ("BR-NL-4", without(f"{BUYER}/{PLACE}/cbc:CityName")),
    ("BR-NL-5", DUTCH_AGENT),
    ("BR-NL-7", saying("cbc:InvoiceTypeCode", "326")),
    ("BR-NL-8", saying("cbc:InvoiceTypeCode", "381")),
    ("BR-NL-9", saying("cbc:InvoiceTypeCode", "384")),
    ("BR-NL-10", without(f"{BUYER}/cac:PartyLegalEntity/cbc:CompanyID")),
    ("BR-NL-11", without(MEANS)),
    ("BR-NL-12", saying(f"{MEANS}/cbc:PaymentMeansCode", "10")),
    ("BR-NL-13", adding("cac:InvoiceLine", "cac:OrderLineReference/cbc:LineID")),
    ("BR-NL-19", adding(".", "cbc:TaxCurrencyCode", "EUR")),
    ("BR-NL-20", adding(".", "cbc:TaxPointDate", "2020-02-03")),
    ("BR-NL-21", adding("cac:InvoicePeriod", "cbc:DescriptionCode", "35")),
    ("BR-NL-24", adding(".", f"{EARLIER}/cbc:IssueDate", "2020-02-03")),
    ("BR-NL-25", adding(SELLER, "cac:PartyTaxScheme/cbc:CompanyID")),
    ("BR-NL-26", adding(f"{SELLER}/cac:PartyLegalEntity", "cbc:CompanyLegalForm", "stichting")),
    ("BR-NL-27", adding(f"{SELLER}/{PLACE}", "cac:AddressLine/cbc:Line")),
    ("BR-NL-27", adding(f"{BUYER}/{PLACE}", "cac:AddressLine/cbc:Line")),
    ("BR-NL-27", adding(".", f"{AGENT}/{PLACE}/cac:AddressLine/cbc:Line")),
    ("BR-NL-27", adding(".", f"{DELIVERY}/cac:AddressLine/cbc:Line")),
    ("BR-NL-28", adding(f"{SELLER}/{PLACE}", "cbc:CountrySubentity", "Limburg")),
    ("BR-NL-28", adding(f"{BUYER}/{PLACE}", "cbc:CountrySubentity", "Limburg")),
    ("BR-NL-28", adding(".", f"{AGENT}/{PLACE}/cbc:CountrySubentity", "Limburg")),
    ("BR-NL-28", adding(".", f"{DELIVERY}/cbc:CountrySubentity", "Limburg")),
    ("BR-NL-29", lambda root: root.find(".//{*}PaymentMeansCode").set("name", "overboeking")),
    ("BR-NL-30", adding(ACCOUNT, "cbc:Name", "ZVH Voorbeeld")),
    ("BR-NL-31", adding(ACCOUNT, "cac:FinancialInstitutionBranch/cbc:ID", "VOORNL2A")),
    ("BR-NL-33", lambda root: root.find("{*}TaxTotal/{*}TaxAmount").set("currencyID", "DKK")),
    ("BR-NL-35", adding(CATEGORY, "cbc:TaxExemptionReasonCode", "VATEX-EU-O")),
]
BROKEN_BY_TWO = [
    ("BR-NL-32", REDUCTION, REASON_CODE),
    ("BR-NL-32", LINE_REDUCTION, REASON_CODE),
    ("BR-NL-34", SURCHARGE, REASON_CODE),
]


@pytest.mark.parametrize(("rule", "changes"), [(rule, changes) for rule, *changes in BROKEN + BROKEN_BY_TWO])
def test_a_broken_rule_is_named_and_no_other_of_the_country(rule, changes):
    found = rules_broken(invoice(), *changes)

    assert {name for name in found if name.startswith("BR-NL")} == {rule}


def test_every_rule_is_broken_by_a_test():
    assert {rule.name for rule in national.RULES} == {rule for rule, *_ in BROKEN + BROKEN_BY_TWO}


def test_the_rules_are_those_of_the_public_set():
    numbers = [*range(1, 6), *range(7, 14), *range(19, 22), *range(24, 36)]

    assert [rule.name for rule in national.RULES] == [f"BR-NL-{number}" for number in numbers]


@pytest.mark.parametrize("rule", national.RULES, ids=lambda rule: rule.name)
def test_a_rule_says_in_a_sentence_what_is_wrong(rule):
    assert rule.text.endswith(".")
    assert 20 < len(rule.text) < 100


def test_a_credit_note_is_no_invoice_of_another_type():
    assert "BR-NL-8" in rules_broken(credit_note(), saying("cbc:CreditNoteTypeCode", "380"))


def test_an_order_reference_does_instead_of_a_buyer_reference():
    assert rules_broken(invoice(buyer_reference="", order_reference="4500012345")) == set()


def test_a_buyer_abroad_needs_no_dutch_number_and_no_street():
    abroad = saying(f"{BUYER}/{PLACE}/cac:Country/cbc:IdentificationCode", "BE")
    without_number = without(f"{BUYER}/cac:PartyLegalEntity/cbc:CompanyID")

    assert (
        rules_broken(invoice(), abroad, without_number, without(f"{BUYER}/{PLACE}/cbc:StreetName")) == set()
    )


def test_advice_is_marked_as_advice_and_a_demand_is_not():
    root = tree(invoice())
    for change in (without("cbc:BuyerReference"), adding(ACCOUNT, "cbc:Name", "ZVH Voorbeeld")):
        change(root)
    found = {problem.rule: problem.is_advice for problem in validation.problems(etree.tostring(root))}

    assert (found["BR-NL-2"], found["BR-NL-30"]) == (False, True)


def test_the_rules_of_the_country_are_not_asked_of_a_document_for_peppol():
    province = adding(f"{SELLER}/{PLACE}", "cbc:CountrySubentity", "Limburg")

    assert "BR-NL-28" not in rules_broken(invoice(), province, profile=Profile.PEPPOL)
