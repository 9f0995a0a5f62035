from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, transaction

from reporting.comensha import actions
from reporting.comensha.models import ReportRun
from reporting.comensha.paper import content_of
from reporting.comensha.snapshot import NotAgreed, agreed, digest, fields, take
from reporting.periods import Period, Quarter
from zorgportaal.documents.models import PrivateFile
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job
from zorgportaal.vault.choices import Family
from zorgportaal.vault.models import DataKey

YEAR = Period.of_year(2025)
FIRST_HALF = Period(Quarter(2025, 1), Quarter(2025, 2))
pytestmark = pytest.mark.django_db


@pytest.fixture
def run(coordinator) -> ReportRun:
    return actions.request_report(period=YEAR, by=coordinator)


@pytest.fixture
def made(reported, run) -> ReportRun:
    reported(30)
    outbox.run(Job.objects.get(subject=run.pk).pk)
    run.refresh_from_db()
    return run


def test_report_waits_for_the_worker(run, collected):
    assert Job.objects.progress(run.pk).is_running
    assert [event.kind for event in collected.events] == ["comensha.requested"]


def test_worker_counts_and_prints_once(made):
    file, snapshot = made.file, made.snapshot
    actions.make_report(made.pk, by=None)
    made.refresh_from_db()

    assert (made.file, made.snapshot) == (file, snapshot)
    assert PrivateFile.objects.count() == 1
    assert made.file.name == "comensha-2025-01-01-2025-12-31.pdf"


def test_same_period_gives_the_same_report_even_when_dossiers_were_added(made, reported, coordinator):
    reported(10)
    with pytest.raises(actions.AlreadyMade) as already:
        actions.request_report(period=YEAR, by=coordinator)

    assert already.value.run == made
    assert made.snapshot["people"] == 30


def test_same_report_gives_the_same_bytes(made):
    assert actions.print_report(made) == actions.print_report(ReportRun.objects.get()) == made.file.content


@time_machine.travel("2026-09-30 12:00")
def test_running_quarter_cannot_be_reported(coordinator):
    third = Period(Quarter(2026, 3), Quarter(2026, 3))

    with pytest.raises(actions.NotClosed, match="30 juni 2026"):
        actions.request_report(period=third, by=coordinator)


@pytest.mark.parametrize(
    "change",
    [
        {"snapshot": {"people": 1}},
        {"digest": "0" * 64},
        {"first_day": date(2024, 1, 1)},
        {"made_at": None},
        {"file": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_was_counted_cannot_be_changed(made, change):
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        ReportRun.objects.update(**change)


def test_report_cannot_be_removed(made):
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        made.delete()


def test_snapshot_holds_exactly_the_agreed_fields(made):
    """C079."""
    assert set(fields(made.snapshot)) == agreed()


def test_a_field_more_than_agreed_is_refused(monkeypatch, reported):
    monkeypatch.setattr("reporting.comensha.snapshot.agreed", lambda: agreed() - {"minors"})

    with pytest.raises(NotAgreed, match="minors"):
        take(YEAR, known=[])


def test_no_free_text_of_a_dossier_reaches_the_report(reported, north):
    dossiers = reported(20)
    for dossier in dossiers:
        dossier.key = DataKey.objects.make(Family.DOSSIER, region=north.vault_region)
        dossier.note = "KANARIE-VRIJE-TEKST"
        dossier.save()

    assert "KANARIE" not in str(take(YEAR, known=[]))


def test_digest_tells_equal_figures_from_other_ones(made):
    assert digest(made.snapshot) == made.digest
    assert digest(made.snapshot | {"people": 31}) != made.digest


def test_no_small_number_leaves_in_a_snapshot(reported, asked, answered):
    reported(20)
    answered(asked(reported(3, form="LABOUR", reporter="POLICE", age=15)))

    assert not small_numbers(take(YEAR, known=[]))


def test_part_of_a_year_on_the_dashboard_cannot_be_reported(coordinator):
    """What H1 shows and the year showed would give H2 (security.md C083)."""
    with pytest.raises(actions.CutsPublished, match="Over 2025 zijn al cijfers gegeven"):
        actions.request_report(period=FIRST_HALF, by=coordinator)


@time_machine.travel("2026-03-31 12:00")
def test_parts_of_a_year_can_be_reported_until_the_dashboard_shows_it(coordinator):
    second_half = Period(Quarter(2025, 3), Quarter(2025, 4))

    assert actions.request_report(period=second_half, by=coordinator)


@time_machine.travel("2026-03-31 12:00")
def test_part_of_a_reported_period_cannot_be_reported_but_the_same_period_is_found(coordinator):
    first = Period(Quarter(2025, 1), Quarter(2025, 1))
    actions.request_report(period=first, by=coordinator)
    actions.request_report(period=FIRST_HALF, by=coordinator)

    with pytest.raises(actions.AlreadyMade):
        actions.request_report(period=first, by=coordinator)
    with pytest.raises(actions.CutsPublished, match="eerste halfjaar 2025"):
        actions.request_report(period=Period(Quarter(2025, 2), Quarter(2025, 3)), by=coordinator)


@time_machine.travel("2025-11-20 12:00")
def test_whole_knows_of_its_parts_and_hides_what_they_would_give_away(reported, coordinator):
    first = Period(Quarter(2025, 1), Quarter(2025, 1))
    reported(20, on=date(2025, 2, 1), form="LABOUR")
    reported(9, on=date(2025, 2, 1), form="CRIMINAL")
    reported(25, on=date(2025, 5, 1), form="LABOUR")
    reported(2, on=date(2025, 5, 1), form="CRIMINAL")
    part, whole = (actions.request_report(period=one, by=coordinator) for one in (first, FIRST_HALF))

    assert actions.known_to_readers(part) == []
    assert actions.known_to_readers(whole) == [first]
    assert counts(take(FIRST_HALF, known=[first]))["CRIMINAL"] is None


@time_machine.travel("2025-11-20 12:00")
def test_total_of_the_period_before_is_shown_only_where_its_quarters_are(reported):
    second = Period(Quarter(2025, 2), Quarter(2025, 2))
    reported(20, on=date(2025, 2, 1))
    reported(20, on=date(2025, 5, 1))

    assert take(second, known=[])["people_before"] is None
    assert take(second, known=[second.before])["people_before"] == 20


def test_chart_has_the_quarters_of_the_period_in_dark(made):
    bars = content_of(made)["chart"]["bars"]

    assert [bar.is_strong for bar in bars] == [False] * 4 + [True] * 4
    assert "." in bars[0].left


def counts(snapshot) -> dict[str, int | None]:
    return {row["code"]: row["count"] for row in snapshot["forms"]}


def small_numbers(value, name="") -> list:
    if isinstance(value, dict):
        return [one for name, inner in value.items() for one in small_numbers(inner, name)]
    if isinstance(value, list):
        return [one for inner in value for one in small_numbers(inner, name)]
    is_count = name not in {"version", "year", "quarter", "in_period", "is_sum", "waiting_days"}
    return [(name, value)] if is_count and value in {1, 2, 3, 4} else []
