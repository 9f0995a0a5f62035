"""Twenty times 300 invoices by eight writers, of which one in twenty is killed at work (C101).

It takes minutes and is not part of the suite: `bin/test -- funding/invoices/tests/storm.py`.
"""

import os
import random
import signal
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection, connections
from django.db.models import Sum

from funding.contributions import actions as contributions
from funding.contributions.choices import RoundState
from funding.contributions.models import Round, RoundLine
from funding.invoices import actions
from funding.invoices.models import Invoice, NumberSeries
from funding.invoices.tests.test_survival import scheme
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin
from zorgportaal.regions.models import Municipality

WRITERS, ROUNDS, LINES, DEATHS = 8, 60, 5, 0.05
STATEMENTS = 25  # as many as one round takes at least: somewhere among them the blow falls


@pytest.fixture
def rounds(committed_db, finance_administrator, second_finance_administrator) -> list[UUID]:
    """Sixty approved rounds of five municipalities, all of one year, so of one series."""
    outside = Municipality.objects.of_limburg().values("pk")[LINES:]
    Municipality.objects.filter(pk__in=list(outside.values_list("pk", flat=True))).update(is_in_limburg=False)
    made = [
        contributions.make_round(scheme=scheme(number), year=2020, by=finance_administrator)
        for number in range(ROUNDS)
    ]
    return [contributions.approve_round(round_, by=second_finance_administrator).pk for round_ in made]


@pytest.mark.parametrize("run", range(20))
def test_no_gap_no_double_and_every_cent(rounds, run):
    chance = random.Random(run)
    killed = 0
    while waiting := still_approved(rounds):
        shares = [waiting[start::WRITERS] for start in range(WRITERS)]
        writers = [writer(share, chance.randrange(2**32)) for share in shares if share]
        killed += sum(os.waitpid(pid, 0)[1] == signal.SIGKILL for pid in writers)

    sequences = list(Invoice.objects.order_by("sequence").values_list("sequence", flat=True))
    assert sequences == list(range(1, ROUNDS * LINES + 1))
    assert NumberSeries.objects.get().last == ROUNDS * LINES
    assert total(Invoice) == total(RoundLine)
    print(f"run {run}: {killed} writers killed, {len(sequences)} invoices, {total(Invoice)} euro")


def still_approved(rounds: Sequence[UUID]) -> list[UUID]:
    return list(Round.objects.filter(pk__in=rounds, state=RoundState.APPROVED).values_list("pk", flat=True))


def total(model: type[Invoice] | type[RoundLine]) -> Decimal:
    return model.objects.aggregate(total=Sum("amount"))["total"]


def writer(share: Sequence[UUID], seed: int) -> int:
    """A process that issues its rounds one after another; gives its id."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        chance = random.Random(seed)
        for round_ in share:
            with connection.execute_wrapper(Blow(chance)), trail.recording(Origin.JOB):
                actions.issue_round(round_, by=None)
        status = 0
    finally:
        os._exit(status)  # none of the tests' own endings in a child


class Blow:
    """Kills its own process before one of the statements, in one round out of twenty."""

    def __init__(self, chance: random.Random) -> None:
        self.left = chance.randrange(STATEMENTS) if chance.random() < DEATHS else None

    def __call__(self, execute, sql, params, many, context):
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.left is not None:
            self.left -= 1
        return execute(sql, params, many, context)
