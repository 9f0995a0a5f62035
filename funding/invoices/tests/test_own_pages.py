"""What a municipality fills in, and what it needs for its budget and its council."""

from datetime import date
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from funding.contributions.contribution import spoken
from funding.contributions.models import Arrangement, Scheme
from funding.invoices import actions
from funding.invoices.budget import budget
from funding.invoices.models import Invoice, PurchaseOrder, Receiver
from funding.invoices.paragraph import paragraph
from funding.invoices.tests.test_pages import PAGE, download, text, words
from funding.invoices.tests.words import words_of
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
    assert sent.to == []
    assert "VB-2020" not in sent.body + sent.subject
    assert settings.PORTAL_URL in sent.body
    # The link in the mail; the name and password, which lead on to the page; the button.
    client.force_login(officer_of_beesel, backend=settings.AUTHENTICATION_BACKENDS[-1])
    page = client.get(reverse("home"), follow=True)
    assert download(of_beesel) in text(page)
    assert client.get(download(of_beesel)).content.startswith(b"%PDF")


def test_a_corrected_invoice_is_announced_once(
    of_beesel, finance_administrator, second_finance_administrator
):
    Job.objects.filter(kind=actions.NOTICE).delete()
    proposal = actions.propose_correction(
        of_beesel, reason="Fout", is_reissued=True, by=finance_administrator
    )
    for made in actions.approve_correction(proposal, by=second_finance_administrator):
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


# --- the budget ---------------------------------------------------------------------
def test_the_coming_four_years_are_an_estimate_and_this_one_is_not(issued, beesel):
    rows = budget(beesel, 2020)

    assert [(row.year, row.is_estimate) for row in rows] == [
        (2020, False), (2021, True), (2022, True), (2023, True), (2024, True),
    ]  # fmt: skip
    assert {row.amount for row in rows} == {Decimal("1078.24")}


def test_an_estimate_takes_the_figure_of_its_year_else_the_latest_that_is_known(database, venlo):
    latest = venlo.population_figures.latest("reference_date")
    rows = {row.year: row for row in budget(venlo, latest.reference_date.year)}

    assert rows[latest.reference_date.year + 4].amount == latest.inhabitants * Decimal("0.08")
    assert rows[latest.reference_date.year + 4].source.startswith("CBS, peildatum 1 januari")


def test_an_estimate_takes_the_rate_of_the_scheme_that_then_holds(database, beesel):
    Scheme.objects.filter(slug="structureel").update(ends_on=date(2021, 12, 31))
    Scheme.objects.create(
        slug="nieuw",
        name="Nieuw tarief",
        per_inhabitant=Decimal("0.10"),
        unit="per_year",
        starts_on=date(2022, 1, 1),
        basis="Proef",
    )

    rates = {row.year: row.rate for row in budget(beesel, 2019)}

    assert rates == {
        2019: Decimal("0.05"),
        2020: Decimal("0.08"),
        2021: Decimal("0.08"),
        2022: Decimal("0.10"),
        2023: Decimal("0.10"),
    }


def test_who_pays_from_the_grant_pays_nothing_per_inhabitant(
    sign_in, issued, beesel, officer_of_beesel, finance_administrator
):
    Arrangement.objects.create(
        municipality=beesel, year=2022, kind="duvo", decision="Proef", kept_by=finance_administrator
    )

    assert [row.amount for row in budget(beesel, 2020) if row.year == 2022] == [Decimal("0.00")]
    assert "Uit de DU-VO" in words(sign_in(officer_of_beesel).get(PAGE))


# --- the paragraph for the council ------------------------------------------------------
def test_the_paragraph_says_it_in_the_words_of_the_papers(issued, weert):
    Receiver.objects.create(municipality=weert, cost_centre="6700001-6425000")

    said = paragraph(weert, 2020).text.replace("\u00a0", " ")

    assert "Voor 2020 is onze bijdrage aan de zorgcoördinatie voor slachtoffers van mensenhandel" in said
    assert "€ 0,08 per inwoner per jaar. Dit komt neer op een bijdrage van € 3.978,80" in said
    assert "op basis van een inwoneraantal van 49.735" in said
    assert "€ 3.978,80 in 2021" in said
    assert "zijn een raming" in said
    assert "op te nemen in de meerjarenbegroting 2021-2024." in said
    assert "ten laste van kostenplaats 6700001-6425000." in said
    assert "Fiscaal te bevestigen." in said


def test_the_paragraph_of_the_bridging_names_its_period(issue, bridging, beesel):
    issue(bridging, 2019)

    said = paragraph(beesel, 2019).text.replace("\u00a0", " ")

    assert "Voor de periode van 1 april tot en met 31 december 2019 is onze bijdrage" in said
    assert "Dit komt neer op een bijdrage van € 673,90" in said


def test_officer_reads_the_paragraph_and_fetches_it_as_pdf(sign_in, officer_of_beesel, issued, beesel):
    client = sign_in(officer_of_beesel)
    page = client.get(at("consequences", beesel))
    assert "Dit komt neer op een bijdrage van € 1.078,24" in words(page)

    answer = client.get(at("consequences_pdf", beesel, 2020))

    assert "Dit komt neer op een bijdrage van € 1.078,24" in words_of(answer.content).replace("\u00a0", " ")
    assert Event.objects.latest("number").kind == "invoices.paragraph_made"


def test_a_year_without_a_scheme_has_no_paragraph(sign_in, officer_of_beesel, beesel):
    client = sign_in(officer_of_beesel)

    assert "Kies een ander jaar." in words(client.get(at("consequences", beesel), {"jaar": "2001"}))
    assert client.get(at("consequences_pdf", beesel, 2001)).status_code == 404


# --- the yearly statement -----------------------------------------------------------------
def test_officer_fetches_the_statement_of_a_year(
    sign_in, officer_of_beesel, of_beesel, beesel, finance_administrator
):
    actions.note_payment(
        of_beesel, amount=Decimal("78.24"), received_on=of_beesel.issued_on, by=finance_administrator
    )

    answer = sign_in(officer_of_beesel).get(at("statement", beesel, 2020))

    said = words_of(answer.content).replace("\u00a0", " ")
    assert "Jaaroverzicht 2020" in said
    assert "Open: € 1.000,00" in said
    assert "VB-2020-0003" in said
    assert f"Stand op {spoken(timezone.localdate())}" in said
    assert Event.objects.latest("number").kind == "invoices.statement_made"


def test_a_year_without_invoices_has_no_statement(sign_in, officer_of_beesel, issued, beesel, weert):
    client = sign_in(officer_of_beesel)

    assert client.get(at("statement", beesel, 2019)).status_code == 404
    assert client.get(at("statement", weert, 2020)).status_code == 404
