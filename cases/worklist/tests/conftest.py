"""The day of every test, and what a source of days knows in it."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from cases.dossiers import milestones
from cases.dossiers.milestones import Milestone
from cases.dossiers.tests.conftest import dossier, facts, identity, register, venlo  # noqa: F401

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-20T08:40:00+01:00", tick=False):
        yield TODAY


@pytest.fixture
def days() -> Iterator[list[Milestone]]:
    """The only days that any room knows of: `days.append(Milestone(…))`."""
    known: list[Milestone] = []

    def source(dossiers, window):
        ids = set(dossiers.values_list("pk", flat=True))
        return [day for day in known if day.dossier in ids and window.first <= day.day <= window.last]

    before = milestones.sources[:]
    milestones.sources[:] = [source]
    yield known
    milestones.sources[:] = before
