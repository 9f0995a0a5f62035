"""verify_trail finds an edited, deleted, inserted or swapped row, the last one too (C024, C025)."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from zorgportaal.accounts.choices import Trail
from zorgportaal.audit import head, trail
from zorgportaal.audit.choices import Origin
from zorgportaal.audit.verify import first_broken

pytestmark = [pytest.mark.servers]


@pytest.fixture(autouse=True)
def chain(committed_db, coordinator):
    for _ in range(5):
        with trail.recording(Origin.COMMAND):
            trail.act(Trail.ACCOUNT_CHANGED, by=coordinator, on=coordinator)


def tamper(*statements: str) -> None:
    """What a thief with the owner's password could do: switch the trigger off first."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)


def test_an_untouched_chain_is_whole():
    assert first_broken() is None


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE audit_event SET role = 'privacy_officer' WHERE number = 3", 3),
        ("UPDATE audit_event SET actor = NULL WHERE number = 2", 2),
        ("UPDATE audit_event SET details = '{\"a\": 1}' WHERE number = 4", 4),
        ("UPDATE audit_event SET at = at + interval '1 second' WHERE number = 1", 1),
        ("DELETE FROM audit_event WHERE number = 3", 3),
        ("DELETE FROM audit_event WHERE number = 5", 5),
        ("DELETE FROM audit_event", 1),
    ],
)
def test_an_edited_or_deleted_row_is_found(statement, number):
    tamper(statement)

    assert first_broken().number == number


def test_a_deleted_row_with_the_rest_moved_up_is_found():
    tamper(
        "DELETE FROM audit_event WHERE number = 3",
        # By way of numbers that nobody has: rows are updated in no fixed order.
        "UPDATE audit_event SET number = -number WHERE number > 3",
        "UPDATE audit_event SET number = -number - 1 WHERE number < 0",
    )

    assert first_broken().number == 3


def test_swapped_rows_are_found():
    tamper(
        "UPDATE audit_event SET number = 99 WHERE number = 2",
        "UPDATE audit_event SET number = 2 WHERE number = 4",
        "UPDATE audit_event SET number = 4 WHERE number = 99",
    )

    assert first_broken().number == 2


def test_an_inserted_row_is_found():
    columns = (
        "at,kind,is_look,outcome,actor,role,organisation,on_behalf_of,purpose,subject_type,subject,"
        "origin,request,details,mac"
    )
    tamper(f"INSERT INTO audit_event SELECT 6,{columns} FROM audit_event WHERE number=5")

    assert first_broken().number == 6


def test_without_the_signed_head_nothing_is_promised():
    settings.TRAIL_HEAD_FILE.unlink()

    with pytest.raises(SystemExit) as stopped:
        call_command("verify_trail")

    assert stopped.value.code == 2


def test_a_forged_head_is_not_believed():
    settings.TRAIL_HEAD_FILE.write_text('{"number": 4, "mac": "00", "signature": "00"}')

    with pytest.raises(head.HeadMissing):
        first_broken()


def test_the_command_needs_the_trail_key_only(tmp_path, committed_db, portal_environment):
    (tmp_path / "trail.key").write_text((settings.KEYS_DIR / "trail.key").read_text())
    environment = portal_environment | {
        "KEYS_DIR": str(tmp_path),
        "TRAIL_HEAD_FILE": str(settings.TRAIL_HEAD_FILE),
    }
    tamper("DELETE FROM audit_event WHERE number = 5")

    done = subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", "verify_trail"],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout.split("\t")[0]) == (1, "5"), done.stderr
