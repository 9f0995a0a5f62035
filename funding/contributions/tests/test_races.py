"""What two people do at the same moment, on a database in which COMMIT is real."""

from functools import partial

import pytest

from funding.contributions import actions
from funding.contributions.choices import RoundState
from funding.contributions.models import Round, RoundLine
from zorgportaal.jobs.models import Job

pytestmark = pytest.mark.servers


def test_maker_is_refused_also_while_a_colleague_approves(
    at_once, draft, finance_administrator, second_finance_administrator
):
    people = [finance_administrator, second_finance_administrator] * 4

    outcomes = at_once(*[partial(actions.approve_round, draft, by=person) for person in people])

    assert outcomes.count("") == 1
    assert outcomes.index("") % 2 == 1
    assert Round.objects.get().approved_by == second_finance_administrator
    assert Job.objects.count() == 1


def test_round_is_either_approved_or_cancelled(
    at_once, draft, finance_administrator, second_finance_administrator
):
    outcomes = at_once(
        partial(actions.cancel_round, draft, by=finance_administrator),
        partial(actions.approve_round, draft, by=second_finance_administrator),
    )

    state = Round.objects.get().state
    assert (state == RoundState.APPROVED) == (
        outcomes == ["CannotCancel", ""]
    ) or state == RoundState.CANCELLED
    assert state != RoundState.DRAFT


def test_two_people_who_make_the_same_round_get_one(
    at_once, structural, finance_administrator, second_finance_administrator
):
    people = [finance_administrator, second_finance_administrator] * 2

    outcomes = at_once(
        *[partial(actions.make_round, scheme=structural, year=2020, by=person) for person in people]
    )

    assert sorted(outcomes) == ["", "CannotMakeRound", "CannotMakeRound", "CannotMakeRound"]
    assert RoundLine.objects.count() == 31
