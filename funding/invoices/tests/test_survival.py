"""Numbers and papers when workers meet, die, or lose what Redis held (security.md C101, C102)."""

import os
import random
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from functools import partial
from threading import Event

import pytest
from celery import current_app
from django.db import transaction
from django.db.models import Count, Sum
from kombu import Connection

from funding.contributions import actions as contributions
from funding.contributions.choices import Unit
from funding.contributions.models import RoundLine, Scheme
from funding.invoices import actions
from funding.invoices.models import Invoice, InvoiceFile, NumberSeries
from zorgportaal.documents.models import PrivateFile
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import Job
from zorgportaal.tests.live import wait_until

pytestmark = pytest.mark.servers
WRITERS = 8


def scheme(number: int) -> Scheme:
    return Scheme.objects.create(
        slug=f"proef-{number}",
        name=f"Proefregeling {number}",
        per_inhabitant=Decimal("0.01") * (number + 1),
        unit=Unit.PER_YEAR,
        starts_on=date(2020, 1, 1),
        basis="proef",
    )


@pytest.fixture
def eight_rounds(at_once, finance_administrator, second_finance_administrator):
    """Approved rounds of one year: their invoices share one series."""
    rounds = [
        contributions.make_round(scheme=scheme(number), year=2020, by=finance_administrator)
        for number in range(WRITERS)
    ]
    return [contributions.approve_round(round_, by=second_finance_administrator) for round_ in rounds]


def test_eight_writers_leave_no_gap_and_no_double(at_once, eight_rounds, second_finance_administrator):
    calls = [
        partial(actions.issue_round, round_.pk, by=second_finance_administrator) for round_ in eight_rounds
    ]

    outcomes = at_once(*calls, *calls[:2])
    for call in calls:
        call()  # who waited too long for the lock comes again, as the worker does

    assert set(outcomes) <= {"", "OperationalError"}
    assert sequences() == list(range(1, WRITERS * 31 + 1))
    assert total(Invoice) == total(RoundLine)


def test_writers_that_fail_half_way_leave_no_gap(at_once, eight_rounds, second_finance_administrator):
    failing = set(random.Random(14).sample(range(WRITERS), 3))

    def issue(position: int) -> None:
        with transaction.atomic():
            actions.issue_round(eight_rounds[position].pk, by=second_finance_administrator)
            transaction.set_rollback(position in failing)

    outcomes = at_once(*[partial(issue, position) for position in range(WRITERS)])

    numbered = WRITERS - len(failing | {place for place, problem in enumerate(outcomes) if problem})
    assert sequences() == list(range(1, numbered * 31 + 1))
    assert NumberSeries.objects.get().last == numbered * 31


@pytest.mark.live
def test_a_killed_worker_and_an_emptied_redis_lose_and_double_nothing(live, approved, clock):
    live.start_worker()
    wait_until(lambda: InvoiceFile.objects.count() >= 4)
    # With its children, as a machine that loses power would.
    os.killpg(live.worker.process.pid, signal.SIGKILL)
    empty(live.environment["REDIS_URL"])
    assert InvoiceFile.objects.count() < 31

    live.start_worker()
    wait_until(lambda: not Job.objects.exclude(state=State.DONE).exists())

    assert sequences() == list(range(1, 32))
    assert InvoiceFile.objects.count() == 31
    assert PrivateFile.objects.count() == 2 * 31
    assert total(Invoice) == total(RoundLine)
    assert list(Job.objects.values_list("kind").annotate(Count("pk")).order_by("kind")) == [
        ("invoice.notice", 31),
        ("invoice.render", 31),
        ("round.issue", 1),
    ]


@pytest.fixture
def clock(live) -> Iterator[None]:
    """The sweeper, every other second instead of every minute."""
    stop = Event()

    def tick() -> None:
        with Connection(live.environment["REDIS_URL"]) as broker:
            while not stop.wait(2):
                current_app.send_task("zorgportaal.jobs.tasks.sweep", connection=broker)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(tick)
        yield
        stop.set()


def empty(redis: str) -> None:
    """All of this test's own Redis database; the server is shared."""
    with Connection(redis) as broker:
        broker.default_channel.client.flushdb()


def sequences() -> list[int]:
    return list(Invoice.objects.order_by("sequence").values_list("sequence", flat=True))


def total(model) -> Decimal:
    return model.objects.aggregate(total=Sum("amount"))["total"]
