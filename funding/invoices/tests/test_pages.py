"""The page of the finance officer, and who may fetch which invoice."""

import re
import uuid

import pytest
from django.urls import reverse

from funding.invoices.models import Invoice
from zorgportaal.accounts.choices import Role
from zorgportaal.audit.models import Event

PAGE = reverse("invoices:municipality")


def text(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text(response)))


def download(invoice, name: str = "download") -> str:
    return reverse(f"invoices:{name}", args=[invoice.pk])


@pytest.fixture
def of_beesel(issued, beesel, print_for):
    return print_for(beesel)


def test_officer_reads_the_amount_as_one_sentence(sign_in, officer_of_beesel, of_beesel):
    page = words(sign_in(officer_of_beesel).get(PAGE))

    assert "13.478 inwoners (zo rekent het voorstel aan uw college) × € 0,08 = € 1.078,24" in page
    assert "Waarom 13.478 en niet 13.482?" in page
    assert "Daardoor is de bijdrage € 0,32 lager." in page


def test_officer_of_a_municipality_without_a_paper_reads_the_source(sign_in, make_user, issued, venlo):
    officer = make_user(Role.FINANCE_OFFICER, municipalities=[venlo])

    page = words(sign_in(officer).get(PAGE))

    assert "101.802 inwoners (CBS, peildatum 1 januari 2020) × € 0,08 = € 8.144,16" in page
    assert "Waarom" not in page


def test_officer_downloads_the_own_invoice(sign_in, officer_of_beesel, of_beesel):
    client = sign_in(officer_of_beesel)
    assert download(of_beesel) in text(client.get(PAGE))

    response = client.get(download(of_beesel))

    assert response.content.startswith(b"%PDF")
    assert response["Content-Disposition"] == 'attachment; filename="factuur-VB-2020-0003.pdf"'


def test_download_is_on_the_trail(sign_in, officer_of_beesel, of_beesel):
    sign_in(officer_of_beesel).get(download(of_beesel))

    event = Event.objects.latest("number")
    assert (event.kind, event.subject, event.actor) == (
        "invoices.downloaded",
        of_beesel.pk,
        officer_of_beesel.pk,
    )


def test_invoice_of_another_municipality_does_not_exist(sign_in, officer_of_weert, of_beesel):
    client = sign_in(officer_of_weert)

    foreign, random = (
        client.get(download(of_beesel)),
        client.get(reverse("invoices:download", args=[uuid.uuid4()])),
    )

    assert (foreign.status_code, random.status_code) == (404, 404)
    assert without_nonce(foreign) == without_nonce(random)


def without_nonce(response) -> str:
    return re.sub(r'(nonce|name="csrfmiddlewaretoken" value)="[^"]+"', "", response.content.decode())


def test_invoice_that_is_not_on_paper_yet_cannot_be_fetched(sign_in, officer_of_weert, issued, weert):
    client = sign_in(officer_of_weert)

    assert "Uw factuur wordt nu gemaakt." in words(client.get(PAGE))
    assert client.get(download(issued.lines.get(municipality=weert).invoices.get())).status_code == 404


def test_finance_administrator_fetches_an_invoice_from_the_round(
    sign_in, finance_administrator, issued, of_beesel
):
    client = sign_in(finance_administrator)
    round_page = text(client.get(issued.get_absolute_url()))

    assert download(of_beesel, "of_round_download") in round_page
    assert client.get(download(of_beesel, "of_round_download")).content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["download", "of_round_download"])
def test_nobody_else_fetches_invoices(
    sign_in, coordinator, policy_advisor, functional_administrator, of_beesel, name
):
    for user in (coordinator, policy_advisor, functional_administrator):
        assert sign_in(user).get(download(of_beesel, name)).status_code == 404


def test_officer_chooses_a_year(sign_in, officer_of_beesel, bridging, structural, issue):
    issue(bridging, 2019)
    issue(structural, 2020)
    client = sign_in(officer_of_beesel)

    assert "Bijdrage zorgcoördinatie 2020" in words(client.get(PAGE))
    page = words(client.get(PAGE, {"jaar": "2019"}))
    assert "Bijdrage zorgcoördinatie 2019" in page
    assert "× € 0,05 = € 673,90" in page
    assert "1 april tot en met 31 december 2019" in page
    assert "Factuur VB-2020-0003" in page


def test_officer_of_two_municipalities_chooses_between_them(sign_in, make_user, issued, beesel, weert):
    client = sign_in(make_user(Role.FINANCE_OFFICER, municipalities=[beesel, weert]))

    assert "Gemeente Beesel (GM0889)" in words(client.get(PAGE))
    assert "Gemeente Weert (GM0988)" in words(client.get(PAGE, {"gemeente": weert.pk}))


@pytest.mark.parametrize(
    "query", [{"jaar": "2021"}, {"jaar": "x"}, {"gemeente": "x"}, {"gemeente": str(uuid.uuid4())}]
)
def test_year_or_municipality_that_is_not_there_is_no_page(sign_in, officer_of_beesel, issued, query):
    assert sign_in(officer_of_beesel).get(PAGE, query).status_code == 404


def test_officer_of_weert_cannot_ask_for_the_page_of_beesel(sign_in, officer_of_weert, issued, beesel):
    assert sign_in(officer_of_weert).get(PAGE, {"gemeente": beesel.pk}).status_code == 404


def test_officer_before_the_first_round_reads_what_will_come(sign_in, officer_of_beesel):
    assert "Er is nog geen factuur voor Beesel." in words(sign_in(officer_of_beesel).get(PAGE))


def test_officer_without_a_municipality_reads_whom_to_ask(sign_in, make_user):
    page = words(sign_in(make_user(Role.FINANCE_OFFICER)).get(PAGE))

    assert "Aan uw account is nog geen gemeente gekoppeld." in page


def test_officer_sees_nothing_of_cases(sign_in, officer_of_beesel, of_beesel):
    page = text(sign_in(officer_of_beesel).get(PAGE))

    assert "frame--plain" in page
    assert "dossiers" not in page


@pytest.fixture
def many_invoices(issued, beesel):
    """`many_invoices(n)` repeats the invoice of 2020 in n later years."""
    first = Invoice.objects.select_related("line__round").get(municipality=beesel)

    def again(kept, **changed):
        values = {field.attname: getattr(kept, field.attname) for field in kept._meta.concrete_fields}
        return type(kept)(**values | {"id": uuid.uuid4()} | changed)

    def make(number: int) -> None:
        rounds = [again(first.line.round, year=2021 + n) for n in range(number)]
        lines = [again(first.line, round_id=round_.pk) for round_ in rounds]
        invoices = [
            again(first, line_id=line.pk, year=round_.year, number=f"P{round_.year}")
            for round_, line in zip(rounds, lines, strict=True)
        ]
        for made in (rounds, lines, invoices):
            type(made[0]).objects.bulk_create(made)

    return make


@pytest.mark.parametrize("years", [10, 1000])
def test_page_costs_the_same_for_any_number_of_invoices(
    sign_in, officer_of_beesel, many_invoices, years, count_queries
):
    many_invoices(years - 1)

    # user, municipalities, invoices with all they need; schemes, figures and invoices of five years;
    # what the municipality told about itself and asked; the paper it decided on; VAT passed on
    assert count_queries(sign_in(officer_of_beesel), PAGE) == 14
