import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from zorgportaal.embedded.children import Interrupted, children, stoppable
from zorgportaal.embedded.terminal import CannotStart

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True);"
    "time.sleep(60)",
]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_child_is_gone_after_the_block_even_when_it_raises(tmp_path):
    started = []
    with suppress(CannotStart), children() as processes:
        started.append(processes.start("The sleeper", SLEEP, log=tmp_path / "log"))
        raise CannotStart

    assert not is_alive(started[0].process.pid)


def test_a_child_that_does_not_listen_is_killed(tmp_path):
    with children() as processes:
        child = processes.start("The deaf one", DEAF, log=tmp_path / "log")
        while "deaf" not in (tmp_path / "log").read_text():
            time.sleep(0.02)
        processes.stop_all(seconds=0.2)

    assert child.process.returncode == -signal.SIGKILL


def test_a_child_that_ends_by_itself_is_named_with_its_log(tmp_path):
    with children() as processes:
        child = processes.start("The worker", [sys.executable, "-c", "exit(3)"], log=tmp_path / "log")
        child.process.wait()

        with pytest.raises(CannotStart, match=r"The worker stopped by itself \(exit 3\); see .*/log"):
            processes.check()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asking_us_to_stop_interrupts(number):
    with pytest.raises(Interrupted), stoppable():
        os.kill(os.getpid(), number)


def test_a_child_dies_with_a_parent_that_is_killed(tmp_path):
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time; from pathlib import Path;"
            "from zorgportaal.embedded.children import Children;"
            f"print(Children().start('x', {SLEEP!r}, log=Path({str(tmp_path / 'log')!r})).process.pid,"
            "flush=True); time.sleep(60)",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()

    deadline = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_alive(pid)


def test_the_log_of_the_start_before_is_kept_beside_the_new_one(tmp_path):
    log = tmp_path / "worker.log"
    for word in ("first", "second"):
        with children() as processes:
            processes.start("It", [sys.executable, "-c", f"print('{word}')"], log=log).process.wait()

    assert (tmp_path / "worker.log.old").read_text() == "first\n"
    assert log.read_text() == "second\n"
