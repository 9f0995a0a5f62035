"""The pages of whoever keeps the books."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from funding.invoices import actions, payments
from funding.invoices.models import Correction, Payment, PurchaseOrder
from funding.invoices.tests.test_pages import text, words
from funding.invoices.tests.words import words_of
from funding.invoices.unissued import seen_of
from zorgportaal.audit.models import Event

BOOKS = reverse("invoices:books")


@pytest.fixture
def finance(sign_in, finance_administrator):
    return sign_in(finance_administrator)


@pytest.fixture
def paid(of_beesel, finance_administrator) -> Payment:
    return payments.note_payment(
        of_beesel, amount=Decimal("78.24"), paid_on=of_beesel.issued_on, by=finance_administrator
    )


def at(name: str, *arguments) -> str:
    return reverse(f"invoices:{name}", args=arguments)


# --- one invoice --------------------------------------------------------------------
def test_the_round_leads_to_the_page_of_each_invoice(finance, issued, of_beesel):
    assert of_beesel.get_absolute_url() in text(finance.get(issued.get_absolute_url()))

    page = words(finance.get(of_beesel.get_absolute_url()))

    assert "13.478 inwoners (zo rekent het voorstel aan uw college) × € 0,08 = € 1.078,24" in page
    assert "Er is nog geen betaling genoteerd." in page


def test_administrator_fetches_both_files(finance, of_beesel, beesel, print_for):
    print_for(beesel)
    page = text(finance.get(of_beesel.get_absolute_url()))

    for name, start in (("of_round_download", b"%PDF"), ("of_round_ubl", b"<?xml")):
        assert at(name, of_beesel.pk) in page
        assert finance.get(at(name, of_beesel.pk)).content.startswith(start)


def test_a_number_that_was_told_later_is_named_beside_that_on_the_invoice(finance, of_beesel, beesel):
    PurchaseOrder.objects.create(municipality=beesel, year=2020, number="BSL-7")

    assert "Nu opgegeven: BSL-7." in words(finance.get(of_beesel.get_absolute_url()))


def test_a_payment_is_noted_as_people_write_it(finance, of_beesel):
    day = f"{timezone.localdate():%d-%m-%Y}"

    page = finance.post(at("pay", of_beesel.pk), {"amount": "1.000,24", "paid_on": day}, follow=True)

    assert Payment.objects.get().amount == Decimal("1000.24")
    assert "Deels betaald" in words(page)
    assert "nog € 78,00" in words(page)
    assert Event.objects.filter(kind="invoices.payment_noted", subject=of_beesel.pk).exists()


@pytest.mark.parametrize(
    ("amount", "days", "problem"),
    [
        ("1078,25", 0, "Op deze factuur staat nog € 1.078,24 open."),
        ("0", 0, "Vul een bedrag in dat meer is dan nul."),
        ("veel", 0, "een bedrag in euro in, bijvoorbeeld 1.078,24"),
        ("1,005", 0, "een bedrag in euro in"),
        ("1", 1, "Deze dag moet nog komen."),
        ("1", -1, "Deze dag ligt voor de factuurdatum."),
    ],
)
def test_a_payment_that_cannot_be_is_refused_in_words(finance, of_beesel, amount, days, problem):
    day = f"{timezone.localdate() + timedelta(days=days):%d-%m-%Y}"

    page = finance.post(at("pay", of_beesel.pk), {"amount": amount, "paid_on": day})

    assert problem in words(page)
    assert not Payment.objects.exists()


def test_a_wrong_payment_is_taken_back_and_can_still_be_read(finance, paid):
    page = finance.post(at("withdraw_payment", paid.pk), follow=True)
    again = finance.post(at("withdraw_payment", paid.pk), follow=True)

    assert "Teruggenomen" in words(page)
    assert "€ 78,24" in words(page)
    assert "Deze betaling is al teruggenomen." in words(again)


def test_one_proposes_a_correction_and_another_approves_it(
    client, sign_in, finance_administrator, second_finance_administrator, of_beesel
):
    sign_in(finance_administrator)
    page = client.post(at("correct", of_beesel.pk), {"reason": "Verkeerd nummer"}, follow=True)
    assert "Een collega moet haar goedkeuren." in words(page)
    approve = at("approve_correction", Correction.objects.get().pk)
    assert approve not in text(page)
    assert "Een collega moet haar goedkeuren." in words(client.post(approve, follow=True))

    sign_in(second_finance_administrator)
    page = words(client.post(approve, follow=True))

    assert "Gecrediteerd" in page
    assert "Creditnota VB-2020-0032" in page


def test_a_proposal_is_taken_back_but_an_approved_one_is_not(
    finance, of_beesel, finance_administrator, second_finance_administrator
):
    finance.post(at("correct", of_beesel.pk), {"reason": "Dubbel"})
    page = finance.post(at("withdraw_correction", Correction.objects.get().pk), follow=True)
    assert "De correctie is ingetrokken." in words(page)

    proposal = actions.propose_correction(
        of_beesel, reason="Toch", is_reissued=False, by=finance_administrator
    )
    actions.approve_correction(proposal, seen=seen_of(proposal), by=second_finance_administrator)
    page = finance.post(at("withdraw_correction", proposal.pk), follow=True)
    assert "Deze correctie is al goedgekeurd." in words(page)


def test_a_correction_without_a_reason_is_refused(finance, of_beesel):
    assert "Vul “Reden” in." in words(finance.post(at("correct", of_beesel.pk), {"reason": ""}))


# --- all of them ------------------------------------------------------------------------
def test_the_books_show_the_sums_of_the_latest_year(finance, issue, bridging, structural):
    issue(bridging, 2019)
    issue(structural, 2020)

    page = words(finance.get(BOOKS))

    assert "Structurele bijdrage 2020" in page
    assert "Overbrugging 2019" not in page
    assert "€ 89.346,16" in page
    assert "Alle jaren en regelingen samen: € 145.145,61 open." in page
    assert "Overbrugging 2019" in words(finance.get(BOOKS, {"year": ""}))


def test_the_books_can_be_filtered_by_scheme_and_state(finance, issued, paid, bridging):
    page = words(finance.get(BOOKS, {"year": "2020", "state": "partly_paid"}))
    assert "Beesel" in page
    assert "Weert" not in page

    assert "Geen facturen in deze keuze." in words(finance.get(BOOKS, {"year": "", "scheme": bridging.pk}))


@pytest.mark.parametrize("wrong", [{"year": "1900"}, {"year": "", "state": "x"}, {"year": "", "scheme": "x"}])
def test_a_filter_that_is_not_there_shows_nothing(finance, issued, wrong):
    assert "Geen facturen in deze keuze." in words(finance.get(BOOKS, wrong))


def test_the_books_as_a_spreadsheet_hold_the_rows_on_screen(finance, paid):
    answer = finance.get(at("books_xlsx"), {"year": "2020", "state": "partly_paid"})

    header, row = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert 'filename="boekhouding-2020.xlsx"' in answer["Content-Disposition"]
    assert header[:4] == ["Regeling", "Jaar", "Gemeentecode", "Gemeente"]
    assert row == [
        "Structurele bijdrage",
        2020,
        "GM0889",
        "Beesel",
        1078.24,
        0,
        78.24,
        0,
        1000,
        "deels betaald",
    ]
    assert Event.objects.latest("number").kind == "invoices.books_exported"


def test_the_books_as_ods_are_an_opendocument(finance, issued):
    assert b"application/vnd.oasis.opendocument.spreadsheet" in finance.get(at("books_ods")).content


def test_the_journal_is_utf_8_and_in_balance(finance, paid):
    answer = finance.get(at("journal"), {"year": "2020"})

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8"))))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert len(rows) == 31 * 2 + 2
    assert sum(Decimal(row["debit"]) for row in rows) == sum(Decimal(row["credit"]) for row in rows)


def test_administrator_makes_the_papers_of_any_municipality(finance, issued, weert):
    statement = finance.get(at("statement_of", "GM0988", 2020))
    assert "Jaaroverzicht 2020" in words_of(statement.content)

    assert "49.735" in words(finance.get(at("consequences_of", "GM0988")))
    paper = finance.get(at("consequences_of_pdf", "GM0988", 2020))
    assert "49.735" in words_of(paper.content)


@pytest.mark.parametrize("municipalities", [10, 300])
def test_the_books_cost_the_same_for_any_number(
    finance, structural, issue, add_municipalities, municipalities, count_queries
):
    add_municipalities(municipalities)
    issue(structural, 2020)

    # user, years, schemes; what was issued and paid, of the choice and of all years; requests; the menu
    assert count_queries(finance, BOOKS) == 9


@pytest.mark.parametrize("times", [1, 20])
def test_an_invoice_costs_the_same_for_any_number_of_payments(
    finance, of_beesel, finance_administrator, times, count_queries
):
    for _ in range(times):
        payments.note_payment(
            of_beesel, amount=Decimal("0.01"), paid_on=of_beesel.issued_on, by=finance_administrator
        )

    # user, invoice, others of the round, number told, correction, requests, payments, the paper it rests on;
    # and the menu
    assert count_queries(finance, of_beesel.get_absolute_url()) == 8
