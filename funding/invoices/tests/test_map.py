"""The map says nothing that its table does not say in words."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from funding.contributions.choices import ArrangementKind
from funding.contributions.models import Arrangement, Scheme
from funding.invoices import payments
from funding.invoices.models import Invoice
from zorgportaal.regions.models import Municipality
from zorgportaal.regions.outlines import HEIGHT, WIDTH, middles, outlines

MAP = reverse("invoices:map")


@pytest.fixture
def client_of_finance(sign_in, finance_administrator):
    return sign_in(finance_administrator)


@pytest.fixture
def page(client_of_finance, issued):
    return lambda **query: client_of_finance.get(MAP, query).content.decode()


def shade_of(page: str, municipality: str) -> str:
    return re.search(rf'class="map__(\w+)"[^>]*><title>\d+\. {municipality}:', page)[1]


@pytest.mark.django_db
def test_every_municipality_of_limburg_has_an_outline_inside_the_drawing():
    codes = set(Municipality.objects.of_limburg().values_list("gm_code", flat=True))
    numbers = [
        tuple(map(float, at.split(",")))
        for path in outlines().values()
        for at in re.findall(r"[\d.]+,[\d.]+", path)
    ]

    assert outlines().keys() == codes
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in numbers)


def test_a_number_stands_inside_the_drawing_for_every_municipality():
    assert middles().keys() == outlines().keys()
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in middles().values())


def test_contributions_are_darker_where_more_is_paid(page):
    shown = page(kleur="bijdrage")

    assert shade_of(shown, "Maastricht") == "c4"
    assert shade_of(shown, "Vaals") == "c1"
    assert "1.078,24</td>" in shown
    assert shown.count("<title>") - shown.count("<title>Kaart") == 31


def test_no_amount_falls_in_two_classes(page):
    shown = page(kleur="bijdrage").replace("\u00a0", " ")
    found = re.findall(r"€ ([\d.]+,\d\d) tot en met € ([\d.]+,\d\d)</li>", shown)
    bounds = [Decimal(amount.replace(".", "").replace(",", ".")) for pair in found for amount in pair]

    assert len(bounds) == 8
    assert bounds == sorted(set(bounds))
    assert all(low - high == Decimal("0.01") for high, low in zip(bounds[1::2], bounds[2::2], strict=False))


def test_the_number_on_the_map_is_that_of_the_table(page):
    shown = page(kleur="bijdrage")

    number = re.search(r"<title>(\d+)\. Beesel:", shown)[1]
    assert f'<td class="num">{number}</td>\n  <th scope="row"><a href="/facturen/' in shown
    assert re.search(rf"<text [^>]+>{number}</text>", shown)


def test_a_name_leads_to_the_invoice_of_that_year(page, beesel):
    invoice = Invoice.objects.get(municipality=beesel)

    assert f'<a href="{reverse("invoices:invoice", args=[invoice.pk])}">Beesel</a>' in page()


def test_with_two_schemes_in_a_year_each_has_its_invoice(page, issue, beesel, structural):
    other = Scheme.objects.get(pk=structural.pk)
    other.pk, other.slug, other.name = None, "tweede", "Tweede regeling"
    other.save()
    issue(other, 2020)
    shown = page(kleur="afspraak")

    for invoice in Invoice.objects.filter(municipality=beesel):
        assert reverse("invoices:invoice", args=[invoice.pk]) in shown


def test_the_map_comes_before_the_table(page):
    shown = page()

    assert shown.index('<svg viewBox="0 0') < shown.index('class="table"')


def test_a_payment_changes_the_state_in_map_and_table(page, beesel, finance_administrator):
    invoice = Invoice.objects.get(municipality=beesel)
    payments.note_payment(invoice, amount=invoice.total, paid_on=invoice.issued_on, by=finance_administrator)
    shown = page(kleur="betaling")

    assert shade_of(shown, "Beesel") == "c4"
    assert shade_of(shown, "Venlo") == "dots"
    assert shown.count(">betaald</td>") == 1


def test_of_two_schemes_the_one_that_is_not_paid_shows(page, issue, beesel, structural, pay):
    other = Scheme.objects.get(pk=structural.pk)
    other.pk, other.slug, other.name = None, "tweede", "Tweede regeling"
    other.save()
    paid = Invoice.objects.with_payments().get(municipality=beesel)
    issue(other, 2020)
    pay(paid, paid.total)

    assert shade_of(page(kleur="betaling"), "Beesel") == "dots"


def test_what_was_credited_is_no_contribution(page, beesel, correct):
    correct(Invoice.objects.get(municipality=beesel), is_reissued=False)

    assert shade_of(page(kleur="bijdrage"), "Beesel") == "c0"


def test_a_map_is_of_one_year(page, issue, bridging, venlo, finance_administrator):
    issue(bridging, 2019)
    Arrangement.objects.create(
        municipality=venlo, year=2019, kind=ArrangementKind.NONE, decision="besluit",
        kept_by=finance_administrator,
    )  # fmt: skip

    assert "1.078,24</td>" in page(kleur="bijdrage", jaar="2020")
    assert shade_of(page(kleur="afspraak", jaar="2020"), "Venlo") == "c1"


def test_open_and_no_invoice_have_marks_of_their_own(page, beesel):
    shown = page(kleur="betaling")

    assert shade_of(shown, "Beesel") == "dots"
    assert 'map__c0" width="28" height="14"/></svg>geen factuur of gecrediteerd' in shown


def test_an_arrangement_that_was_kept_has_another_mark_than_none(page, venlo, finance_administrator):
    Arrangement.objects.create(
        municipality=venlo, year=2020, kind=ArrangementKind.PER_CAPITA, decision="besluit",
        kept_by=finance_administrator,
    )  # fmt: skip
    shown = page(kleur="afspraak")

    assert shade_of(shown, "Venlo") == "c4"
    assert shade_of(shown, "Beesel") == "c1"
    assert "</svg>per inwoner, niet apart vastgelegd" in shown


def test_an_arrangement_of_both_kinds_is_a_warning(page, venlo, finance_administrator):
    Arrangement.objects.create(
        municipality=venlo,
        year=2020,
        kind=ArrangementKind.BOTH,
        decision="besluit",
        kept_by=finance_administrator,
    )
    shown = page(kleur="afspraak")

    assert shade_of(shown, "Venlo") == "warn"
    assert 'badge--warn">per inwoner en uit de DU-VO' in shown


@pytest.mark.parametrize("query", [{"kleur": "onbekend"}, {"jaar": "1999"}])
def test_what_cannot_be_shown_is_no_page(sign_in, finance_administrator, issued, query):
    assert sign_in(finance_administrator).get(MAP, query).status_code == 404


@pytest.mark.parametrize("colour", ["bijdrage", "betaling", "afspraak"])
@pytest.mark.parametrize("rounds", [1, 2])
def test_a_map_costs_the_same_for_any_number_of_invoices(
    client_of_finance, issue, structural, count_queries, colour, rounds
):
    for number in range(rounds):
        issue(structural, 2020 + number)

    # user, years, the books or the arrangements, municipalities, their invoices; and the menu
    assert count_queries(client_of_finance, f"{MAP}?kleur={colour}&jaar=2020") <= 7
