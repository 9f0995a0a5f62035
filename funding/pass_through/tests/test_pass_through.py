"""Two people pass VAT on, and the database holds what they agreed."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from funding.contributions.choices import RoundState, Unit, VatTreatment
from funding.contributions.models import Round, Scheme
from funding.invoices.models import Invoice
from funding.pass_through import actions
from funding.pass_through.choices import State, Trail
from funding.pass_through.models import PassThrough, PassThroughShare
from funding.pass_through.tests.conftest import GIVEN


@pytest.fixture
def taxed(finance_administrator, second_finance_administrator) -> Round:
    """A round whose invoices carry VAT themselves."""
    scheme = Scheme.objects.create(
        slug="belast",
        name="Belaste proef",
        per_inhabitant=Decimal("0.10"),
        unit=Unit.PER_YEAR,
        starts_on=date(2020, 1, 1),
        basis="Proef",
        vat_treatment=VatTreatment.TAXED_21,
    )
    return Round.objects.create(
        scheme=scheme,
        year=2020,
        reference_date=date(2020, 1, 1),
        state=RoundState.ISSUED,
        made_by=finance_administrator,
        approved_by=second_finance_administrator,
        approved_at=timezone.now(),
        issued_at=timezone.now(),
    )


def refused(rule: str):
    return pytest.raises(DatabaseError, match=rule)


def straight_in(round_: Round, by, **given) -> PassThrough:
    """Past the action."""
    with transaction.atomic():
        return PassThrough.objects.create(round=round_, proposed_by=by, **{**GIVEN, **given})


# --- what is proposed --------------------------------------------------------
def test_a_proposal_holds_the_shares_of_all_who_were_invoiced(proposal, beesel):
    parts = proposal.shares.all()

    assert len(parts) == 31
    assert sum(part.share for part in parts) == Decimal("12345.67")
    of_beesel = parts.get(municipality=beesel)
    # 12.345,67 × 1.078,24 / 89.346,16 = 148,9899…
    assert (of_beesel.contribution, of_beesel.share) == (Decimal("1078.24"), Decimal("148.99"))
    assert of_beesel.municipality_id == "GM0889"


def test_who_was_credited_has_no_share(issued, credit, beesel, finance_administrator):
    credit(Invoice.objects.get(municipality=beesel))

    made = actions.propose(issued, by=finance_administrator, **GIVEN)

    assert not made.shares.filter(municipality=beesel).exists()
    assert sum(made.shares.values_list("share", flat=True)) == Decimal("12345.67")


def test_who_was_invoiced_anew_has_one_share(issued, credit, beesel, finance_administrator):
    credit(Invoice.objects.get(municipality=beesel), is_reissued=True)

    made = actions.propose(issued, by=finance_administrator, **GIVEN)

    assert made.shares.get(municipality=beesel).invoice.number == "VB-2020-0033"


def test_a_round_without_invoices_passes_nothing_on(draft, finance_administrator):
    with pytest.raises(actions.CannotPropose, match="zijn er nog niet"):
        actions.propose(draft, by=finance_administrator, **GIVEN)
    with refused("an issued round"):
        straight_in(draft, finance_administrator)


def test_a_scheme_with_vat_on_its_invoices_passes_nothing_on(taxed, finance_administrator):
    with pytest.raises(actions.CannotPropose, match="21% btw op de factuur"):
        actions.propose(taxed, by=finance_administrator, **GIVEN)
    with refused("whose invoices carry none"):
        straight_in(taxed, finance_administrator)


def test_a_round_of_which_all_was_credited_passes_nothing_on(
    finance_administrator, second_finance_administrator, structural
):
    empty = Round.objects.create(
        scheme=structural,
        year=2020,
        reference_date=date(2020, 1, 1),
        state=RoundState.ISSUED,
        made_by=finance_administrator,
        approved_by=second_finance_administrator,
        approved_at=timezone.now(),
        issued_at=timezone.now(),
    )

    with pytest.raises(actions.CannotPropose, match="niets te verdelen"):
        actions.propose(empty, by=finance_administrator, **GIVEN)


def test_there_is_one_live_statement_for_a_scheme_and_year(proposal, issued, second_finance_administrator):
    with pytest.raises(actions.CannotPropose, match="al een opgave"):
        actions.propose(issued, by=second_finance_administrator, **GIVEN)
    with refused("pass_through_one_live_per_round"):
        straight_in(issued, second_finance_administrator)


def test_after_a_withdrawal_another_one_may_be_proposed(proposal, issued, finance_administrator):
    actions.withdraw(proposal, by=finance_administrator)

    again = actions.propose(issued, by=finance_administrator, **{**GIVEN, "total": Decimal("1.00")})

    assert again.shares.count() == 31
    assert proposal.shares.count() == 31  # stays readable


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"total": Decimal(0)}, "above_zero"),
        ({"basis": ""}, "has_a_basis"),
        ({"only_public_bodies": False}, "among_public_bodies_only"),
        ({"state": State.APPROVED, "decided_at": timezone.now()}, "together exactly the total"),
    ],
)
def test_what_must_not_be_is_refused_by_the_database(issued, finance_administrator, given, rule):
    with refused(rule):
        straight_in(issued, finance_administrator, **given)


def test_it_is_barred_where_others_than_public_bodies_take_part(issued, finance_administrator):
    with pytest.raises(IntegrityError, match="among_public_bodies_only"):
        actions.propose(issued, by=finance_administrator, **{**GIVEN, "only_public_bodies": False})


# --- what is approved ------------------------------------------------------------
def test_another_person_approves(passed_on, second_finance_administrator):
    found = PassThrough.objects.get()

    assert (found.state, found.decided_by) == (State.APPROVED, second_finance_administrator)


def test_the_maker_cannot_approve(proposal, finance_administrator):
    with pytest.raises(actions.CannotDecide, match="U stelde dit zelf voor"):
        actions.approve(proposal, by=finance_administrator)
    with refused("by_a_second_person"), transaction.atomic():
        PassThrough.objects.update(
            state=State.APPROVED, decided_by=finance_administrator, decided_at=timezone.now()
        )


def test_what_was_proposed_before_a_credit_note_cannot_be_approved(
    proposal, credit, beesel, second_finance_administrator
):
    credit(Invoice.objects.get(municipality=beesel), is_reissued=True)

    with pytest.raises(actions.CannotDecide, match="een factuur gecrediteerd"):
        actions.approve(proposal, by=second_finance_administrator)


@pytest.mark.parametrize("verb", [actions.approve, actions.withdraw])
def test_it_is_decided_once(passed_on, second_finance_administrator, verb):
    with pytest.raises(actions.CannotDecide, match="al besloten"):
        verb(passed_on, by=second_finance_administrator)
    with refused("decided_once"), transaction.atomic():
        PassThrough.objects.update(state=State.WITHDRAWN)


def test_a_withdrawal_is_on_the_trail(proposal, finance_administrator, collected):
    actions.withdraw(proposal, by=finance_administrator)

    assert collected.events[-1].kind == Trail.WITHDRAWN


@pytest.mark.parametrize("field", ["total", "basis", "proposed_at"])
def test_what_was_proposed_stays_as_it_was(proposal, field):
    changed = {"total": Decimal("1.00"), "basis": "Anders", "proposed_at": timezone.now()}

    with refused("only_decided"), transaction.atomic():
        PassThrough.objects.update(**{field: changed[field]})


def test_nothing_of_it_is_ever_deleted(passed_on):
    with refused("never_deleted"), transaction.atomic():
        PassThrough.objects.all()._raw_delete("default")
    with refused("never_changed"), transaction.atomic():
        PassThroughShare.objects.all()._raw_delete("default")
    with refused("never_changed"), transaction.atomic():
        PassThroughShare.objects.update(share=1)


def another(part: PassThroughShare, **fields) -> None:
    """The same share once more, past the action."""
    given = {
        name: getattr(part, name)
        for name in ("pass_through", "municipality", "invoice", "contribution", "share")
    }
    with transaction.atomic():
        PassThroughShare.objects.create(**{**given, **fields})


def test_no_share_is_added_after_the_approval(passed_on):
    with refused("shares come with the proposal"):
        another(passed_on.shares.first())


def test_a_municipality_has_one_share(proposal):
    with refused("share_once_per_municipality"):
        another(proposal.shares.first())


def test_a_share_is_by_the_invoice_of_its_municipality_in_the_round(issued, finance_administrator, proposal):
    first, second = proposal.shares.all()[:2]
    actions.withdraw(proposal, by=finance_administrator)
    empty = straight_in(issued, finance_administrator)

    for wrong in ({"contribution": first.contribution + 1}, {"municipality": second.municipality}):
        with refused("by an invoice of the round"):
            another(first, pass_through=empty, **wrong)


def test_shares_that_are_not_the_total_are_not_approved(
    issued, finance_administrator, second_finance_administrator
):
    empty = straight_in(issued, finance_administrator)
    with refused("together exactly the total"), transaction.atomic():
        PassThrough.objects.filter(pk=empty.pk).update(
            state=State.APPROVED, decided_by=second_finance_administrator, decided_at=timezone.now()
        )


# --- in time ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("now", "is_late"),
    [(datetime(2021, 1, 31, 22, 59, tzinfo=UTC), False), (datetime(2021, 1, 31, 23, 1, tzinfo=UTC), True)],
)
def test_it_is_late_after_the_last_of_january(proposal, now, is_late):
    """Midnight here is 23.00 UTC."""
    with time_machine.travel(now, tick=False):
        assert proposal.is_late is is_late
    assert proposal.due_on == date(2021, 1, 31)


def test_what_was_approved_in_time_is_never_late(proposal, second_finance_administrator):
    with time_machine.travel(datetime(2021, 1, 31, 12, tzinfo=UTC)):
        actions.approve(proposal, by=second_finance_administrator)
    found = PassThrough.objects.get()

    with time_machine.travel(datetime(2022, 1, 1, tzinfo=UTC)):
        assert not found.is_late
    assert found.stated_on == date(2021, 1, 31)
