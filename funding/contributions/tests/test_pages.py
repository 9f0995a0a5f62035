"""The pages of the finance administrator."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.db.models import Sum
from django.urls import reverse
from python_calamine import CalamineWorkbook

from funding.contributions import actions
from funding.contributions.choices import VatTreatment
from funding.contributions.models import Round, RoundLine, Scheme
from funding.contributions.review import review, totals
from funding.invoices.models import Invoice, IssuingParty
from zorgportaal.audit.models import Event
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import Job
from zorgportaal.regions.models import Municipality, PopulationFigure

ROUNDS = reverse("contributions:rounds")


def text(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def page_of(round_: Round, name: str = "round") -> str:
    return reverse(f"contributions:{name}", args=[round_.pk])


def test_new_round_shows_every_line_before_anything_is_sent(sign_in, finance_administrator, structural):
    client = sign_in(finance_administrator)

    page = text(client.post(ROUNDS, {"scheme": structural.pk, "year": "2020"}, follow=True))

    assert "De proef is klaar. Er is nog niets verzonden." in page
    assert "€ 89.346,16" in page
    assert "1.116.827" in page
    assert page.index("Weert") < page.index("Beekdaelen")


@pytest.mark.parametrize(
    ("year", "message"),
    [
        ("2019", "begint op 1 januari 2020. Kies een jaar vanaf 2020."),
        ("2025", "Het inwoneraantal op 1 januari 2025 is niet bekend van"),
        ("volgend jaar", "Vul bij “Jaar” vier cijfers in, bijvoorbeeld 2020."),
        ("-1", "Vul bij “Jaar” een jaar in van 2000 tot en met 2100."),
        ("9" * 400, "Vul bij “Jaar”"),
        ("", "Vul “Jaar” in."),
    ],
)
def test_year_that_cannot_be_is_refused_at_the_field_and_kept(
    sign_in, finance_administrator, structural, year, message
):
    response = sign_in(finance_administrator).post(ROUNDS, {"scheme": structural.pk, "year": year})

    assert message in text(response)
    assert f'value="{year}"' in text(response) or not year
    assert not Round.objects.exists()


def test_a_round_asks_for_its_scheme(sign_in, finance_administrator, structural):
    client = sign_in(finance_administrator)

    assert '<option value="" selected>Kies</option>' in text(client.get(ROUNDS))
    assert "Kies een regeling." in text(client.post(ROUNDS, {"scheme": "", "year": "2020"}))
    assert not Round.objects.exists()


def test_year_without_figures_gets_a_link_to_where_they_are_read_in(
    sign_in, finance_administrator, structural
):
    client = sign_in(finance_administrator)
    link = reverse("regions:import_population")

    assert link in text(client.post(ROUNDS, {"scheme": structural.pk, "year": "2025"}))
    assert link not in text(client.post(ROUNDS, {"scheme": structural.pk, "year": "2019"}))


def test_round_page_names_the_figures_of_cbs_and_the_missing_decisions(sign_in, finance_administrator, draft):
    page = text(sign_in(finance_administrator).get(page_of(draft)))

    assert "CBS: 13.482" in page
    assert "CBS: 50.105" in page
    assert page.count(">Besluit nagaan<") == 32  # 31 lines and the heading of their number
    assert "fiscaal te bevestigen" in page


def test_round_page_compares_with_the_round_before(
    sign_in, finance_administrator, bridging, structural, issue
):
    issue(bridging, 2019)
    round_ = actions.make_round(scheme=structural, year=2020, by=finance_administrator)

    page = text(sign_in(finance_administrator).get(page_of(round_)))

    assert "Sinds 2019" in page
    assert "+211" in page
    assert '−282<span class="table__sub">+€ ' in page


def test_round_page_says_that_there_is_no_round_before(sign_in, finance_administrator, draft):
    page = text(sign_in(finance_administrator).get(page_of(draft)))

    assert "Er is geen eerdere ronde om mee te vergelijken." in page


def test_round_page_names_the_other_round_that_bills_the_same_municipalities(
    sign_in, finance_administrator, second_finance_administrator, draft
):
    scheme = Scheme.objects.get(pk=draft.scheme_id)
    scheme.pk, scheme.slug, scheme.name, scheme._state.adding = uuid4(), "ernaast", "Ernaast", True
    scheme.save()
    other = actions.make_round(scheme=scheme, year=2020, by=finance_administrator)

    page = text(sign_in(second_finance_administrator).get(page_of(draft)))

    sentence = (
        f'31 gemeenten krijgen voor 2020 ook een factuur uit <a href="{page_of(other)}">Ernaast 2020</a>'
    )
    assert f"{sentence} (proef). Daar betalen zij samen € 89.376,08." in page
    assert page.index("Keur goed</summary>") < page.rindex(sentence) < page.index("Ja, keur deze ronde goed")


def test_great_change_stands_on_top(sign_in, finance_administrator, bridging, structural, issue):
    PopulationFigure.objects.filter(municipality__name="Venlo", reference_date=date(2019, 1, 1)).update(
        inhabitants=90_000
    )
    issue(bridging, 2019)
    round_ = actions.make_round(scheme=structural, year=2020, by=finance_administrator)

    page = text(sign_in(finance_administrator).get(page_of(round_)))

    assert page.index("Venlo</th>") < page.index("Weert</th>") < page.index("Beek</th>")
    assert "vorige ronde: 90.000, 13,1% meer" in page


def test_maker_sees_no_button_but_reads_why(sign_in, finance_administrator, draft):
    page = text(sign_in(finance_administrator).get(page_of(draft)))

    assert "Een collega moet de ronde goedkeuren." in page
    assert page_of(draft, "approve") not in page


def test_maker_who_approves_anyway_reads_why_not(sign_in, finance_administrator, draft):
    page = text(sign_in(finance_administrator).post(page_of(draft, "approve"), follow=True))

    assert "U maakte deze proef zelf." in page
    assert Round.objects.get().is_draft


def test_button_to_approve_is_a_button_and_its_question_tells_the_sum(
    sign_in, second_finance_administrator, draft
):
    page = text(sign_in(second_finance_administrator).get(page_of(draft)))

    assert '<summary class="button button--big">Keur goed</summary>' in page
    assert "31 facturen krijgen een nummer en gaan uit, samen € 89.346,16." in page


def test_the_two_persons_stand_before_the_lines(sign_in, second_finance_administrator, draft):
    page = text(sign_in(second_finance_administrator).get(page_of(draft)))

    assert page.index("Vier ogen") < page.index("31 regels, eerst wat aandacht vraagt")


def test_second_person_approves_with_the_button(sign_in, second_finance_administrator, draft):
    client = sign_in(second_finance_administrator)
    assert page_of(draft, "approve") in text(client.get(page_of(draft)))

    page = text(client.post(page_of(draft, "approve"), follow=True))

    assert "De facturen krijgen een nummer." in page
    assert page_of(draft, "progress") in page


# --- progress ---------------------------------------------------------------
def test_progress_counts_and_asks_again(sign_in, finance_administrator, issued):
    first = Job.objects.filter(batch=issued.pk).first()
    Job.objects.filter(pk=first.pk).update(state=State.DONE, done_at=first.created_at)

    response = sign_in(finance_administrator).get(page_of(issued, "progress"))

    assert "Facturen gemaakt: 1 van 31" in text(response)
    assert 'hx-trigger="every 2s"' in text(response)
    assert "HX-Refresh" not in response


def test_progress_stops_asking_when_all_is_done(sign_in, finance_administrator, issued):
    Job.objects.filter(batch=issued.pk).update(state=State.DONE, done_at=issued.issued_at)

    response = sign_in(finance_administrator).get(page_of(issued, "progress"))

    assert "31 van 31" in text(response)
    assert "hx-trigger" not in text(response)
    assert response["HX-Refresh"] == "true"


def test_work_that_failed_is_said_in_words(sign_in, finance_administrator, issued):
    jobs = Job.objects.filter(batch=issued.pk)
    failed = list(jobs.values_list("pk", flat=True)[:3])
    jobs.exclude(pk__in=failed).update(state=State.DONE, done_at=issued.issued_at)
    jobs.filter(pk__in=failed).update(state=State.FAILED)

    page = text(sign_in(finance_administrator).get(page_of(issued)))

    assert "3 van 31 facturen zijn niet gemaakt." in page


def test_numbering_that_failed_says_what_to_do(sign_in, finance_administrator, approved):
    Job.objects.update(state=State.FAILED)

    page = text(sign_in(finance_administrator).get(page_of(approved)))

    assert "De facturen kregen geen nummer." in page
    assert page_of(approved, "cancel") in page


# --- cancelling and exporting -----------------------------------------------
def test_round_is_cancelled_after_a_second_question(sign_in, finance_administrator, draft):
    client = sign_in(finance_administrator)
    assert "U kunt de ronde intrekken." in text(client.get(page_of(draft, "cancel")))

    page = text(client.post(page_of(draft, "cancel"), follow=True))

    assert "De ronde is ingetrokken." in page
    assert "Ingetrokken</span>" in page


def test_issued_round_cannot_be_cancelled_on_screen(sign_in, finance_administrator, issued):
    client = sign_in(finance_administrator)

    assert "Intrekken kan niet meer." in text(client.get(page_of(issued, "cancel")))
    assert "al gefactureerd" in text(client.post(page_of(issued, "cancel"), follow=True))


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_lines_can_be_taken_along_as_a_spreadsheet(sign_in, finance_administrator, draft, kind):
    response = sign_in(finance_administrator).get(page_of(draft, kind))

    rows = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()
    beesel = next(row for row in rows if row[0] == "GM0889")
    assert len(rows) == 33
    assert (rows[-1][1], rows[-1][2], rows[-1][6]) == ("Totaal", 1_116_827, 89_346.16)
    assert (beesel[1], beesel[2], beesel[6]) == ("Beesel", 13_478, 1078.24)
    assert response["Content-Disposition"] == f'attachment; filename="ronde-structureel-2020.{kind}"'
    assert Event.objects.latest("number").kind == "contributions.round_exported"


@pytest.fixture
def taxed(structural, finance_administrator):
    Scheme.objects.filter(pk=structural.pk).update(vat_treatment=VatTreatment.TAXED_21)
    IssuingParty.objects.update(vat_id="NL000000000B00")
    structural.refresh_from_db()
    return actions.make_round(scheme=structural, year=2020, by=finance_administrator)


def test_total_says_that_vat_comes_on_top_and_how_much(sign_in, finance_administrator, taxed):
    client = sign_in(finance_administrator)
    page, rounds = text(client.get(page_of(taxed))), text(client.get(ROUNDS))

    assert "Totaal zonder btw, som van de regels</dt><dd>€ 89.346,16" in page
    assert "Btw</dt><dd>€ 18.762,69" in page
    assert "Totaal met btw</dt><dd>€ 108.108,85" in page
    assert "zonder btw</span>" in rounds


def test_a_round_that_is_not_taxed_is_silent_on_vat_in_its_total(sign_in, finance_administrator, draft):
    assert "zonder btw" not in text(sign_in(finance_administrator).get(page_of(draft)))


def test_vat_of_a_round_is_the_sum_of_that_of_its_invoices(taxed, second_finance_administrator, number):
    actions.approve_round(taxed, by=second_finance_administrator)
    number()

    of_invoices = Invoice.objects.aggregate(total=Sum("vat"))["total"]

    assert totals(review(taxed, None)).vat == of_invoices


def test_spreadsheet_ends_with_the_total_without_vat_and_with_it(sign_in, finance_administrator, taxed):
    response = sign_in(finance_administrator).get(page_of(taxed, "xlsx"))

    rows = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert [(row[1], row[6]) for row in rows[-3:]] == [
        ("Totaal zonder btw", 89_346.16),
        ("Btw", 18_762.69),
        ("Totaal met btw", 108_108.85),
    ]


@pytest.fixture
def finance_pages(sign_in, finance_administrator):
    return sign_in(finance_administrator)


# --- who, and at what cost ----------------------------------------------------
@pytest.mark.parametrize("name", ["round", "progress", "cancel", "xlsx", "ods"])
def test_officer_of_a_municipality_sees_no_rounds(sign_in, officer_of_beesel, draft, name):
    client = sign_in(officer_of_beesel)

    assert client.get(page_of(draft, name)).status_code == 404
    assert client.get(ROUNDS).status_code == 404


@pytest.mark.parametrize("lines", [10, 342])
def test_round_page_costs_the_same_for_any_number_of_municipalities(
    finance_pages, structural, add_municipalities, issue, lines, count_queries
):
    Municipality.objects.update(is_in_limburg=False)
    add_municipalities(lines)
    round_ = issue(structural, 2020)
    assert round_.lines.count() == lines

    # user, round, round before, lines that were put right, lines, their invoices, the files of those
    # then: who is left out and why, progress
    assert count_queries(finance_pages, page_of(round_)) == 11


def test_a_long_round_is_leafed_through_and_its_total_stays_that_of_all_lines(
    finance_pages, structural, add_municipalities, finance_administrator
):
    add_municipalities(30)
    round_ = actions.make_round(scheme=structural, year=2020, by=finance_administrator)
    total = sum(line.amount for line in round_.lines.all())

    first = finance_pages.get(page_of(round_))
    second = finance_pages.get(f"{page_of(round_)}?pagina=2")

    assert "51 tot en met 61 van 61" in text(second)
    assert len(first.context["page"]) + len(second.context["page"]) == 61
    assert all("Totaal van alle 61 regels" in text(page) for page in (first, second))
    assert first.context["totals"].amount == second.context["totals"].amount == total


def test_a_line_is_found_by_a_part_of_a_name_within_a_remark(finance_pages, draft):
    page = text(finance_pages.get(f"{page_of(draft)}?regels=own_figure&gemeente=WEE"))

    assert "Weert</th>" in page
    assert "Beesel</th>" not in page
    assert '<input type="hidden" name="regels" value="own_figure">' in page
    assert "Geen regel van een gemeente" in text(finance_pages.get(f"{page_of(draft)}?gemeente=nergens"))


@pytest.mark.parametrize("years", [10, 1000])
def test_list_of_rounds_costs_the_same_for_any_number(
    sign_in, finance_administrator, structural, beesel, years, count_queries
):
    first = actions.make_round(scheme=structural, year=2020, by=finance_administrator)
    line = first.lines.get(municipality=beesel)
    rounds = Round.objects.bulk_create(
        Round(scheme=structural, year=2020 + n, reference_date=first.reference_date, made_by=first.made_by)
        for n in range(1, years)
    )
    values = {field.attname: getattr(line, field.attname) for field in line._meta.concrete_fields}
    RoundLine.objects.bulk_create(
        RoundLine(**values | {"id": uuid4(), "round_id": round_.pk}) for round_ in rounds
    )

    assert count_queries(sign_in(finance_administrator), ROUNDS) == 4  # user, rounds, schemes, menu


def test_list_of_rounds_has_the_newest_year_first(sign_in, finance_administrator, bridging, structural):
    actions.make_round(scheme=structural, year=2020, by=finance_administrator)
    actions.make_round(scheme=bridging, year=2019, by=finance_administrator)

    page = text(sign_in(finance_administrator).get(ROUNDS))

    assert page.index("Structurele bijdrage 2020") < page.index("Overbrugging 2019")
