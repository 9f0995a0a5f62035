"""A round that cannot be issued is found out before it is approved, and by the worker at once."""

import pytest

from funding.contributions import actions as contributions
from funding.contributions.models import Round, Scheme
from funding.contributions.tests.test_pages import page_of, text
from funding.invoices import actions, einvoice, unissued
from funding.invoices.models import Invoice, IssuingParty, NumberSeries
from funding.invoices.readiness import obstacles
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import Job


@pytest.fixture
def exempt(structural) -> Scheme:
    """Wants a VAT number of the sender, which the party does not have."""
    Scheme.objects.filter(pk=structural.pk).update(vat_treatment="exempt", vat_ground="art. 11")
    structural.refresh_from_db()
    return structural


@pytest.fixture
def hopeless(exempt, finance_administrator) -> Round:
    return contributions.make_round(scheme=exempt, year=2020, by=finance_administrator)


@pytest.fixture
def spoiled(exempt, finance_administrator, second_finance_administrator) -> Round:
    """Approved while all was well; the party lost its VAT number after that."""
    IssuingParty.objects.update(vat_id="NL000000000B00")
    made = contributions.make_round(scheme=exempt, year=2020, by=finance_administrator)
    approved = contributions.approve_round(made, by=second_finance_administrator)
    IssuingParty.objects.update(vat_id="")
    return approved


def test_a_draft_that_can_be_issued_has_no_obstacles(draft):
    assert obstacles(draft) == []


def test_a_fault_of_all_invoices_is_told_once_with_their_number(hopeless):
    (reason,) = obstacles(hopeless)

    assert reason.startswith("31 facturen: ")
    assert "btw" in reason


def test_a_fault_of_a_few_names_them(draft, beesel, venlo):
    invoices = unissued.unnumbered(draft, draft.lines.select_related("municipality"))
    for invoice in invoices:
        if invoice.municipality in (beesel, venlo):
            invoice.buyer["city"] = ""

    assert einvoice.faults([invoice] for invoice in invoices) == [
        "2 facturen (Beesel, Venlo): De gemeente heeft een straat, een postcode en een plaats nodig."
    ]


def test_a_fault_of_one_names_it_alone(draft, venlo):
    invoice = unissued.unnumbered(draft, [draft.lines.get(municipality=venlo)])[0]
    invoice.buyer["city"] = ""

    assert einvoice.faults([[invoice]]) == [
        "Venlo: De gemeente heeft een straat, een postcode en een plaats nodig."
    ]


def test_municipalities_without_a_party_are_named_in_one_sentence(draft):
    IssuingParty.objects.update(is_default=False)

    (reason,) = obstacles(draft)

    assert reason.startswith("Er is geen factuurpartij voor Beek, Beekdaelen, Beesel,")
    assert "en nog 26 gemeenten. Kies die bij Factuurpartijen." in reason


def test_a_draft_that_cannot_be_issued_is_not_approved(hopeless, second_finance_administrator):
    with pytest.raises(contributions.CannotApprove, match=r"kan geen facturen krijgen\. 31 facturen: .*btw"):
        contributions.approve_round(hopeless, by=second_finance_administrator)

    assert not Job.objects.exists()


def test_page_of_a_draft_says_why_before_anybody_clicks(sign_in, second_finance_administrator, hopeless):
    page = text(sign_in(second_finance_administrator).get(page_of(hopeless)))

    assert "Deze ronde kan geen facturen krijgen." in page
    assert page.count("31 facturen: ") == 1
    assert page_of(hopeless, "approve") not in page


def test_worker_that_finds_it_later_stops_at_once_and_the_page_says_why(
    sign_in, finance_administrator, spoiled, number
):
    number()

    job = Job.objects.get()
    page = text(sign_in(finance_administrator).get(page_of(spoiled)))
    assert (job.state, job.attempts) == (State.FAILED, 1)
    assert f"De taak is mislukt. {job.problem}" in page
    assert "31 facturen: " in job.problem


def test_an_invoice_that_would_not_be_valid_is_not_issued(spoiled, second_finance_administrator):
    with pytest.raises(einvoice.CannotIssue, match=r"31 facturen: .*btw"):
        actions.issue_round(spoiled.pk, by=second_finance_administrator)

    assert not Invoice.objects.exists()
    assert not NumberSeries.objects.exists()


def test_an_attempt_that_failed_is_told_while_the_worker_tries_again(
    sign_in, finance_administrator, approved
):
    Job.objects.update(problem="Onverwachte fout (OperationalError).")

    page = text(sign_in(finance_administrator).get(page_of(approved)))

    assert "De vorige poging mislukte. Onverwachte fout (OperationalError)." in page


@pytest.mark.parametrize("lines", [10, 200])
def test_what_is_found_costs_the_same_for_any_number_of_lines(
    structural, add_municipalities, finance_administrator, lines, django_assert_num_queries
):
    add_municipalities(lines)
    round_ = contributions.make_round(scheme=structural, year=2020, by=finance_administrator)

    with django_assert_num_queries(5):  # lines, usual party, parties chosen, receivers, orders
        obstacles(round_)
