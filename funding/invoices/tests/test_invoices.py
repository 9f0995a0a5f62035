"""Numbers without gaps, invoices that never change, papers made once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import InternalError, connection, transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from funding.contributions import actions as contributions
from funding.contributions.choices import RoundState
from funding.contributions.choices import Trail as RoundTrail
from funding.invoices import actions
from funding.invoices.models import Invoice, InvoiceFile, NumberSeries
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import User
from zorgportaal.audit.models import Event
from zorgportaal.jobs import outbox
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import Job


def sequences() -> list[int]:
    return list(Invoice.objects.order_by("sequence").values_list("sequence", flat=True))


def test_round_gets_31_invoices_numbered_without_gaps(issued):
    assert issued.state == RoundState.ISSUED
    assert sequences() == list(range(1, 32))
    assert NumberSeries.objects.get().last == 31


def test_numbers_follow_the_names_of_the_municipalities(issued):
    assert Invoice.objects.get(municipality__name="Beesel").number == "VB-2020-0003"


def test_sum_of_the_invoices_is_the_sum_of_the_round(issued):
    of_lines = issued.lines.aggregate(total=Sum("amount"))["total"]

    assert Invoice.objects.aggregate(total=Sum("amount"))["total"] == of_lines == Decimal("89346.16")


def test_invoice_is_dated_today_and_due_in_thirty_days(issued):
    invoice = Invoice.objects.first()

    assert invoice.issued_on == timezone.localdate()
    assert invoice.due_on == timezone.localdate() + timedelta(days=30)


def test_every_year_has_a_series_of_its_own(issue, bridging, structural):
    issue(structural, 2020)
    issue(bridging, 2019)

    assert Invoice.objects.filter(number="VB-2019-0001").exists()
    assert Invoice.objects.filter(year=2019).count() == 31


def test_draft_gets_no_invoice(draft, second_finance_administrator):
    assert actions.issue_round(draft.pk, by=second_finance_administrator) == []


def test_round_that_was_cancelled_meanwhile_gets_no_invoice(approved, finance_administrator, number):
    contributions.cancel_round(approved, by=finance_administrator)
    number()

    assert not Invoice.objects.exists()
    assert Job.objects.get().state == State.DONE


def test_numbering_twice_gives_one_set_of_invoices(approved, second_finance_administrator):
    actions.issue_round(approved.pk, by=second_finance_administrator)
    actions.issue_round(approved.pk, by=second_finance_administrator)

    assert sequences() == list(range(1, 32))


def test_numbering_that_is_undone_gives_its_numbers_back(approved, second_finance_administrator):
    with transaction.atomic():
        actions.issue_round(approved.pk, by=second_finance_administrator)
        transaction.set_rollback(True)

    actions.issue_round(approved.pk, by=second_finance_administrator)
    assert sequences() == list(range(1, 32))


def test_who_lost_the_right_meanwhile_makes_nothing(approved, second_finance_administrator, number):
    type(second_finance_administrator).objects.filter(pk=second_finance_administrator.pk).update(
        is_active=False
    )
    number()

    assert not Invoice.objects.exists()
    assert Job.objects.get().state == State.FAILED


def test_who_lost_the_right_after_numbering_prints_nothing(issued, second_finance_administrator):
    User.objects.update(is_active=False)

    outbox.run(Job.objects.filter(kind=actions.RENDER).first().pk)

    assert not InvoiceFile.objects.exists()
    assert Job.objects.progress(issued.pk).failed == 1


@pytest.fixture
def stopped(issued, second_finance_administrator):
    """A numbered round whose approver lost the right: one paper was tried, and failed."""
    User.objects.filter(pk=second_finance_administrator.pk).update(is_active=False)
    job = Job.objects.filter(kind=actions.RENDER).first()
    outbox.run(job.pk)
    return job


def test_a_colleague_with_the_right_takes_over_what_failed(sign_in, finance_administrator, issued, stopped):
    round_page = sign_in(finance_administrator).post(
        reverse("contributions:resume", args=[issued.pk]), follow=True
    )
    outbox.run(stopped.pk)

    assert "De facturen worden opnieuw gemaakt, op uw naam." in round_page.content.decode()
    assert InvoiceFile.objects.count() == 1
    taken = Event.objects.get(kind="jobs.taken_over")
    assert (taken.actor, taken.subject) == (finance_administrator.pk, stopped.pk)


def test_only_what_failed_changes_hands(finance_administrator, issued, stopped):
    contributions.resume_round(issued, by=finance_administrator)

    assert [job.pk for job in Job.objects.filter(requested_by=finance_administrator)] == [stopped.pk]


def test_whoever_made_a_round_does_not_take_its_numbering_over(approved, finance_administrator):
    Job.objects.update(state=State.FAILED)

    with pytest.raises(contributions.CannotResume, match="zelf"):
        contributions.resume_round(approved, by=finance_administrator)


def test_a_third_person_takes_the_numbering_over(approved, make_user, number):
    Job.objects.update(state=State.FAILED)
    contributions.resume_round(approved, by=make_user(Role.FINANCE_ADMINISTRATOR))
    number()

    assert len(sequences()) == 31


def test_the_numbering_of_a_withdrawn_round_is_not_taken_over(approved, finance_administrator, make_user):
    Job.objects.update(state=State.FAILED)
    contributions.cancel_round(approved, by=finance_administrator)

    with pytest.raises(contributions.CannotResume):
        contributions.resume_round(approved, by=make_user(Role.FINANCE_ADMINISTRATOR))
    assert Job.objects.get().state == State.FAILED


def test_nothing_failed_nothing_to_take_over(issued, finance_administrator):
    with pytest.raises(contributions.CannotResume, match="niets mislukt"):
        contributions.resume_round(issued, by=finance_administrator)


def test_paper_is_made_once_however_often_it_is_asked_for(issued, beesel, print_for):
    first = print_for(beesel).paper
    again = print_for(beesel).paper

    assert first == again == InvoiceFile.objects.get()


def test_printing_counts_in_the_progress_of_the_round(issued):
    assert Job.objects.progress(issued.pk).total == 31

    outbox.run(Job.objects.filter(kind=actions.RENDER).first().pk)

    assert Job.objects.progress(issued.pk).done == 1


def test_each_step_is_on_the_trail(approved, second_finance_administrator, collected):
    collected.events.clear()
    actions.issue_round(approved.pk, by=second_finance_administrator)

    kinds = [event.kind for event in collected.events]
    assert kinds.count("invoices.issued") == 31
    assert RoundTrail.ROUND_ISSUED in kinds


# --- what never changes -----------------------------------------------------
def test_series_never_counts_back(issued):
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        NumberSeries.objects.update(last=30)


def test_issued_invoice_cannot_be_changed(issued):
    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        Invoice.objects.update(amount=Decimal(1))


def test_issued_invoice_cannot_be_deleted(issued):
    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        Invoice.objects.all()._raw_delete("default")


def test_invoices_cannot_be_truncated(committed_db, issued):
    with pytest.raises(Exception, match=r"never removed|permission denied") as refused, transaction.atomic():
        connection.cursor().execute("TRUNCATE invoices_invoice CASCADE")

    assert refused.type.__module__ == "django.db.utils"


def test_issued_file_cannot_be_replaced(issued, beesel, print_for):
    print_for(beesel)

    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        InvoiceFile.objects.all()._raw_delete("default")
