"""Nobody takes a file about many dossiers along alone, twice, or after a day (C075 to C078)."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from python_calamine import CalamineWorkbook

from cases.exchange import actions
from cases.exchange.actions import Refused
from cases.exchange.choices import Format, State
from cases.exchange.models import Export
from cases.exchange.tests.conftest import PURPOSE
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job
from zorgportaal.vault import keyring


def rows(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def test_a_colleague_agrees_and_the_file_comes_once(ready, coordinator):
    content, name, _ = actions.take(ready, by=coordinator)

    assert name == f"{ready.number}.xlsx"
    assert len([row for row in rows(content) if "PossibleVictimOfTrafficking" in row]) == 3
    with pytest.raises(Refused, match="al opgehaald"):
        actions.take(ready, by=coordinator)


def test_what_was_taken_cannot_be_opened_any_more(ready, coordinator):
    actions.take(ready, by=coordinator)
    ready.refresh_from_db()

    with pytest.raises(keyring.Unreadable):
        ready.file.content  # noqa: B018 (opening is the point)


def test_nobody_agrees_to_the_own_export(export, coordinator):
    with pytest.raises(Refused, match="keurt een collega goed"):
        actions.decide(export, by=coordinator, agrees=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(decided_by=coordinator, state=State.APPROVED)


def test_an_export_that_was_refused_is_never_made(export, colleague):
    actions.decide(export, by=colleague, agrees=False)
    actions.make(export.pk)
    export.refresh_from_db()

    assert export.file is None


def test_after_a_day_it_is_gone(ready, coordinator):
    Export.objects.filter(pk=ready.pk).update(ends_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused, match="24 uur"):
        actions.take(ready, by=coordinator)

    assert actions.end_old_exports() == 1
    ready.refresh_from_db()
    assert (ready.state, ready.file.key) == (State.ENDED, None)


def test_only_who_asked_takes_it(ready, colleague):
    with pytest.raises(Refused, match="voor wie het vroeg"):
        actions.take(ready, by=colleague)


@pytest.mark.parametrize("moment", ["run", "download"])
def test_a_right_that_was_withdrawn_ends_it_at_every_moment(export, coordinator, colleague, moment):
    actions.decide(export, by=colleague, agrees=True)
    if moment == "download":
        actions.make(export.pk)
    coordinator.is_active = False
    coordinator.save()
    if moment == "run":
        outbox.run(Job.objects.get(kind=actions.MAKE).pk)
        export.refresh_from_db()
        assert export.file is None
    else:
        with pytest.raises(Refused):
            actions.take(export, by=coordinator)


def test_it_holds_what_who_asked_may_know_of_when_it_is_made(export, colleague, new_case, other_coordinator):
    new_case(by=other_coordinator)
    actions.decide(export, by=colleague, agrees=True)
    new_case()
    actions.make(export.pk)
    export.refresh_from_db()

    assert export.rows == 4


def test_the_file_says_whose_it_is_and_what_each_column_means(ready, coordinator):
    content, _, _ = actions.take(ready, by=coordinator)
    said = " ".join(str(cell) for row in rows(content) for cell in row)

    assert ready.number in said
    assert coordinator.name in said
    assert "x_AgeBand: Leeftijdsgroep" in said


def test_the_purpose_is_sealed(export, coordinator):
    stored = Export.objects.filter(pk=export.pk).values_list("purpose", flat=True)

    assert PURPOSE.encode() not in bytes(str(stored[0]), "utf-8")
    assert Export.objects.get(pk=export.pk).purpose == PURPOSE


def test_an_ods_can_be_read_back(coordinator, colleague, new_case):
    new_case()
    export = actions.ask(by=coordinator, kind="htcds", choice={}, format=Format.ODS, purpose=PURPOSE)
    actions.decide(export, by=colleague, agrees=True)
    actions.make(export.pk)

    content, _, _ = actions.take(export, by=coordinator)
    assert rows(content)[0][0] == "row"
