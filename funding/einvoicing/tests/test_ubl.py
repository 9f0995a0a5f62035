import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from funding.einvoicing.document import EarlierInvoice, Line, Unit
from funding.einvoicing.tests.examples import (
    BEESEL,
    BUYER,
    EXEMPT,
    OUT_OF_SCOPE,
    SELLER,
    STANDARD,
    credit_note,
    invoice,
    said,
)
from funding.einvoicing.ubl import Profile, plain, write

SENDER = "cac:AccountingSupplierParty/cac:Party"
RECEIVER_TAX = "cac:AccountingCustomerParty/cac:Party/cac:PartyTaxScheme/cac:TaxScheme/cbc:ID"
TAX_NUMBERS = "//cac:PartyTaxScheme/cbc:CompanyID"
SAME_IN_ANOTHER_PROCESS = """
import sys
from funding.einvoicing.tests.examples import invoice
from funding.einvoicing.ubl import Profile, plain, write
sys.stdout.buffer.write(write(invoice(), Profile.NLCIUS))
"""


def test_same_document_gives_the_same_bytes_in_another_process():
    other = subprocess.run([sys.executable, "-c", SAME_IN_ANOTHER_PROCESS], capture_output=True, check=True)

    assert other.stdout == write(invoice(), Profile.NLCIUS)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("cbc:ID", "VB-2020-0003"),
        ("cbc:IssueDate", "2020-02-03"),
        ("cbc:DueDate", "2020-03-04"),
        ("cbc:InvoiceTypeCode", "380"),
        ("cbc:AccountingCost", "6.81b"),
        ("cbc:BuyerReference", "Wmo 2020"),
        ("cac:OrderReference/cbc:ID", "4500012345"),
        ("cac:InvoicePeriod/cbc:EndDate", "2020-12-31"),
        ("cac:AccountingCustomerParty/cac:Party/cac:PartyName/cbc:Name", "Gemeente Beesel"),
        (f"{SENDER}/cac:PartyLegalEntity/cbc:CompanyID[@schemeID='0106']", "00000000"),
        (f"{SENDER}/cac:PartyIdentification/cbc:ID[@schemeID='0190']", "0" * 20),
        (f"{SENDER}/cac:Contact/cbc:Telephone", "000 000 00 00"),
        (f"{SENDER}/cac:Contact/cbc:ElectronicMail", "facturen@voorbeeld.invalid"),
        ("cac:PaymentMeans/cbc:PaymentID", "VB-2020-0003"),
        ("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID", "NL60VOOR0000000001"),
        ("cac:InvoiceLine/cbc:InvoicedQuantity[@unitCode='IE']", "13478"),
        ("cac:InvoiceLine/cac:Price/cbc:PriceAmount", "0.08"),
        ("cac:LegalMonetaryTotal/cbc:PayableAmount[@currencyID='EUR']", "1078.24"),
    ],
)
def test_the_invoice_says(path, text):
    assert said(invoice(order_reference="4500012345"), path) == [text]


def test_a_contribution_outside_vat_has_no_tax_number_no_rate_and_a_reason():
    document = invoice(vat=OUT_OF_SCOPE)

    assert said(document, TAX_NUMBERS) == []
    assert said(document, "//cbc:Percent") == []
    assert said(document, "//cbc:TaxExemptionReason") == [OUT_OF_SCOPE.reason]


def test_an_exempt_contribution_has_a_rate_of_nought_and_a_reason():
    document = invoice(vat=EXEMPT)

    assert said(document, TAX_NUMBERS) == [SELLER.vat_id, BUYER.vat_id]
    assert said(document, "//cbc:Percent") == ["0", "0"]
    assert said(document, "//cbc:TaxExemptionReason") == [EXEMPT.reason]


def test_a_taxed_contribution_has_a_rate_and_no_reason():
    document = invoice(vat=STANDARD)

    assert said(document, "//cac:TaxSubtotal/cac:TaxCategory/cbc:Percent") == ["21"]
    assert said(document, "//cbc:TaxExemptionReason") == []
    assert said(document, "cac:LegalMonetaryTotal/cbc:PayableAmount") == ["1304.67"]


@pytest.mark.parametrize("vat", [OUT_OF_SCOPE, EXEMPT, STANDARD], ids=lambda vat: vat.category.name)
def test_vat_is_broken_down_once(vat):
    assert (
        len(said(invoice(vat=vat, lines=(BEESEL, BEESEL)), "//cac:TaxSubtotal/cac:TaxCategory/cbc:ID")) == 1
    )


def test_a_credit_note_is_positive_and_names_the_invoice_and_no_account():
    assert said(credit_note(), "cbc:CreditNoteTypeCode") == ["381"]
    assert said(credit_note(), "cac:LegalMonetaryTotal/cbc:PayableAmount") == ["1078.24"]
    assert said(credit_note(), "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID") == ["VB-2020-0003"]
    assert said(credit_note(), "//cac:PayeeFinancialAccount/cbc:ID") == []


def test_a_credit_note_says_how_and_until_when_it_is_settled():
    document = credit_note(due_on=date(2020, 3, 4))

    assert said(document, "cac:PaymentTerms/cbc:Note") == [document.terms]
    assert said(document, "cac:PaymentMeans/cbc:PaymentDueDate") == ["2020-03-04"]


@pytest.mark.parametrize(("profile", "days"), [(Profile.NLCIUS, []), (Profile.PEPPOL, ["2020-02-03"])])
def test_an_invoice_names_the_one_that_it_replaces(profile, days):
    document = invoice(number="VB-2020-0033", replaces=EarlierInvoice("VB-2020-0003", date(2020, 2, 3)))
    earlier = "cac:BillingReference/cac:InvoiceDocumentReference"

    assert said(document, f"{earlier}/cbc:ID", profile) == ["VB-2020-0003"]
    assert said(document, f"{earlier}/cbc:IssueDate", profile) == days


def test_an_invoice_says_its_terms_beside_its_last_day():
    document = invoice(terms="Betaal binnen 30 dagen.")

    assert said(document, "cac:PaymentTerms/cbc:Note") == ["Betaal binnen 30 dagen."]
    assert said(document, "cbc:DueDate") == ["2020-03-04"]


def test_the_buyer_has_the_name_of_whom_it_is_for():
    document = invoice(buyer=replace(BUYER, contact="Persoon 1 Voorbeeld"))

    names = said(document, "cac:AccountingCustomerParty/cac:Party/cac:Contact/cbc:Name")
    assert names == ["Persoon 1 Voorbeeld"]


def test_a_party_without_a_tax_number_has_no_place_for_it():
    assert said(invoice(vat=EXEMPT, buyer=replace(BUYER, vat_id="")), RECEIVER_TAX) == []


@pytest.mark.parametrize(
    ("number", "text"),
    [("0.0800", "0.08"), ("10", "10"), ("10.00", "10"), ("1E+2", "100"), ("0.085", "0.085")],
)
def test_a_number_is_written_in_full(number, text):
    assert plain(Decimal(number)) == text


def test_only_peppol_takes_the_name_of_the_account_and_the_day_of_the_earlier_invoice():
    assert said(invoice(), "//cac:PayeeFinancialAccount/cbc:Name", Profile.PEPPOL) == ["ZVH Voorbeeld"]
    assert said(invoice(), "//cac:PayeeFinancialAccount/cbc:Name") == []
    assert said(credit_note(), "//cac:BillingReference//cbc:IssueDate", Profile.PEPPOL) == ["2020-02-03"]
    assert said(credit_note(), "//cac:BillingReference//cbc:IssueDate") == []


def test_what_is_not_known_leaves_nothing_empty_behind():
    bare = invoice(buyer=replace(BUYER, street=" ", oin="", vat_id=""), cost_centre="")

    assert b"<cbc:AccountingCost" not in write(bare, Profile.NLCIUS)
    assert said(bare, "//*[not(*)][not(normalize-space())]") == []


def test_what_xml_cannot_hold_is_left_out():
    assert said(invoice(note="Let\x00 op\x1b: <b>&amp;</b> € \ud800"), "cbc:Note") == [
        "Let op: <b>&amp;</b> €"
    ]


def test_an_amount_for_a_whole_counts_as_one_piece():
    line = Line("Aandeel DU-VO 2020", Decimal(1), Decimal(2500), Decimal(2500), Unit.PIECE)

    assert said(invoice(lines=(line,)), "//cbc:InvoicedQuantity[@unitCode='C62']") == ["1"]
