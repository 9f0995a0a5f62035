"""Before invoices are made, municipalities are asked for the number that must be on them."""

import pytest
from django.core import mail
from django.urls import reverse

from funding.contributions import actions as contributions
from funding.invoices import actions, letters
from funding.invoices.models import PurchaseOrder
from funding.invoices.tests.test_pages import words
from zorgportaal.accounts.choices import Role
from zorgportaal.audit.models import Event
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job

PAGE = reverse("invoices:orders")


@pytest.fixture
def finance(sign_in, finance_administrator):
    return sign_in(finance_administrator)


def test_the_page_names_who_has_still_to_tell_a_number(finance, draft, weert):
    PurchaseOrder.objects.create(municipality=weert, year=2020, number="W-1")

    page = words(finance.get(PAGE))

    assert "30 gemeenten gaven nog geen nummer voor 2020:" in page
    assert "Beesel" in page
    assert "Weert" not in page


def test_asking_mails_only_who_has_still_to_tell(finance, draft, officer_of_beesel, officer_of_weert, weert):
    PurchaseOrder.objects.create(municipality=weert, year=2020, number="W-1")

    finance.post(reverse("invoices:ask_for_orders", args=[draft.pk]))
    outbox.run(Job.objects.get(kind=actions.ASK).pk)

    (sent,) = mail.outbox
    assert sent.bcc == [officer_of_beesel.email]
    assert "inkoop" not in sent.subject + sent.body
    assert Event.objects.filter(kind="invoices.orders_asked", subject=draft.pk).exists()


def test_only_an_officer_with_an_account_is_mailed_and_a_number_of_last_year_does_not_do(
    draft, officer_of_beesel, focal_point, make_user, beesel
):
    make_user(Role.FINANCE_OFFICER, municipalities=[beesel], is_active=False)
    PurchaseOrder.objects.create(municipality=beesel, year=2019, number="B-1")

    letters.ask_for_orders(draft.pk)

    (sent,) = mail.outbox
    assert sent.bcc == [officer_of_beesel.email]


def test_of_an_issued_round_nothing_is_asked_any_more(finance, issued):
    assert "Er is geen ronde" in words(finance.get(PAGE))
    assert finance.post(reverse("invoices:ask_for_orders", args=[issued.pk])).status_code == 404


@pytest.mark.parametrize("municipalities", [1, 300])
def test_the_page_costs_the_same_for_any_number(
    finance, structural, add_municipalities, municipalities, finance_administrator, count_queries
):
    add_municipalities(municipalities)
    contributions.make_round(scheme=structural, year=2020, by=finance_administrator)

    # user, rounds, who lacks a number
    assert count_queries(finance, PAGE) == 3


def test_the_page_of_a_draft_says_how_many_numbers_are_missing(finance, draft, weert):
    PurchaseOrder.objects.create(municipality=weert, year=2020, number="W-1")

    assert "30 gemeenten gaven nog geen inkoopnummer." in words(finance.get(draft.get_absolute_url()))


def test_the_page_of_an_issued_round_leads_to_the_books(finance, issued):
    page = finance.get(issued.get_absolute_url()).content.decode()

    assert f'href="{reverse("invoices:books")}?year=2020"' in page
    assert "nog geen inkoopnummer" not in page
