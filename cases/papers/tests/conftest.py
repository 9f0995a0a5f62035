"""Files as partners send them, and as somebody would who means harm; a worker that does what waits."""

from collections.abc import Callable
from datetime import date

import pytest

from cases.dossiers.models import Dossier
from cases.papers import actions
from cases.papers.choices import PaperKind
from cases.papers.models import Paper
from zorgportaal.documents.tests import corpus
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job


@pytest.fixture
def dossier(new_case) -> Dossier:
    return new_case()


@pytest.fixture
def bring_in(dossier, coordinator) -> Callable[..., Paper]:
    """`bring_in("scan.pdf", content)` adds a file to the dossier."""

    def add(name: str, content: bytes, **changes) -> Paper:
        fields = {"kind": PaperKind.OTHER, "title": "Kanarie brief", "dated_on": date(2026, 11, 1)}
        return actions.add_paper(
            **({"dossier": dossier, "by": coordinator, "file": (name, content)} | fields | changes)
        )

    return add


@pytest.fixture
def checked(bring_in) -> Callable[..., Paper]:
    """The same, once the worker is done with it."""

    def add(name: str, content: bytes, **changes) -> Paper:
        paper = bring_in(name, content, **changes)
        work()
        paper.refresh_from_db()
        return paper

    return add


@pytest.fixture
def ready(checked) -> Paper:
    return checked("scan.pdf", corpus.pdf())


def work() -> None:
    """Do every job that waits, also the ones that come of them."""
    while waiting := list(Job.objects.due().values_list("pk", flat=True)):
        for job in waiting:
            outbox.run(job)
