"""What a municipality puts in its budget, and the paragraph for its council."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from funding.contributions.choices import VatTreatment
from funding.contributions.models import Arrangement, Scheme
from funding.invoices import actions
from funding.invoices.budget import budget
from funding.invoices.models import Invoice, Receiver
from funding.invoices.paragraph import paragraph
from funding.invoices.tests.test_pages import PAGE, words
from funding.invoices.tests.words import words_of
from funding.invoices.unissued import seen_of
from zorgportaal.audit.models import Event
from zorgportaal.regions.choices import PopulationStatus
from zorgportaal.regions.models import PopulationFigure


def at(name: str, municipality, *more) -> str:
    return reverse(f"invoices:{name}", args=[municipality.gm_code, *more])


def said(municipality, year: int) -> str:
    return paragraph(municipality, year).text.replace("\u00a0", " ")


def rows_of(municipality, year: int):
    return [row for one in budget(municipality, year) for row in one.rows]


def scheme(name: str = "Extra bijdrage", **changed) -> Scheme:
    told = {
        "slug": name.lower().replace(" ", "-"), "name": name, "per_inhabitant": Decimal("0.03"),
        "unit": "per_year", "starts_on": date(2021, 1, 1), "basis": "Proef",
    }  # fmt: skip
    return Scheme.objects.create(**told | changed)


@pytest.fixture
def agreed_to(finance_administrator):
    def keep(municipality, year, kind):
        Arrangement.objects.create(
            municipality=municipality, year=year, kind=kind, decision="Proef", kept_by=finance_administrator
        )

    return keep


@pytest.fixture
def take_back(finance_administrator, second_finance_administrator):
    """`take_back(municipality)` credits its invoice and makes no new one."""

    def credit(municipality):
        invoice = Invoice.objects.get(municipality=municipality)
        correction = actions.propose_correction(
            invoice, reason="Proef", is_reissued=False, by=finance_administrator
        )
        actions.approve_correction(correction, seen=seen_of(correction), by=second_finance_administrator)

    return credit


# --- the amounts ----------------------------------------------------------------------
def test_the_coming_four_years_are_an_estimate_and_this_one_is_not(issued, beesel):
    rows = rows_of(beesel, 2020)

    assert [(row.year, row.is_estimate) for row in rows] == [
        (2020, False), (2021, True), (2022, True), (2023, True), (2024, True),
    ]  # fmt: skip
    assert {row.total for row in rows} == {Decimal("1078.24")}


def test_an_estimate_takes_the_figure_of_its_year_else_the_latest_that_is_known(database, venlo):
    latest = venlo.population_figures.latest("reference_date")
    rows = {row.year: row for row in rows_of(venlo, latest.reference_date.year)}

    assert rows[latest.reference_date.year + 4].total == latest.inhabitants * Decimal("0.08")
    assert rows[latest.reference_date.year + 4].source.startswith("CBS, peildatum 1 januari")


def test_an_estimate_takes_the_rate_of_the_scheme_that_then_holds(database, beesel):
    Scheme.objects.filter(slug="structureel").update(ends_on=date(2021, 12, 31))
    scheme("Nieuw tarief", per_inhabitant=Decimal("0.10"), starts_on=date(2022, 1, 1))

    rates = {row.year: row.rate for row in rows_of(beesel, 2019)}

    assert rates == {
        2019: Decimal("0.05"),
        2020: Decimal("0.08"),
        2021: Decimal("0.08"),
        2022: Decimal("0.10"),
        2023: Decimal("0.10"),
    }


def test_a_scheme_that_one_person_proposed_stands_in_no_budget(database, beesel, finance_administrator):
    scheme(proposed_by=finance_administrator)

    assert {row.scheme.slug for row in rows_of(beesel, 2021)} == {"structureel"}
    assert "Extra bijdrage" not in said(beesel, 2021)


def test_who_pays_from_the_grant_pays_nothing_per_inhabitant(
    sign_in, issued, beesel, officer_of_beesel, agreed_to
):
    this_year = timezone.localdate().year
    agreed_to(beesel, this_year, "duvo")

    assert rows_of(beesel, this_year)[0].total == Decimal("0.00")
    assert "Uit de DU-VO" in words(sign_in(officer_of_beesel).get(PAGE))


def test_what_was_taken_back_is_no_debt_and_no_estimate(issued, beesel, take_back):
    take_back(beesel)

    (row,) = budget(beesel, 2020)[0].rows
    assert (row.total, row.is_estimate) == (Decimal("0.00"), False)
    assert row.instead == "Teruggenomen met creditnota VB-2020-0032"
    assert "de factuur is er nog niet" not in said(beesel, 2020)


def test_the_table_shows_the_vat_in_its_sum(sign_in, officer_of_beesel, beesel):
    scheme(vat_treatment=VatTreatment.TAXED_21)

    page = words(sign_in(officer_of_beesel).get(at("consequences", beesel), {"jaar": "2024"}))

    assert "13.478 × € 0,08" in page
    assert "× € 0,03 + € 84,38 btw" in page
    assert "2024 samen" in page


def test_a_definitive_figure_goes_before_a_provisional_one_of_that_day(database, venlo):
    definitive = venlo.population_figures.latest("reference_date")
    PopulationFigure.objects.create(
        municipality=venlo, reference_date=definitive.reference_date, inhabitants=1, source="proef",
        status=PopulationStatus.PROVISIONAL,
    )  # fmt: skip

    assert rows_of(venlo, definitive.reference_date.year)[0].inhabitants == definitive.inhabitants


def test_a_year_of_which_one_invoice_has_still_to_come_is_an_estimate(issued, beesel):
    scheme(starts_on=date(2020, 1, 1))

    year = budget(beesel, 2020)[0]

    assert [row.is_estimate for row in year.rows] in ([True, False], [False, True])
    assert year.is_estimate


def test_an_invoice_by_an_own_figure_names_its_paper(issued, beesel):
    assert rows_of(beesel, 2020)[0].source == issued.lines.get(municipality=beesel).paper


# --- the paragraph for the council ------------------------------------------------------
def test_the_paragraph_says_it_in_the_words_of_the_papers(issued, weert):
    Receiver.objects.create(municipality=weert, cost_centre="6700001-6425000")

    text = said(weert, 2020)

    assert "Voor 2020 is onze bijdrage aan de zorgcoördinatie voor slachtoffers van mensenhandel" in text
    assert "€ 0,08 per inwoner per jaar. Dit komt neer op een bijdrage van € 3.978,80" in text
    assert "op basis van een inwoneraantal van 49.735" in text
    assert "Daarna rekenen wij met € 3.978,80 per jaar in 2021 tot en met 2024." in text
    assert "De bedragen voor 2021 tot en met 2024 zijn een raming" in text
    assert "Het inwoneraantal is dat van collegevoorstel 2019, tot er een nieuw besluit is." in text
    assert "op te nemen in de meerjarenbegroting 2020-2024." in text
    assert "ten laste van kostenplaats 6700001-6425000." in text
    assert "De Belastingdienst moet dit nog bevestigen." in text


def test_amounts_that_differ_are_named_by_their_years(issued, venlo):
    text = said(venlo, 2020)

    assert "per jaar in" not in text
    assert "in 2021, €" in text
    assert "Het inwoneraantal is dat van CBS voor dat jaar, of het laatst bekende." in text


def test_two_schemes_in_one_year_are_named_and_added(database, beesel):
    scheme()

    text = said(beesel, 2021)

    assert "mensenhandel (Structurele bijdrage) € 0,08 per inwoner per jaar" in text
    assert "mensenhandel (Extra bijdrage) € 0,03 per inwoner per jaar" in text
    extra = next(row.total for row in rows_of(beesel, 2021) if row.rate == Decimal("0.03"))
    total = f"{extra + Decimal('1078.24'):,.2f}".translate(str.maketrans(",.", ".,"))
    assert f"Samen is dat € {total} in 2021." in text
    assert "2022, 2022" not in text


def test_where_a_year_has_two_schemes_each_says_what_is_estimated_and_from_what(issue, structural, beesel):
    issue(structural, 2021)
    scheme()

    text = said(beesel, 2020)

    assert "De bedragen voor" not in text
    assert (
        "De bedragen van Structurele bijdrage voor 2022 tot en met 2024 zijn een raming: inwoners maal "
        "tarief. Het inwoneraantal is dat van collegevoorstel 2019, tot er een nieuw besluit is." in text
    )
    assert (
        "De bedragen van Extra bijdrage voor 2021 tot en met 2024 zijn een raming: inwoners maal "
        "tarief. Het inwoneraantal is dat van CBS voor dat jaar, of het laatst bekende." in text
    )


def test_schemes_one_after_the_other_each_say_their_own_source(database, beesel):
    Scheme.objects.filter(slug="structureel").update(ends_on=date(2021, 12, 31))
    scheme("Nieuw tarief", starts_on=date(2022, 1, 1))

    text = said(beesel, 2020)

    assert "Het bedrag van Structurele bijdrage voor 2021 is een raming" in text
    assert "De bedragen van Nieuw tarief voor 2022 tot en met 2024 zijn een raming" in text


def test_a_provisional_figure_is_called_so(database, venlo):
    latest = venlo.population_figures.latest("reference_date")
    year = latest.reference_date.year
    venlo.population_figures.filter(reference_date=latest.reference_date).delete()
    PopulationFigure.objects.create(
        municipality=venlo, reference_date=latest.reference_date, inhabitants=100_000, source="Proef",
        status=PopulationStatus.PROVISIONAL,
    )  # fmt: skip

    text = said(venlo, year)

    assert f"(CBS, voorlopig cijfer, peildatum 1 januari {year})" in text
    assert f"Voor {year + 1} tot en met {year + 4} is dat cijfer nog voorlopig." in text


def test_vat_is_said_of_the_scheme_that_has_it(database, beesel):
    scheme(vat_treatment=VatTreatment.TAXED_21, is_vat_confirmed=True)

    text = said(beesel, 2021)

    assert "Extra bijdrage: over de bijdrage betalen wij 21% btw." in text
    assert "Structurele bijdrage: btw: bijdrage, niet belast met btw" in text


def test_of_a_scheme_that_is_not_paid_no_vat_is_said(database, beesel, agreed_to):
    scheme(vat_treatment=VatTreatment.TAXED_21, ends_on=date(2021, 12, 31))
    agreed_to(beesel, 2021, "none")

    assert "21% btw" not in said(beesel, 2021)


def test_a_municipality_with_only_a_task_field_books_on_that(database, beesel):
    Receiver.objects.create(municipality=beesel, task_field="6.81b")

    assert "ten laste van taakveld 6.81b." in said(beesel, 2021)


def test_years_without_a_contribution_say_why(database, beesel, agreed_to):
    agreed_to(beesel, 2022, "none")
    agreed_to(beesel, 2023, "none")

    text = said(beesel, 2021)

    assert "In 2022 en 2023 betalen wij niet per inwoner mee. Betaalt niet mee." in text
    assert "€ 0,00" not in text


def test_the_paragraph_of_the_bridging_names_its_period(issue, bridging, beesel):
    issue(bridging, 2019)

    text = said(beesel, 2019)

    assert "Voor de periode van 1 april tot en met 31 december 2019 is onze bijdrage" in text
    assert "Dit komt neer op een bijdrage van € 673,90" in text


def test_officer_reads_the_paragraph_and_fetches_it_as_pdf(sign_in, officer_of_beesel, issued, beesel):
    client = sign_in(officer_of_beesel)
    page = client.get(at("consequences", beesel), {"jaar": "2020"})
    assert "Dit komt neer op een bijdrage van € 1.078,24" in words(page)

    answer = client.get(at("consequences_pdf", beesel, 2020))

    assert "Dit komt neer op een bijdrage van € 1.078,24" in words_of(answer.content).replace("\u00a0", " ")
    assert Event.objects.latest("number").kind == "invoices.paragraph_made"


def test_the_paragraph_begins_with_this_year(sign_in, officer_of_beesel, issued, beesel):
    page = sign_in(officer_of_beesel).get(at("consequences", beesel))

    assert f"Voor {timezone.localdate().year} is onze bijdrage" in words(page)


@pytest.mark.parametrize("year", ["2001", "0000", "0001", "2101", "9996", "9999"])
def test_a_year_without_a_scheme_has_no_paragraph(sign_in, officer_of_beesel, beesel, year):
    client = sign_in(officer_of_beesel)

    assert "Kies een ander jaar." in words(client.get(at("consequences", beesel), {"jaar": year}))
    assert client.get(at("consequences_pdf", beesel, int(year))).status_code == 404
