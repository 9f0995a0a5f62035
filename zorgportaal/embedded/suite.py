"""`bin/test`: the suite on servers out of pip, then the part that leans on servers on the system's."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence

from zorgportaal.embedded import commands, folders, programs, servers
from zorgportaal.embedded.children import children
from zorgportaal.embedded.folders import CHECKOUT, Folder
from zorgportaal.embedded.programs import Programs
from zorgportaal.embedded.terminal import say


def run(arguments: Sequence[str]) -> int:
    """The exit status of the first run that fails, or 0. Raises CannotStart."""
    start = time.monotonic()
    status = _first_run(arguments)
    if not arguments:
        status = _second_run() or status
    minutes, seconds = divmod(round(time.monotonic() - start), 60)
    say(f"bin/test took {minutes} min {seconds} s.")
    return status


def _first_run(arguments: Sequence[str]) -> int:
    with folders.temporary() as folder:
        say("On PostgreSQL and Redis out of pip:")
        return _pytest(folder, programs.out_of_pip(folder), *arguments)


def _second_run() -> int:
    found = programs.of_this_machine()
    if found is None:
        say("PostgreSQL 15 and Redis 7 are not installed here: the second run is skipped.")
        return 0
    with folders.temporary() as folder:
        say(f"On {found.postgres} and {found.redis}, servers of their own:")
        return _pytest(folder, found, "-m", "servers")


def _pytest(folder: Folder, found: Programs, *arguments: str) -> int:
    with children() as running:
        environment = servers.all_of_them(folder, found, running, "test")
        commands.run(commands.steps("make_keys"), environment, folder.log("preparing"))
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-n", "2", *arguments],
            cwd=CHECKOUT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode
