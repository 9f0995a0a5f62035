"""The period report over the demo cases: the last half-year, or its year once that is on the dashboard."""

from collections.abc import Iterator

from django.utils import timezone

from reporting.comensha import actions
from reporting.comensha.models import ReportRun
from reporting.periods import Period, Quarter, last_shown_year
from zorgportaal.accounts.demo import person
from zorgportaal.documents.paper import Paper


def make() -> None:
    """Ask for the report, once; the worker makes it."""
    if not ReportRun.objects.exists():
        last = Quarter.last_closed(timezone.localdate())
        last = last if last.number % 2 == 0 else last.moved(-1)
        half, year = Period(last.moved(-1), last), Period.of_year(last.year)
        is_shown = last.year <= last_shown_year(timezone.localdate())
        actions.request_report(period=year if is_shown else half, by=person("coordinator.noord"))


def papers() -> Iterator[Paper]:
    """The finished report, under the days it covers."""
    for run in ReportRun.objects.exclude(file=None).select_related("file__key").order_by("first_day")[:1]:
        if run.file:
            yield Paper(f"comensha-{run.first_day}-{run.last_day}.pdf", run.file)
