"""The map says nothing that its table does not say in words."""

import re

import pytest
from django.urls import reverse

from funding.contributions.choices import ArrangementKind
from funding.contributions.models import Arrangement
from funding.invoices import actions
from funding.invoices.models import Invoice
from zorgportaal.regions.models import Municipality
from zorgportaal.regions.outlines import HEIGHT, WIDTH, outlines

MAP = reverse("invoices:map")


@pytest.fixture
def client_of_finance(sign_in, finance_administrator):
    return sign_in(finance_administrator)


@pytest.fixture
def page(client_of_finance, issued):
    return lambda **query: client_of_finance.get(MAP, query).content.decode()


def shade_of(page: str, municipality: str) -> str:
    return re.search(rf'class="map__(\w+)"[^>]*><title>{municipality}:', page)[1]


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


def test_contributions_are_darker_where_more_is_paid(page):
    shown = page(kleur="bijdrage")

    assert shade_of(shown, "Maastricht") == "c4"
    assert shade_of(shown, "Vaals") == "c1"
    assert "1.078,24</td>" in shown
    assert shown.count("<title>") - shown.count("<title>Kaart") == 31


def test_a_payment_changes_the_state_in_map_and_table(page, beesel, finance_administrator):
    invoice = Invoice.objects.get(municipality=beesel)
    actions.note_payment(
        invoice, amount=invoice.total, received_on=invoice.issued_on, by=finance_administrator
    )
    shown = page(kleur="betaling")

    assert shade_of(shown, "Beesel") == "c4"
    assert shade_of(shown, "Venlo") == "c1"
    assert shown.count(">betaald</td>") == 1


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

    # user, years, the books or the arrangements, municipalities
    assert count_queries(client_of_finance, f"{MAP}?kleur={colour}&jaar=2020") <= 6
