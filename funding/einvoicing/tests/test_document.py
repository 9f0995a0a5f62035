from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from funding.einvoicing.document import EarlierInvoice, Line, Party, Vat, VatCategory
from funding.einvoicing.tests.examples import BUYER, STANDARD, credit_note, invoice


@pytest.mark.parametrize(
    ("inhabitants", "rate", "amount"),
    [
        (13478, "0.05", "673.90"),
        (13478, "0.08", "1078.24"),
        (49735, "0.05", "2486.75"),
        (49735, "0.08", "3978.80"),
    ],
)
def test_the_amounts_of_the_council_papers(inhabitants, rate, amount):
    line = Line("Bijdrage per inwoner", Decimal(inhabitants), Decimal(rate), Decimal(amount))

    assert invoice(lines=(line,)).total == Decimal(amount)


def test_an_amount_that_is_not_the_number_times_the_price_is_refused():
    with pytest.raises(ValueError, match="its quantity times its price"):
        Line("Bijdrage per inwoner", Decimal(13478), Decimal("0.08"), Decimal("1078.00"))


def test_half_a_cent_goes_up():
    assert Line("Bijdrage", Decimal(1), Decimal("0.085"), Decimal("0.09")).amount == Decimal("0.09")


def test_vat_is_counted_over_the_whole_document():
    document = invoice(vat=STANDARD)

    assert (document.net, document.vat_amount, document.total) == (
        Decimal("1078.24"),
        Decimal("226.43"),
        Decimal("1304.67"),
    )


@pytest.mark.parametrize(
    "vat",
    [
        {"category": VatCategory.OUT_OF_SCOPE},
        {"category": VatCategory.EXEMPT, "reason": " "},
        {"category": VatCategory.EXEMPT, "reason": "Vrijgesteld", "rate": Decimal(21)},
        {"category": VatCategory.STANDARD},
        {"category": VatCategory.STANDARD, "rate": Decimal(21), "reason": "Vrijgesteld"},
    ],
)
def test_vat_has_a_rate_or_a_reason(vat):
    with pytest.raises(ValueError, match="VAT has a rate"):
        Vat(**vat)


def test_a_credit_note_replaces_nothing():
    with pytest.raises(ValueError, match="replaces nothing"):
        credit_note(replaces=EarlierInvoice("VB-2020-0003", date(2020, 2, 3)))


def test_a_credit_note_names_the_invoice_that_it_takes_back():
    with pytest.raises(ValueError, match="names the invoice"):
        credit_note(corrects=None)


def test_an_invoice_takes_nothing_back():
    with pytest.raises(ValueError, match="names the invoice"):
        invoice(corrects=EarlierInvoice("VB-2020-0001", date(2020, 1, 3)))


@pytest.mark.parametrize("document", [invoice, credit_note])
def test_a_document_says_how_it_is_settled(document):
    with pytest.raises(ValueError, match="settled"):
        document(due_on=None, terms="")


def test_a_document_without_a_line_is_none():
    with pytest.raises(ValueError, match="at least one line"):
        invoice(lines=())


def test_the_address_on_peppol_is_the_one_that_is_given_then_oin_then_kvk():
    with_both = replace(BUYER, kvk="00000000")

    assert replace(with_both, endpoint="0088:123").address == ("0088", "123")
    assert with_both.address == ("0190", "0" * 20)
    assert replace(with_both, oin="").address == ("0106", "0" * 8)
    assert Party("Beesel", "", "", "").address is None
