"""An invoice is never changed: a credit note takes it back, and a new one follows."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from funding.contributions.contribution import spoken
from funding.contributions.models import Arrangement, PopulationDecision, Scheme
from funding.contributions.tests.test_pages import text
from funding.einvoicing import validation
from funding.invoices import actions, einvoice
from funding.invoices.choices import Kind, Trail
from funding.invoices.models import Correction, Invoice, IssuingParty, NumberSeries, PurchaseOrder, Receiver
from funding.invoices.tests.books import shift_inhabitants
from funding.invoices.tests.test_pages import words
from funding.invoices.tests.words import words_of
from funding.invoices.unissued import seen_of


@pytest.fixture
def correct(of_beesel, finance_administrator, second_finance_administrator):
    """`correct(is_reissued=…)` proposes and approves; gives what was made."""

    def make(*, is_reissued: bool) -> list[Invoice]:
        proposal = actions.propose_correction(
            of_beesel, reason="Verkeerd inkoopnummer", is_reissued=is_reissued, by=finance_administrator
        )
        return actions.approve_correction(proposal, seen=seen_of(proposal), by=second_finance_administrator)

    return make


def test_a_credit_note_takes_all_of_it_back_under_the_next_number(correct, of_beesel):
    (note,) = correct(is_reissued=False)

    assert (note.kind, note.corrects, note.total) == (Kind.CREDIT_NOTE, of_beesel, of_beesel.total)
    assert note.number == "VB-2020-0032"
    assert NumberSeries.objects.get().last == 32


def test_the_new_invoice_says_what_is_known_now_and_the_old_one_what_it_said(correct, of_beesel, beesel):
    PurchaseOrder.objects.create(municipality=beesel, year=2020, number="4500012345")
    PopulationDecision.objects.filter(municipality=beesel).update(inhabitants=13_500)
    note, new = correct(is_reissued=True)

    assert (new.buyer["order_number"], new.amount, new.line.revision) == ("4500012345", Decimal("1080.00"), 2)
    assert (note.amount, note.buyer["order_number"]) == (Decimal("1078.24"), "")
    of_beesel.refresh_from_db()
    assert (of_beesel.number, of_beesel.amount) == ("VB-2020-0003", Decimal("1078.24"))


def test_the_page_of_a_credit_note_says_why(correct, sign_in, finance_administrator):
    (note,) = correct(is_reissued=False)

    page = text(sign_in(finance_administrator).get(note.get_absolute_url()))

    assert "<dt>Reden</dt><dd>Verkeerd inkoopnummer.</dd>" in page


def test_the_page_of_a_credited_invoice_says_once_that_the_new_one_is_open(
    correct, of_beesel, sign_in, finance_administrator
):
    _, new = correct(is_reissued=True)

    page = words(sign_in(finance_administrator).get(of_beesel.get_absolute_url()))

    assert f"{new.number} Open nog € 1.078,24" in page


def test_the_e_invoice_names_the_invoice_that_it_replaces_or_takes_back(correct, of_beesel, beesel):
    Receiver.objects.create(municipality=beesel, attention="Persoon 1 Voorbeeld")
    note, new = correct(is_reissued=True)

    earlier = f"<cac:InvoiceDocumentReference>\n      <cbc:ID>{of_beesel.number}</cbc:ID>"
    for invoice in (note, new):
        made = einvoice.write(invoice)
        assert earlier in made.decode()
        assert f"factuur {of_beesel.number} van {spoken(of_beesel.issued_on)}." in made.decode()
        assert validation.problems(made) == []


def test_the_e_invoice_says_when_to_pay_and_for_whom_it_is_when_that_is_known(correct, of_beesel, beesel):
    Receiver.objects.create(municipality=beesel, attention="Persoon 1 Voorbeeld")
    _, new = correct(is_reissued=True)

    assert "<cbc:Note>Betaal binnen 30 dagen.</cbc:Note>" in einvoice.write(new).decode()
    assert "<cbc:Name>Persoon 1 Voorbeeld</cbc:Name>" in einvoice.write(new).decode()
    assert "Afdeling Financiën" not in einvoice.write(of_beesel).decode()


@pytest.fixture
def on_the_round(sign_in, finance_administrator, issued):
    """The page of the round, as read by whoever made it."""
    return lambda: text(sign_in(finance_administrator).get(issued.get_absolute_url()))


def test_the_round_tells_of_no_credit_note_where_there_is_none(on_the_round):
    assert "gecrediteerd" not in on_the_round()


def test_the_round_tells_which_line_was_credited(correct, on_the_round):
    correct(is_reissued=False)

    page = on_the_round()

    assert page.count('badge--warn">gecrediteerd<') == 1
    assert "Nieuw:" not in page


def test_the_round_leads_from_a_credited_line_to_its_new_invoice(correct, of_beesel, on_the_round):
    _, new = correct(is_reissued=True)

    page = on_the_round()

    assert page.count('badge--warn">gecrediteerd<') == 1
    assert f'Nieuw: <a class="nowrap" href="{new.get_absolute_url()}">{new.number}</a>' in page
    assert of_beesel.number in page


def test_the_round_leads_past_a_new_invoice_that_was_credited_too(
    correct, on_the_round, finance_administrator, second_finance_administrator
):
    _, new = correct(is_reissued=True)
    proposal = actions.propose_correction(new, reason="Weer", is_reissued=True, by=finance_administrator)
    _, newest = actions.approve_correction(proposal, seen=seen_of(proposal), by=second_finance_administrator)

    page = on_the_round()

    assert newest.get_absolute_url() in page
    assert new.get_absolute_url() not in page


def test_the_round_leads_to_no_new_invoice_that_was_taken_back_for_good(
    correct, on_the_round, finance_administrator, second_finance_administrator
):
    _, new = correct(is_reissued=True)
    proposal = actions.propose_correction(new, reason="Weer", is_reissued=False, by=finance_administrator)
    actions.approve_correction(proposal, seen=seen_of(proposal), by=second_finance_administrator)

    assert "Nieuw:" not in on_the_round()


@pytest.mark.parametrize("credited", [1, 12])
def test_page_of_a_round_costs_the_same_for_any_number_of_credited_lines(
    sign_in, issued, finance_administrator, second_finance_administrator, count_queries, credited
):
    for invoice in Invoice.objects.all()[:credited]:
        proposal = actions.propose_correction(invoice, reason="x", is_reissued=True, by=finance_administrator)
        actions.approve_correction(proposal, seen=seen_of(proposal), by=second_finance_administrator)

    # as without them, and the invoices of the lines that were put right
    assert count_queries(sign_in(finance_administrator), issued.get_absolute_url()) == 12


def test_who_proposes_does_not_approve(of_beesel, finance_administrator):
    proposal = actions.propose_correction(
        of_beesel, reason="Dubbel", is_reissued=False, by=finance_administrator
    )

    with pytest.raises(actions.CannotCorrect, match="Een collega"):
        actions.approve_correction(proposal, seen=seen_of(proposal), by=finance_administrator)
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        Correction.objects.update(approved_by=finance_administrator, approved_at="2026-01-01T00:00Z")


def test_an_invoice_is_credited_once_and_a_credit_note_never(correct, of_beesel, finance_administrator):
    (note,) = correct(is_reissued=False)

    for invoice in (of_beesel, note):
        with pytest.raises(actions.CannotCorrect):
            actions.propose_correction(
                invoice, reason="Nog eens", is_reissued=False, by=finance_administrator
            )


def test_a_proposal_can_be_taken_back_and_made_again(of_beesel, finance_administrator):
    proposal = actions.propose_correction(
        of_beesel, reason="Fout", is_reissued=True, by=finance_administrator
    )
    actions.withdraw_correction(proposal, by=finance_administrator)

    assert actions.propose_correction(of_beesel, reason="Toch", is_reissued=True, by=finance_administrator)


def test_each_step_of_a_correction_is_on_the_trail(of_beesel, correct, finance_administrator, collected):
    collected.events.clear()
    proposal = actions.propose_correction(
        of_beesel, reason="Fout", is_reissued=True, by=finance_administrator
    )
    actions.withdraw_correction(proposal, by=finance_administrator)
    correct(is_reissued=False)

    about_it = [event.kind for event in collected.events if event.subject == of_beesel.pk]
    assert about_it == [
        Trail.CORRECTION_PROPOSED,
        Trail.CORRECTION_WITHDRAWN,
        Trail.CORRECTION_PROPOSED,
        Trail.CREDITED,
    ]


def test_the_paper_of_a_credit_note_names_what_it_takes_back(correct, finance_administrator):
    (note,) = correct(is_reissued=False)
    actions.store_paper(note.pk, by=finance_administrator)
    stored = Invoice.objects.to_show().get(pk=note.pk).paper

    words = words_of(stored.file.content)
    assert "Creditnota" in words
    assert "factuur VB-2020-0003" in words
    assert "Totaal van deze creditnota" in words
    assert "Reden: " + note.corrects.correction.reason in words
    assert validation.problems(stored.ubl.content) == []
    assert b"VB-2020-0003" in stored.ubl.content
    assert b"<cbc:Note>Reden: " in stored.ubl.content


def test_the_paper_of_a_new_invoice_names_the_one_it_replaces(correct, finance_administrator):
    _, new = correct(is_reissued=True)
    actions.store_paper(new.pk, by=finance_administrator)

    words = words_of(Invoice.objects.to_show().get(pk=new.pk).paper.file.content)
    assert "Vervangt factuur VB-2020-0003" in words


@pytest.mark.parametrize(
    ("treatment", "ground", "vat", "words"),
    [
        ("out_of_scope", "", "0.00", "niet belast met btw"),
        ("exempt", "art. 11, lid 1, onder u, Wet OB", "0.00", "vrijgesteld van btw (art. 11"),
        ("taxed_21", "", "226.43", "€ 1.304,67"),
    ],
)
def test_each_treatment_of_vat_is_printed_and_valid(  # noqa: PLR0917 (a table of cases)
    structural, issue, beesel, finance_administrator, treatment, ground, vat, words
):
    IssuingParty.objects.update(vat_id="NL000000000B00")
    Scheme.objects.filter(pk=structural.pk).update(vat_treatment=treatment, vat_ground=ground)
    structural.refresh_from_db()
    issue(structural, 2020)
    invoice = Invoice.objects.get(municipality=beesel)
    actions.store_paper(invoice.pk, by=finance_administrator)
    stored = Invoice.objects.to_show().get(pk=invoice.pk).paper

    assert invoice.vat == Decimal(vat)
    assert words in words_of(stored.file.content)
    assert validation.problems(stored.ubl.content) == []


@pytest.fixture
def proposal(of_beesel, finance_administrator) -> Correction:
    return actions.propose_correction(of_beesel, reason="Aantal", is_reissued=True, by=finance_administrator)


def test_whoever_approves_sees_what_the_new_invoice_will_say(sign_in, proposal, second_finance_administrator):
    client = sign_in(second_finance_administrator)
    page = proposal.invoice.get_absolute_url()
    assert "De nieuwe factuur is gelijk aan deze." in words(client.get(page))

    shift_inhabitants(proposal.invoice)

    changes = [
        (one.label, one.was, one.becomes) for one in client.get(page).context["replacement"]["changes"]
    ]
    assert ("Inwoners", "13.478", "10.001") in changes
    assert ("Bedrag", "€\u00a01.078,24", "€\u00a0800,08") in changes


def test_nobody_approves_another_invoice_than_was_on_the_screen(
    sign_in, proposal, second_finance_administrator
):
    client = sign_in(second_finance_administrator)
    approve = reverse("invoices:approve_correction", args=[proposal.pk])
    seen = {"seen": client.get(proposal.invoice.get_absolute_url()).context["replacement"]["seen"]}
    shift_inhabitants(proposal.invoice)

    said = words(client.post(approve, seen, follow=True))
    assert "Er veranderde iets op de nieuwe factuur." in said
    assert not Invoice.objects.filter(kind=Kind.CREDIT_NOTE).exists()

    seen = {"seen": client.get(proposal.invoice.get_absolute_url()).context["replacement"]["seen"]}
    client.post(approve, seen)
    assert Invoice.objects.latest("sequence").amount == Decimal("800.08")


def test_who_proposes_sees_why_no_new_invoice_can_follow(sign_in, of_beesel, beesel, finance_administrator):
    Arrangement.objects.create(
        municipality=beesel, year=2020, kind="none", decision="Proef", kept_by=finance_administrator
    )

    page = words(sign_in(finance_administrator).get(reverse("invoices:correct", args=[of_beesel.pk])))

    assert "Beesel betaalt in 2020 niet per inwoner. Maak alleen een creditnota." in page
