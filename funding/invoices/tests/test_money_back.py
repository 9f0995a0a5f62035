"""What was paid too much goes back to the bank, or on to the new invoice; never more than that."""

from decimal import Decimal

import pytest
from django.db import Error, transaction
from django.urls import reverse
from django.utils import timezone

from funding.invoices import payments
from funding.invoices.books import books_of
from funding.invoices.choices import Direction, Trail
from funding.invoices.journal import journal_of
from funding.invoices.models import Billing, Invoice, IssuingParty, Payment
from funding.invoices.tests.books import again, shift_inhabitants
from funding.invoices.tests.test_pages import PAGE, text, words
from funding.invoices.tests.test_parties import EXAMPLE
from funding.invoices.tests.words import words_of
from zorgportaal.audit.models import Event

WHOLE, NEW, REST = Decimal("1078.24"), Decimal("800.08"), Decimal("278.16")


@pytest.fixture
def paid(of_beesel, pay) -> Payment:
    return pay(of_beesel, WHOLE)


@pytest.fixture
def credited(of_beesel, paid, correct) -> Invoice:
    """Paid, and then taken back; nothing came in its place."""
    correct(of_beesel, is_reissued=False)
    return again(of_beesel)


@pytest.fixture
def replaced(of_beesel, paid, correct) -> tuple[Invoice, Invoice]:
    """Paid, taken back, and the new invoice is lower: € 800,08."""
    shift_inhabitants(of_beesel)
    _, new = correct(of_beesel, is_reissued=True)
    return again(of_beesel), again(new)


@pytest.fixture
def finance(sign_in, finance_administrator):
    return sign_in(finance_administrator)


def at(name: str, invoice) -> str:
    return reverse(f"invoices:{name}", args=[invoice.pk])


def refused(match: str, act, **fields) -> None:
    with pytest.raises(Error, match=match), transaction.atomic():
        act(**fields)


# --- back to the bank -----------------------------------------------------------
def test_what_was_paid_of_a_credited_invoice_goes_back_in_parts(credited, give_back):
    give_back(credited, "78.24")
    assert again(credited).balance.to_return == Decimal("1000.00")

    give_back(credited, "1000.00")
    assert (again(credited).balance.open, again(credited).sent_back) == (0, WHOLE)


def test_no_more_goes_back_than_is_to_return(credited, give_back, finance_administrator):
    give_back(credited, "1000.00")

    with pytest.raises(payments.CannotSettle, match=r"nog €.78,24 terug"):
        give_back(credited, "78.25")
    refused(
        "no more is returned",
        credited.payments.create,
        direction=Direction.RETURNED,
        amount=Decimal("78.25"),
        paid_on=timezone.localdate(),
        noted_by=finance_administrator,
    )


def test_of_an_invoice_that_stands_nothing_goes_back(of_beesel, paid, give_back):
    with pytest.raises(payments.CannotSettle, match="gaat niets terug"):
        give_back(of_beesel, "0.01")
    refused(
        "no more is returned",
        of_beesel.payments.create,
        direction=Direction.RETURNED,
        amount=Decimal("0.01"),
        paid_on=timezone.localdate(),
        noted_by=paid.noted_by,
    )


def test_on_a_credit_note_nothing_goes_back(credited, give_back):
    with pytest.raises(payments.CannotSettle, match="creditnota"):
        give_back(credited.credit_note, "1.00")


def test_a_payment_that_went_back_is_not_withdrawn_before_the_return_is(paid, credited, give_back):
    back = give_back(credited, "0.01")

    with pytest.raises(payments.CannotSettle, match="Neem eerst die regel terug"):
        payments.withdraw_payment(paid, by=paid.noted_by)
    refused(
        "no more is returned",
        Payment.objects.filter(pk=paid.pk).update,
        withdrawn_by=paid.noted_by,
        withdrawn_at=timezone.now(),
    )

    payments.withdraw_payment(back, by=paid.noted_by)
    payments.withdraw_payment(paid, by=paid.noted_by)
    assert again(credited).balance.open == 0


def test_what_is_withdrawn_is_on_the_trail(paid, collected):
    payments.withdraw_payment(paid, by=paid.noted_by)

    event = collected.events[-1]
    assert (event.kind, event.subject) == (Trail.PAYMENT_WITHDRAWN, paid.invoice_id)


# --- on to the new invoice --------------------------------------------------------
def test_what_is_to_return_moves_as_far_as_the_new_invoice_is_open(replaced, finance_administrator):
    old, new = replaced
    there = payments.settle(old, by=finance_administrator)

    assert (there.amount, there.kind) == (NEW, "verrekend met VB-2020-0003")
    assert there.settled_with.kind == f"verrekend met {new}"
    assert (again(old).balance.to_return, again(new).balance.open) == (REST, 0)
    with pytest.raises(payments.CannotSettle, match="geen nieuwe factuur"):
        payments.settle(old, by=finance_administrator)


@pytest.mark.parametrize("which", [0, 1])
def test_a_settlement_is_withdrawn_as_a_whole(replaced, finance_administrator, which):
    there = payments.settle(replaced[0], by=finance_administrator)
    payments.withdraw_payment([there, there.settled_with][which], by=finance_administrator)

    assert [again(invoice).balance.open for invoice in replaced] == [-WHOLE, NEW]
    assert Payment.objects.exclude(withdrawn_at=None).count() == 2


def test_the_database_knows_no_half_of_a_settlement(replaced, finance_administrator):
    old, _ = replaced
    there = payments.settle(old, by=finance_administrator)

    refused(
        "two equal halves",
        Payment.objects.filter(pk=there.pk).update,
        withdrawn_by=finance_administrator,
        withdrawn_at=timezone.now(),
    )
    lonely = Payment(
        invoice=old,
        direction=Direction.RETURNED,
        amount=REST,
        paid_on=there.paid_on,
        noted_by=finance_administrator,
    )
    lonely.settled_with_id = lonely.pk
    refused("two equal halves", lonely.save)


def test_a_settlement_is_not_withdrawn_once_the_money_went_on(
    replaced, correct, give_back, finance_administrator
):
    old, new = replaced
    there = payments.settle(old, by=finance_administrator)
    correct(new, is_reissued=False)
    give_back(new, NEW)

    with pytest.raises(payments.CannotSettle, match=f"bij {new} al teruggestort"):
        payments.withdraw_payment(there, by=finance_administrator)


def test_the_claim_of_another_party_is_not_settled_with(
    of_beesel, paid, beesel, correct, finance_administrator
):
    details = {name: value for name, value in EXAMPLE.items() if name not in ("iban", "is_fictitious")}
    other = IssuingParty.objects.create(**details, iban="NL33VOOR0000000002")
    Billing.objects.create(municipality=beesel, party=other)
    correct(of_beesel, is_reissued=True)

    with pytest.raises(payments.CannotSettle, match="geen nieuwe factuur"):
        payments.settle(of_beesel, by=finance_administrator)


def test_the_claim_of_another_year_is_not_settled_with(credited, issue, bridging, finance_administrator):
    issue(bridging, 2019)

    with pytest.raises(payments.CannotSettle, match="geen nieuwe factuur"):
        payments.settle(credited, by=finance_administrator)


# --- the books --------------------------------------------------------------------
def test_the_books_count_what_came_in_and_went_back_and_not_what_moved(
    replaced, give_back, finance_administrator
):
    payments.settle(replaced[0], by=finance_administrator)
    give_back(replaced[0], REST)

    entry = next(one for one in books_of(Invoice.objects.all()).entries if one.balance.received)

    assert (entry.balance.received, entry.balance.returned, entry.balance.open) == (WHOLE, REST, 0)
    assert entry.state == "paid"


def test_the_journal_moves_a_settlement_without_the_bank(replaced, finance_administrator):
    old, new = replaced
    there = payments.settle(old, by=finance_administrator)
    payments.withdraw_payment(there, by=finance_administrator)

    lines = [line for line in journal_of(Invoice.objects.all()) if line.journal == "memoriaal"]

    assert [(line.document, line.account, line.debit, line.credit) for line in lines] == [
        (old.number, "debiteuren", NEW, 0),
        (new.number, "debiteuren", 0, NEW),
        (old.number, "debiteuren", 0, NEW),
        (new.number, "debiteuren", NEW, 0),
    ]
    assert len({line.transaction for line in lines}) == 2
    assert all(len(line.transaction) <= 20 for line in lines)


def test_the_journal_turns_the_lines_of_the_bank_for_a_return(credited, give_back):
    give_back(credited, WHOLE)

    lines = [
        line for line in journal_of(Invoice.objects.all()) if line.description.startswith("Terugbetaling")
    ]

    assert [(line.account, line.debit, line.credit) for line in lines] == [
        ("bank", 0, WHOLE),
        ("debiteuren", WHOLE, 0),
    ]


# --- on screen ----------------------------------------------------------------------
def test_a_return_is_noted_with_what_is_to_return_filled_in(finance, credited):
    assert at("give_back", credited) in text(finance.get(credited.get_absolute_url()))
    assert 'value="1.078,24"' in text(finance.get(at("give_back", credited)))
    day = f"{timezone.localdate():%d-%m-%Y}"

    wrong = finance.post(at("give_back", credited), {"amount": "1078,25", "paid_on": day})
    assert "Van deze factuur gaat nog € 1.078,24 terug." in words(wrong)

    page = finance.post(at("give_back", credited), {"amount": "1078,24", "paid_on": day}, follow=True)
    assert "€ 1.078,24 is teruggestort." in words(page)
    assert at("give_back", credited) not in text(page)
    assert Event.objects.filter(kind="invoices.return_noted", subject=credited.pk).exists()


def test_an_invoice_is_settled_with_the_new_one_after_a_look_at_both(finance, replaced):
    old, new = replaced
    assert f"{old} Gecrediteerd gaat terug: € 1.078,24" in words(finance.get(new.get_absolute_url()))
    assert f"Verreken met {new}" in words(finance.get(old.get_absolute_url()))
    assert f"U verrekent € 800,08 met factuur {new}." in words(finance.get(at("settle", old)))

    page = words(finance.post(at("settle", old), follow=True))

    assert f"verrekend met {new}" in page
    assert "€ 800,08 is verrekend met de nieuwe factuur. € 278,16 wordt verrekend of teruggestort." in page
    assert Event.objects.filter(kind="invoices.settled", subject=old.pk).exists()
    assert payments.NOWHERE_TO_GO in words(finance.get(at("settle", old), follow=True))
    assert payments.NOWHERE_TO_GO in words(finance.post(at("settle", old), follow=True))


def test_the_municipality_reads_what_became_of_its_money(
    sign_in, officer_of_beesel, replaced, give_back, finance_administrator
):
    payments.settle(replaced[0], by=finance_administrator)
    give_back(replaced[0], REST)
    client = sign_in(officer_of_beesel)

    assert "€ 800,08 is verrekend met de nieuwe factuur. € 278,16 is teruggestort." in words(client.get(PAGE))
    paper = client.get(reverse("invoices:statement", args=["GM0889", 2020]))
    said = words_of(paper.content).replace("\u00a0", " ")
    assert "Alles is betaald of verrekend." in said
    assert "verrekend met VB-2020-0033 − € 800,08" in said
    assert "teruggestort − € 278,16" in said
