"""Processes that end when we end: on Ctrl-C, on a crash of one of them, and on kill -9 of us."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from zorgportaal.embedded.folders import CHECKOUT
from zorgportaal.embedded.terminal import CannotStart

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


class Interrupted(Exception):
    """Somebody asked us to stop: Ctrl-C, or TERM or HUP from the system."""


@dataclass
class Child:
    """One process in a group of its own, so that Ctrl-C reaches it through us, in our order."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.is_running:
            self.process.send_signal(self.stop_signal)

    def wait_until_stopped(self, seconds: float) -> None:
        """Give it this long to finish what it is doing, then kill it with all it started."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def failed(self) -> CannotStart:
        return CannotStart(f"{self.name} stopped by itself (exit {self.process.poll()}); see {self.log}.")


@dataclass
class Children:
    """Processes that are stopped together."""

    running: list[Child] = field(default_factory=list)

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path,
        environment: Mapping[str, str] | None = None,
        account: pwd.struct_passwd | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> Child:
        with _fresh(log) as output:
            process = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment,
                start_new_session=True,
                preexec_fn=_die_with_parent(stop_signal),
                # Another user cannot always be where we are.
                cwd="/" if account else CHECKOUT,
                user=account.pw_uid if account else None,
                group=account.pw_gid if account else None,
                extra_groups=[] if account else None,
            )
        child = Child(name, process, log, stop_signal)
        self.running.append(child)
        return child

    def stop_all(self, seconds: float = 30) -> None:
        for child in self.running:
            child.ask_to_stop()
        for child in self.running:
            child.wait_until_stopped(seconds)
        self.running.clear()

    def check(self) -> None:
        """Raises CannotStart when one of them ended by itself."""
        for child in self.running:
            if not child.is_running:
                raise child.failed()


@contextmanager
def children() -> Iterator[Children]:
    """Whatever happens inside, every child is gone afterwards."""
    all_of_them = Children()
    try:
        yield all_of_them
    finally:
        with _undisturbed():
            all_of_them.stop_all()


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn Ctrl-C, TERM and HUP into Interrupted."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise Interrupted

    before = {number: signal.signal(number, interrupt) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A second Ctrl-C must not cut the stopping short and leave a server behind."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _die_with_parent(stop_signal: signal.Signals) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    return lambda: _libc.prctl(_PR_SET_PDEATHSIG, int(stop_signal)) and None


@contextmanager
def _fresh(log: Path) -> Iterator[int]:
    """A new log for each start; the one before is kept beside it."""
    if log.exists():
        log.replace(log.with_suffix(".log.old"))
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
