"""The papers hold what people type into them: a long word wraps, and the usual ones are one page."""

import pytest
from django.utils.formats import date_format

from funding.contributions.models import PopulationDecision, Scheme
from funding.invoices import actions, einvoice
from funding.invoices.models import Invoice, PurchaseOrder, Receiver
from funding.invoices.paragraph import paragraph, print_paragraph
from funding.invoices.statement import print_statement, statement
from funding.invoices.tests.words import pages_of, pieces_of, words_of
from funding.invoices.unissued import seen_of

LONG_NUMBER = "1234567890" * 4
LONG_REASON = "a" * 300


def printed(invoice: Invoice) -> bytes:
    shown = Invoice.objects.to_show().get(pk=invoice.pk)
    return actions.print_invoice(shown, einvoice.write(shown))


@pytest.fixture
def redo(of_beesel, beesel, finance_administrator, second_finance_administrator):
    """`redo(number, reason=…)` takes the invoice back; gives the credit note and the invoice after it."""

    def correct(number: str, reason: str = "Proef") -> list[Invoice]:
        Receiver.objects.create(municipality=beesel, cost_centre="6700001-6425000")
        PurchaseOrder.objects.create(municipality=beesel, year=2020, number=number)
        proposal = actions.propose_correction(
            of_beesel, reason=reason, is_reissued=True, by=finance_administrator
        )
        return actions.approve_correction(proposal, seen=seen_of(proposal), by=second_finance_administrator)

    return correct


def test_a_long_order_number_wraps_and_still_fits_on_one_page(redo):
    _, new = redo(LONG_NUMBER)

    (page,) = pages_of(printed(new))

    assert LONG_NUMBER not in page
    assert LONG_NUMBER in page.replace(" ", "")


def test_a_replacing_invoice_with_all_usual_lines_is_one_page(redo):
    _, new = redo("4500012345")

    (page,) = pages_of(printed(new))

    for words in ("VB-2020-0003 van", "4500012345", "6700001-6425000", "Vragen"):
        assert words in page


def test_a_reason_of_one_word_wraps_and_stays_one_page(redo):
    note, _ = redo("4500012345", LONG_REASON)

    (page,) = pages_of(printed(note))

    assert LONG_REASON not in page
    assert LONG_REASON in page.replace(" ", "")


def test_a_second_page_says_of_which_invoice_it_is_and_that_it_is_an_example(redo, beesel):
    PopulationDecision.objects.filter(municipality=beesel).update(note="Zo rekent het stuk. " * 90)
    _, new = redo("4500012345")

    first, second = pages_of(printed(new))

    assert "Factuur VB-2020-0033 VOORBEELD" not in first
    assert "Factuur VB-2020-0033 VOORBEELD" in second
    assert "Pagina 2 van 2" in second


def test_the_statement_keeps_days_and_numbers_in_one_piece(redo, beesel, pay):
    _, new = redo("4500012345")
    pay(new, "3.00")

    (pieces,) = pieces_of(print_statement(statement(Invoice.objects.all(), beesel, 2020)))

    day = date_format(new.issued_on, "j F Y")
    assert {"Factuur VB-2020-0003", "Creditnota VB-2020-0032", "Factuur VB-2020-0033"} <= set(pieces)
    assert pieces.count(day) == 5  # made on, three documents, one payment


def test_the_budget_keeps_its_words_whole_beside_a_long_name(database, venlo):
    Scheme.objects.filter(slug="structureel").update(name="W" * 80)

    words = words_of(print_paragraph(paragraph(venlo, 2021), venlo))

    assert "W" * 80 not in words
    assert words.count("peildatum") == 6  # one in the text
