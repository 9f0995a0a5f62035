"""The trail holds every act and look, in order, without names, and cannot be changed."""

import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from zorgportaal.accounts.choices import Trail
from zorgportaal.audit import head, trail
from zorgportaal.audit.choices import Origin, Outcome
from zorgportaal.audit.models import Event

pytestmark = [pytest.mark.servers]


def test_what_is_collected_is_written_when_the_transaction_ends(coordinator):
    with trail.recording(Origin.COMMAND):
        trail.act(Trail.ACCOUNT_CHANGED, by=coordinator, on=coordinator)
        assert not Event.objects.exists()

    event = Event.objects.get()
    assert (event.actor, event.subject, event.outcome) == (coordinator.pk, coordinator.pk, "done")


def test_every_mandatory_field_of_nen_7513_is_filled(coordinator):
    with trail.recording(Origin.JOB):
        trail.look(Trail.LISTED, by=coordinator, on=coordinator)

    event = Event.objects.get()
    assert event.is_look
    assert all([event.at, event.role, event.organisation, event.purpose, event.request])
    assert event.origin == Origin.JOB


def test_an_act_that_fails_leaves_no_trace_of_success(coordinator):
    def fail_half_way() -> None:
        with trail.recording(Origin.COMMAND):
            trail.act(Trail.ACCOUNT_CHANGED, by=coordinator)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()

    assert not Event.objects.exists()


def test_nothing_can_happen_outside_the_trail(coordinator):
    token = trail._current.set(None)
    with pytest.raises(trail.NotRecording):
        trail.act(Trail.ACCOUNT_CHANGED, by=coordinator)
    trail._current.reset(token)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET role = 'other'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
    ],
)
@pytest.mark.parametrize("login", ["default", "owner"])
def test_no_login_can_change_a_row(committed_db, coordinator, statement, login):
    with trail.recording(Origin.COMMAND):
        trail.act(Trail.ACCOUNT_CHANGED, by=coordinator)

    with pytest.raises(DatabaseError), connections[login].cursor() as cursor:
        cursor.execute(statement)


def test_portal_login_is_neither_superuser_nor_owner(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname=current_user"
        )
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'audit_event'")
        assert cursor.fetchone() == ("zorgportaal_owner",)


def test_a_search_term_is_kept_as_a_fingerprint_only():
    assert trail.term("Jansen ") == trail.term("jansen")
    assert "jansen" not in trail.term("Jansen").lower()


def test_rows_of_a_failed_request_say_so(coordinator):
    with transaction.atomic(), trail.collecting(Origin.WEB) as collected:
        trail.look(Trail.LISTED, by=coordinator)
        trail.write(collected, Outcome.FAILED)

    assert Event.objects.get().outcome == Outcome.FAILED


def test_eight_writers_make_one_chain_without_a_broken_link(committed_db, coordinator):
    def write() -> None:
        for _ in range(10):
            with trail.recording(Origin.JOB):
                trail.act(Trail.ACCOUNT_CHANGED, by=coordinator)
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    numbers = list(Event.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 81))
    assert head.read().number == 80
