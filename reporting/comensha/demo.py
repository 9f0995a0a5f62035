"""The period report over the demo cases: the last half-year that has closed."""

from collections.abc import Iterator

from django.utils import timezone

from reporting.comensha import actions
from reporting.comensha.models import ReportRun
from reporting.periods import Period, Quarter
from zorgportaal.accounts.demo import person
from zorgportaal.documents.paper import Paper


def make() -> None:
    """Ask for the report, once; the worker makes it."""
    if not ReportRun.objects.exists():
        last = Quarter.last_closed(timezone.localdate())
        last = last if last.number % 2 == 0 else last.moved(-1)
        actions.request_report(period=Period(last.moved(-1), last), by=person("coordinator.noord"))


def papers() -> Iterator[Paper]:
    """The finished report, under the days it covers."""
    for run in ReportRun.objects.exclude(file=None).select_related("file__key").order_by("first_day")[:1]:
        if run.file:
            yield Paper(f"comensha-{run.first_day}-{run.last_day}.pdf", run.file)
