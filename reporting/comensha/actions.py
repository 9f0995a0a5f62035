"""Ask for a report, and make it: count once, print once."""

from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import date_format

from reporting.comensha.choices import Trail
from reporting.comensha.models import ReportRun
from reporting.comensha.paper import content_of
from reporting.comensha.snapshot import digest, take
from reporting.periods import Period, Quarter, cut_by, last_shown_year
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.documents.choices import ContentType, Variant
from zorgportaal.documents.models import PrivateFile
from zorgportaal.documents.pdf import render_pdf
from zorgportaal.jobs import outbox

RENDER = "comensha.render"
KEY_REGION = "rapportage"
REQUEST_LOCK = 0x434F4D  # "COM"


class NotClosed(ValueError):
    """The period is not over: its figures would still change."""

    def __init__(self, last: Quarter) -> None:
        super().__init__(f"Kies een periode die voorbij is. Dat kan tot en met {date_format(last.last_day)}.")


class CutsPublished(ValueError):
    """Figures over a longer period are out: beside them a part would give hidden numbers away."""

    def __init__(self, published: Period) -> None:
        super().__init__(
            f"Over {published.label} zijn al cijfers gegeven. Een verslag over een deel daarvan kan niet "
            f"meer: met aftrekken zijn dan kleine aantallen uit te rekenen. Kies {published.label}."
        )


class AlreadyMade(Exception):
    """There is a report over this period; asking again gives the same one."""

    def __init__(self, run: ReportRun) -> None:
        super().__init__("Over deze periode is er al een verslag. Zelfde verslag, zelfde cijfers.")
        self.run = run


@transaction.atomic
def request_report(*, period: Period, by: User) -> ReportRun:
    """Write down that a report is wanted; the worker makes it.

    Raises NotClosed, AlreadyMade, CutsPublished.
    """
    closed = Quarter.last_closed(timezone.localdate())
    if period.last > closed:
        raise NotClosed(closed)
    _one_at_a_time()
    days = {"first_day": period.first_day, "last_day": period.last_day}
    if made := ReportRun.objects.filter(**days).first():
        raise AlreadyMade(made)
    if cut := cut_by(period, published_in({period.first.year})):
        raise CutsPublished(cut)
    run = ReportRun.objects.create(**days, requested_by=by)
    trail.act(Trail.REQUESTED, by=by, on=run, **days)
    outbox.put(RENDER, subject=run.pk, batch=run.pk, by=by, key=f"{RENDER}:{run.pk}")
    return run


@transaction.atomic
def make_report(run_id: UUID, *, by: User | None) -> None:
    """Count and print. Run twice, late or two at once, one snapshot and one file remain."""
    run = ReportRun.objects.select_for_update().get(pk=run_id)
    if run.is_ready:
        return
    run.snapshot = take(run.period, known=known_to_readers(run))
    run.digest, run.made_at = digest(run.snapshot), timezone.now()
    run.file = PrivateFile.objects.store(
        print_report(run),
        name=f"comensha-{run.first_day}-{run.last_day}.pdf",
        content_type=ContentType.PDF,
        region=KEY_REGION,
    )
    run.save(update_fields=["snapshot", "digest", "made_at", "file"])
    trail.act(Trail.MADE, by=by or trail.SYSTEM, on=run, digest=run.digest)


def published_in(years: set[int]) -> list[Period]:
    """The periods about which figures are out: years on the dashboard, and reports."""
    last = last_shown_year(timezone.localdate())
    shown = [Period.of_year(year) for year in sorted(years) if year <= last]
    return [*shown, *ReportRun.objects.periods_in(years)]


def known_to_readers(run: ReportRun) -> list[Period]:
    """The earlier reports over the same year. Each lies inside this one or beside it."""
    earlier = ReportRun.objects.filter(requested_at__lt=run.requested_at)
    return earlier.periods_in({run.last_day.year})


def _one_at_a_time() -> None:
    """Two who ask at once might each cut what the other asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REQUEST_LOCK])


def print_report(run: ReportRun) -> bytes:
    """The report as PDF/UA-1; the same bytes each time."""
    return render_pdf(
        "reporting/comensha/paper.html",
        content_of(run),
        variant=Variant.ACCESSIBLE,
        title=f"Periodeverslag CoMensha, Limburg, {run.period.label}",
        made_at=run.made_at,
    )
