"""The pages about VAT that is passed on, and the statement of a municipality."""

import io
import uuid
from decimal import Decimal

import pikepdf
import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from funding.contributions.models import Round, Scheme
from funding.invoices.models import Invoice
from funding.invoices.tests.test_pages import PAGE, text, words
from funding.invoices.tests.words import words_of
from funding.pass_through import actions
from funding.pass_through.models import PassThrough
from funding.pass_through.tests.conftest import GIVEN
from zorgportaal.audit.models import Event

FORM = reverse("pass_through:propose")


@pytest.fixture
def finance(sign_in, finance_administrator):
    return sign_in(finance_administrator)


@pytest.fixture
def of_beesel(passed_on, beesel):
    return passed_on.shares.get(municipality=beesel)


def at(name: str, *arguments) -> str:
    return reverse(f"pass_through:{name}", args=arguments)


def typed(round_: Round, **fields) -> dict[str, object]:
    given = {"round": round_.pk, "total": "12.345,67", "basis": GIVEN["basis"], "only_public_bodies": "on"}
    return {**given, **fields}


# --- proposing --------------------------------------------------------------
def test_the_books_lead_to_the_form(finance, issued):
    assert at("list") in text(finance.get(reverse("invoices:books")))
    assert "Er is nog geen opgave." in words(finance.get(at("list")))
    assert FORM in text(finance.get(at("list")))
    assert str(issued) in words(finance.get(FORM))


def test_administrator_proposes_and_reads_all_shares(finance, issued):
    page = words(finance.post(FORM, typed(issued), follow=True))

    assert "Doorschuif-btw 2020: voorstel" in page
    assert "Tot dan ziet geen gemeente iets." in page
    assert "Beesel" in page
    assert "€ 148,99" in page
    assert "€ 12.345,67" in page
    assert Event.objects.latest("number").kind == "pass_through.proposed"


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"total": "0"}, "De btw is meer dan nul."),
        ({"total": "veel"}, "een bedrag in euro in, bijvoorbeeld 12.345,67"),
        ({"total": "1,005"}, "een bedrag in euro in"),
        ({"total": ""}, "Vul “Door te schuiven btw” in."),
        ({"basis": ""}, "Vul “Goedkeuring van de Belastingdienst” in."),
        ({"only_public_bodies": ""}, "dan mag u geen btw doorschuiven"),
        ({"round": ""}, "Kies een antwoord bij “Regeling en jaar”."),
    ],
)
def test_what_cannot_be_is_refused_at_the_field_and_nothing_typed_is_lost(finance, issued, wrong, problem):
    given = {"total": "9.876,54", "basis": "Mijn grondslag", **wrong}

    page = finance.post(FORM, typed(issued, **given))

    assert problem in words(page)
    assert given["basis"] in text(page)
    assert f'value="{given["total"]}"' in text(page) or not given["total"]
    assert not PassThrough.objects.exists()


def test_a_second_one_for_the_same_year_is_refused_at_the_round(finance, proposal, issued):
    page = finance.post(FORM, typed(issued))

    assert "Voor deze regeling en dit jaar is er al een opgave." in page.context["form"].errors["round"]


def test_a_round_that_is_not_invoiced_yet_cannot_be_chosen(finance, draft):
    assert "Kies een ronde waarvan de facturen er zijn." in words(finance.post(FORM, typed(draft)))


# --- two people ---------------------------------------------------------------
def test_the_maker_waits_for_another(finance, proposal):
    page = text(finance.get(proposal.get_absolute_url()))

    assert at("approve", proposal.pk) not in page
    assert "U stelde dit zelf voor." in words(finance.post(at("approve", proposal.pk), follow=True))


def test_another_approves_what_the_page_shows(sign_in, second_finance_administrator, proposal):
    client = sign_in(second_finance_administrator)
    assert at("approve", proposal.pk) in text(client.get(proposal.get_absolute_url()))

    page = words(client.post(at("approve", proposal.pk), follow=True))

    assert "De gemeenten vinden hun opgave op hun pagina." in page
    assert Event.objects.latest("number").kind == "pass_through.approved"


def test_a_proposal_is_withdrawn(finance, proposal):
    page = words(finance.post(at("withdraw", proposal.pk), follow=True))

    assert "Het voorstel is ingetrokken." in page
    assert "Ingetrokken door" in page
    assert "Hierover is al besloten." in words(finance.post(at("withdraw", proposal.pk), follow=True))


def test_the_page_says_that_a_contribution_changed(finance, proposal, credit, beesel):
    credit(Invoice.objects.get(municipality=beesel))

    assert "Trek het voorstel in en maak een nieuw." in words(finance.get(proposal.get_absolute_url()))


def test_of_what_was_withdrawn_nothing_asks_for_attention(
    finance, finance_administrator, proposal, credit, beesel
):
    actions.withdraw(proposal, by=finance_administrator)
    credit(Invoice.objects.get(municipality=beesel))

    assert "alert--warn" not in text(finance.get(proposal.get_absolute_url()))


def test_after_the_approval_a_credit_note_changes_nothing_and_the_page_says_so(
    finance, passed_on, credit, beesel
):
    credit(Invoice.objects.get(municipality=beesel))

    page = words(finance.get(passed_on.get_absolute_url()))

    assert "Deze opgave blijft zoals zij is." in page
    assert "€ 148,99" in page


def test_the_page_warns_when_it_is_late(finance, proposal, second_finance_administrator):
    """Of 2020, and January 2021 is long gone."""
    assert "Deze opgave is te laat." in words(finance.get(proposal.get_absolute_url()))
    assert "Te laat" in words(finance.get(at("list")))

    actions.approve(proposal, by=second_finance_administrator)

    assert "Deze opgave kwam te laat." in words(finance.get(proposal.get_absolute_url()))


# --- what leaves the portal -------------------------------------------------------
def test_the_spreadsheet_holds_the_shares_and_their_sum(finance, passed_on):
    answer = finance.get(at("xlsx", passed_on.pk))

    header, *rows, total = (
        CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    )
    assert header == ["Gemeentecode", "Gemeente", "Bijdrage", "Aandeel in de btw"]
    assert ["GM0889", "Beesel", 1078.24, 148.99] in rows
    assert len(rows) == 31
    assert total[1:] == ["Totaal", 89346.16, 12345.67]
    assert Event.objects.latest("number").kind == "pass_through.exported"
    assert b"opendocument" in finance.get(at("ods", passed_on.pk)).content


def test_a_proposal_is_no_paper_yet(finance, proposal):
    part = proposal.shares.first()

    for address in (at("xlsx", proposal.pk), at("ods", proposal.pk), at("statement_of", part.pk)):
        assert finance.get(address).status_code == 404


def test_the_statement_says_that_it_is_no_invoice_and_how_the_share_came_about(finance, of_beesel):
    answer = finance.get(at("statement_of", of_beesel.pk))
    paper = words_of(answer.content)

    assert "Opgave doorschuif-btw 2020" in paper
    assert "Dit is geen factuur." in paper
    assert "VOORBEELD" in paper
    assert GIVEN["basis"] in paper
    for amount in ("€ 12.345,67", "€ 89.346,16", "€ 1.078,24", "1,21%", "€ 148,99"):
        assert amount in paper
    assert Event.objects.latest("number").kind == "pass_through.statement_made"


def test_the_statement_is_the_same_each_time_and_made_for_screen_readers(finance, of_beesel):
    first, second = (finance.get(at("statement_of", of_beesel.pk)).content for _ in range(2))

    assert first == second
    with pikepdf.open(io.BytesIO(first)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.Lang == "nl"


# --- the municipality -----------------------------------------------------------------
def test_officer_finds_the_statement_on_the_own_page(sign_in, officer_of_beesel, of_beesel):
    client = sign_in(officer_of_beesel)
    page = client.get(PAGE)
    assert "Uw aandeel over 2020, Structurele bijdrage: € 148,99" in words(page)
    assert at("statement", of_beesel.pk) in text(page)

    answer = client.get(at("statement", of_beesel.pk))

    assert answer["Content-Disposition"] == 'attachment; filename="doorschuif-btw-GM0889-2020.pdf"'


def test_officer_reads_nothing_of_it_while_it_is_a_proposal(sign_in, officer_of_beesel, proposal, beesel):
    client = sign_in(officer_of_beesel)
    part = proposal.shares.get(municipality=beesel)

    assert "Doorschuif-btw" not in words(client.get(PAGE))
    assert client.get(at("statement", part.pk)).status_code == 404


def test_the_statement_of_another_municipality_does_not_exist(sign_in, officer_of_weert, of_beesel):
    client = sign_in(officer_of_weert)

    assert client.get(at("statement", of_beesel.pk)).status_code == 404
    assert client.get(at("statement_of", of_beesel.pk)).status_code == 404
    assert client.get(at("statement", uuid.uuid4())).status_code == 404


# --- how much it asks --------------------------------------------------------------
@pytest.mark.parametrize("municipalities", [10, 300])
def test_a_page_costs_the_same_for_any_number(
    finance, finance_administrator, issue, add_municipalities, municipalities, count_queries
):
    add_municipalities(municipalities)
    issued = issue(Scheme.objects.get(slug="structureel"), 2020)
    made = actions.propose(issued, by=finance_administrator, **GIVEN)

    # user, what was proposed, shares; what it was split by and what stands now
    assert count_queries(finance, made.get_absolute_url()) == 5


@pytest.mark.parametrize("withdrawn", [1, 12])
def test_the_list_costs_the_same_for_any_number(
    finance, finance_administrator, issued, withdrawn, count_queries
):
    for total in range(1, withdrawn + 1):
        made = actions.propose(issued, by=finance_administrator, **{**GIVEN, "total": Decimal(total)})
        actions.withdraw(made, by=finance_administrator)

    assert count_queries(finance, at("list")) == 2  # user, rows
