"""The press in its own process: what is endless or huge costs itself, and the next paper is printed."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from zorgportaal.documents.choices import Variant
from zorgportaal.documents.draft import Draft
from zorgportaal.documents.printer import PaperFailed, Printer

PLAIN = "<html lang=nl><title>Voorbeeld</title><h1>Voorbeeld</h1></html>"
HUGE = "<table>" + "<tr><td>een<td>twee<td>drie" * 60_000 + "</table>"


def draft(html: str = PLAIN) -> Draft:
    return Draft(html, Variant.ACCESSIBLE, "Voorbeeld", "nl", None, ())


@pytest.fixture
def printer() -> Iterator[Printer]:
    made = Printer()
    yield made
    made.stop()


def test_a_paper_that_takes_too_long_is_given_up_and_the_next_one_is_printed(printer):
    printer.make(draft())
    printer.seconds = 1
    with pytest.raises(PaperFailed, match="na 1 seconden nog niet klaar"):
        printer.make(draft(HUGE))
    printer.seconds = 30

    assert printer.make(draft()).startswith(b"%PDF")


def test_a_paper_that_needs_too_much_memory_is_given_up_and_the_next_one_is_printed():
    small = Printer(megabytes=400)
    with pytest.raises(PaperFailed, match="meer dan 400 MB geheugen"):
        small.make(draft(HUGE))

    assert small.make(draft()).startswith(b"%PDF")
    small.stop()


def test_what_goes_wrong_inside_is_said_and_the_process_goes_on(printer):
    broken = Draft(PLAIN, Variant.ACCESSIBLE, "\ud800", "nl", None, ())
    with pytest.raises(PaperFailed, match="kon niet worden gemaakt"):
        printer.make(broken)

    assert printer.make(draft()).startswith(b"%PDF")


def test_a_process_that_was_killed_is_started_again(printer):
    printer.make(draft())
    os.kill(printer._process.pid, signal.SIGKILL)
    printer._process.wait()

    assert printer.make(draft()).startswith(b"%PDF")


def test_two_threads_each_get_their_own_paper(printer):
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(printer.make, [draft(), draft(PLAIN.replace("h1", "h2"))] * 3))

    assert len(set(made)) == 2
    assert made[0] == made[2] == made[4]


def test_the_process_knows_no_database_and_no_keys(printer):
    printer.make(draft())
    environment = Path(f"/proc/{printer._process.pid}/environ").read_bytes()

    assert b"DATABASE" not in environment
    assert b"KEYS_DIR" not in environment
    assert b"REDIS" not in environment
