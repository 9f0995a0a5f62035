"""The commands that make up a running portal, for `bin/` and for tests that need it live."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from zorgportaal.embedded.folders import CHECKOUT
from zorgportaal.embedded.terminal import CannotStart

PYTHON = sys.executable


def web(port: int, *settings: str) -> list[str]:
    """gunicorn on 127.0.0.1; how it behaves is in zorgportaal/gunicorn.py, unless `settings` say so."""
    return [
        *(PYTHON, "-m", "gunicorn", "--config", "python:zorgportaal.gunicorn"),
        *("--bind", f"127.0.0.1:{port}", *settings, "zorgportaal.wsgi"),
    ]


def worker(processes: int = 2) -> list[str]:
    return [
        *(PYTHON, "-m", "celery", "--app", "zorgportaal", "--quiet", "worker"),
        *("--concurrency", str(processes), "--loglevel", "INFO"),
        *("--without-gossip", "--without-mingle", "--without-heartbeat"),
    ]


def clock() -> list[str]:
    return [
        *(PYTHON, "-m", "celery", "--app", "zorgportaal", "--quiet", "beat"),
        *("--loglevel", "WARNING", "--pidfile="),
    ]


def manage(*arguments: str) -> list[str]:
    return [PYTHON, str(CHECKOUT / "manage.py"), *arguments]


def steps(*names: str) -> list[str]:
    """Several management commands in one process: starting Django takes longer than most of them."""
    return [PYTHON, "-m", "zorgportaal.embedded.steps", *names]


def run(command: list[str], environment: Mapping[str, str], log: Path) -> None:
    """Run it to its end, what it says into the log. Raises CannotStart with its last line."""
    with open(log, "a") as output:
        result = subprocess.run(
            command,
            cwd=CHECKOUT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if result.returncode:
        lines = log.read_text(errors="replace").strip().splitlines() or ["It said nothing."]
        raise CannotStart(f"{lines[-1]} (More in {log}.)")
