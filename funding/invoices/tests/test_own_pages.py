"""What a municipality fills in, and what it needs for its budget and its council."""

from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from funding.contributions.contribution import spoken
from funding.invoices import actions, letters, payments
from funding.invoices.models import Invoice, PurchaseOrder, Receiver
from funding.invoices.statement import statement
from funding.invoices.tests.test_pages import PAGE, download, text, words
from funding.invoices.tests.words import words_of
from funding.invoices.unissued import seen_of
from zorgportaal.audit.models import Event
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job

ADDRESS = {"street": "Proefplein 1", "postal_code": "5953lp", "city": "Reuver"}
GIVEN = {**ADDRESS, "profile": "nlcius", "oin": "00000003123456780000", "cost_centre": "6700001"}


def at(name: str, municipality, *more) -> str:
    return reverse(f"invoices:{name}", args=[municipality.gm_code, *more])


@pytest.fixture
def of_beesel(issued, beesel, print_for) -> Invoice:
    return print_for(beesel)


# --- the files ------------------------------------------------------------------
def test_officer_downloads_the_e_invoice_and_it_is_on_the_trail(sign_in, officer_of_beesel, of_beesel):
    client = sign_in(officer_of_beesel)
    assert download(of_beesel, "ubl") in text(client.get(PAGE))

    response = client.get(download(of_beesel, "ubl"))

    assert response["Content-Type"] == "application/xml"
    assert b"VB-2020-0003" in response.content
    assert Event.objects.latest("number").kind == "invoices.downloaded"


def test_from_the_mail_to_the_pdf_in_three_clicks(
    client, officer_of_beesel, officer_of_weert, of_beesel, settings
):
    Receiver.objects.create(municipality=of_beesel.municipality, email="Facturen@voorbeeld.invalid")
    outbox.run(Job.objects.get(kind=actions.NOTICE).pk)

    (sent,) = mail.outbox
    assert sent.bcc == ["facturen@voorbeeld.invalid", officer_of_beesel.email]
    assert sent.message()["To"] == "undisclosed-recipients:;"
    assert sent.to == []
    assert "VB-2020" not in sent.body + sent.subject
    assert settings.PORTAL_URL in sent.body
    # The link in the mail; the name and password, which lead on to the page; the button.
    client.force_login(officer_of_beesel, backend=settings.AUTHENTICATION_BACKENDS[-1])
    page = client.get(reverse("home"), follow=True)
    assert download(of_beesel) in text(page)
    assert client.get(download(of_beesel)).content.startswith(b"%PDF")


def test_a_mail_about_an_invoice_is_on_the_trail(of_beesel, officer_of_beesel, collected):
    letters.announce(of_beesel.pk)

    assert collected.events[-1].kind == "invoices.announced"


def test_a_corrected_invoice_is_announced_once(
    of_beesel, finance_administrator, second_finance_administrator
):
    Job.objects.filter(kind=actions.NOTICE).delete()
    proposal = actions.propose_correction(
        of_beesel, reason="Fout", is_reissued=True, by=finance_administrator
    )
    for made in actions.approve_correction(proposal, seen=seen_of(proposal), by=second_finance_administrator):
        actions.store_paper(made.pk, by=second_finance_administrator)

    job = Job.objects.get(kind=actions.NOTICE)
    assert Invoice.objects.get(pk=job.subject).number == "VB-2020-0033"


# --- the own numbers ----------------------------------------------------------------
def test_the_order_number_is_asked_for_before_the_invoice_is_made(
    sign_in, officer_of_beesel, draft, beesel, approved, number
):
    client = sign_in(officer_of_beesel)
    assert "Nog geen inkoopnummer voor 2020." in words(client.get(PAGE))

    client.post(at("order", beesel), {"year": "2020", "number": "BSL-2020-0417"})
    assert "Nog geen inkoopnummer" not in words(client.get(PAGE))

    number()
    assert Invoice.objects.get(municipality=beesel).buyer["order_number"] == "BSL-2020-0417"


def test_address_and_codes_stand_on_the_next_invoice(sign_in, officer_of_beesel, beesel, structural, issue):
    answer = sign_in(officer_of_beesel).post(at("receiver", beesel), GIVEN, follow=True)
    issue(structural, 2020)

    assert "De volgende factuur gebruikt deze gegevens." in words(answer)
    buyer = Invoice.objects.get(municipality=beesel).buyer
    assert (buyer["postal_code"], buyer["oin"], buyer["is_fictitious"]) == (
        "5953 LP",
        "00000003123456780000",
        False,
    )
    assert Event.objects.filter(kind="invoices.receiver_kept", actor=officer_of_beesel.pk).exists()


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"oin": "123"}, "Een OIN heeft twintig cijfers."),
        ({"oin": "0" * 20}, "Dit nummer bestaat niet"),
        ({"kvk": "1234"}, "Een KvK-nummer heeft acht cijfers."),
        ({"postal_code": "12345"}, "vier cijfers en twee letters"),
        ({"street": "Postbus 12"}, "Een postbus mag niet op een factuur. Vul de straat"),
        ({"city": ""}, "Vul ook “Plaats” in"),
        ({"email": "x"}, "e-mailadres"),
    ],
)
def test_a_wrong_number_is_refused_at_its_field(sign_in, officer_of_beesel, beesel, given, problem):
    answer = sign_in(officer_of_beesel).post(at("receiver", beesel), GIVEN | given)

    assert problem in words(answer)
    assert not Receiver.objects.exists()


@pytest.mark.parametrize(
    ("given", "problem"),
    [({"year": "20"}, "een jaar in van 2019"), ({"number": ""}, "Vul “Inkoopnummer” in.")],
)
def test_an_order_has_a_year_and_a_number(sign_in, officer_of_beesel, beesel, given, problem):
    answer = sign_in(officer_of_beesel).post(at("order", beesel), {"year": "2021", "number": "BSL-1"} | given)

    assert problem in words(answer)
    assert not PurchaseOrder.objects.exists()


@pytest.mark.parametrize("name", ["receiver", "order", "consequences"])
def test_the_numbers_of_another_municipality_do_not_exist(sign_in, officer_of_weert, beesel, name):
    assert sign_in(officer_of_weert).get(at(name, beesel)).status_code == 404


# --- the yearly statement -----------------------------------------------------------------
def test_officer_fetches_the_statement_of_a_year(
    sign_in, officer_of_beesel, of_beesel, beesel, finance_administrator
):
    payments.note_payment(
        of_beesel, amount=Decimal("78.24"), paid_on=of_beesel.issued_on, by=finance_administrator
    )

    answer = sign_in(officer_of_beesel).get(at("statement", beesel, 2020))

    said = words_of(answer.content).replace("\u00a0", " ")
    assert "Jaaroverzicht 2020" in said
    assert "Open: € 1.000,00" in said
    assert "VB-2020-0003" in said
    assert f"Stand op {spoken(timezone.localdate())}" in said
    assert Event.objects.latest("number").kind == "invoices.statement_made"


def test_a_statement_holds_one_year_and_no_payment_that_was_withdrawn(
    issue, structural, bridging, beesel, pay
):
    issue(bridging, 2019)
    issue(structural, 2020)
    invoice = Invoice.objects.with_payments().get(municipality=beesel, year=2020)
    wrong, right = pay(invoice, "1.00"), pay(invoice, "78.24")
    payments.withdraw_payment(wrong, by=wrong.noted_by)

    made = statement(Invoice.objects.all(), beesel, 2020)

    assert (made.documents, made.payments, made.open) == ([invoice], [right], Decimal("1000.00"))


def test_a_year_without_invoices_has_no_statement(sign_in, officer_of_beesel, issued, beesel, weert):
    client = sign_in(officer_of_beesel)

    assert client.get(at("statement", beesel, 2019)).status_code == 404
    assert client.get(at("statement", weert, 2020)).status_code == 404


def test_what_is_open_is_added_up_over_the_years(client, officer_of_beesel, of_beesel, issue, bridging, pay):
    client.force_login(officer_of_beesel)
    assert "Van al uw facturen samen" not in words(client.get(PAGE))

    issue(bridging, 2019)
    pay(of_beesel, "78.24")

    page = words(client.get(PAGE))
    assert "Ook open: factuur VB-2019-0003 van 2019 (€ 673,90)." in page
    assert "Van al uw facturen samen staat nog € 1.673,90 open." in page
