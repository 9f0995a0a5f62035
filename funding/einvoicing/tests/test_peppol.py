"""The rules of Peppol that are checked; each is broken once."""

from dataclasses import replace

import pytest

from funding.einvoicing import peppol
from funding.einvoicing.tests.examples import (
    BUYER,
    SELLER,
    adding,
    credit_note,
    invoice,
    rules_broken,
    saying,
    without,
)
from funding.einvoicing.ubl import Profile

PLACE = "cac:PostalAddress"
SENDER = "cac:AccountingSupplierParty/cac:Party"
RECEIVER = "cac:AccountingCustomerParty/cac:Party"
AGENT = f"cac:TaxRepresentativeParty/{PLACE}/cac:Country/cbc:IdentificationCode"
NUMBER = "cac:PartyLegalEntity/cbc:CompanyID"

BROKEN = [
    ("PEPPOL-EN16931-R003", invoice(), without("cbc:BuyerReference")),
    ("PEPPOL-EN16931-R007", invoice(), without("cbc:ProfileID")),
    ("PEPPOL-EN16931-R008", invoice(), saying("cbc:AccountingCost", " ")),
    ("PEPPOL-EN16931-R010", invoice(), without(f"{RECEIVER}/cbc:EndpointID")),
    ("PEPPOL-EN16931-R020", invoice(), without(f"{SENDER}/cbc:EndpointID")),
    ("PEPPOL-EN16931-R120", invoice(), saying("cac:InvoiceLine/cbc:InvoicedQuantity", "13479")),
    ("PEPPOL-EN16931-P0100", invoice(), saying("cbc:InvoiceTypeCode", "384")),
    ("PEPPOL-EN16931-P0101", credit_note(), saying("cbc:CreditNoteTypeCode", "396")),
    ("NL-R-001", credit_note(), without("cac:BillingReference")),
    ("NL-R-002", invoice(), without(f"{SENDER}/{PLACE}/cbc:CityName")),
    ("NL-R-003", invoice(), without(f"{SENDER}/{NUMBER}")),
    ("NL-R-004", invoice(), without(f"{RECEIVER}/{PLACE}/cbc:CityName")),
    ("NL-R-005", invoice(), without(f"{RECEIVER}/{NUMBER}")),
    ("NL-R-006", invoice(), adding(".", AGENT, "NL")),
    ("NL-R-007", invoice(), without("cac:PaymentMeans")),
    ("NL-R-008", invoice(), saying("cac:PaymentMeans/cbc:PaymentMeansCode", "10")),
    ("NL-R-009", invoice(), adding("cac:InvoiceLine", "cac:OrderLineReference/cbc:LineID")),
]


@pytest.mark.parametrize(("rule", "document", "change"), BROKEN, ids=[rule for rule, *_ in BROKEN])
def test_a_broken_rule_is_named_and_no_other_of_peppol(rule, document, change):
    found = rules_broken(document, change, profile=Profile.PEPPOL)

    assert {name for name in found if name.startswith(("PEPPOL", "NL-R"))} == {rule}


def test_every_rule_is_broken_by_a_test():
    assert {rule.name for rule in peppol.RULES} == {rule for rule, *_ in BROKEN}


def test_a_party_without_any_number_has_no_address_on_peppol():
    nameless = invoice(buyer=replace(BUYER, oin=""))

    assert "PEPPOL-EN16931-R010" in rules_broken(nameless, profile=Profile.PEPPOL)


def test_an_address_in_an_unknown_register_is_refused():
    elsewhere = invoice(seller=replace(SELLER, endpoint="1234:voorbeeld"))

    assert "BR-CL-25" in rules_broken(elsewhere, profile=Profile.PEPPOL)
