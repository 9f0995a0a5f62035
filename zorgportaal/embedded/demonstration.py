"""`bin/demo DIR`: the main job from the shell, on servers of its own and a real worker."""

import os
import subprocess
from pathlib import Path

from zorgportaal.embedded import commands, folders, programs, servers
from zorgportaal.embedded.children import children
from zorgportaal.embedded.folders import CHECKOUT
from zorgportaal.embedded.terminal import CannotStart
from zorgportaal.environment import Mode


def run(target: Path, mode: Mode) -> int:
    """Exit status of the job: 0 only when every file is there. Raises CannotStart."""
    servers.refuse_production(mode)
    _make_empty(target)
    with folders.temporary() as folder, children() as below, children() as processes:
        environment = servers.all_of_them(folder, programs.out_of_pip(folder), below, mode)
        surroundings = {**os.environ, **environment}
        log = folder.log("preparing")
        commands.run(commands.steps("make_keys"), environment, log)
        # It asks for no table before there is work, so it can come up meanwhile.
        processes.start("The worker", commands.worker(), log=folder.log("worker"), environment=surroundings)
        commands.run(commands.steps("migrate", "load_reference"), environment, log)
        return subprocess.run(
            commands.manage("demo_job", str(target)),
            cwd=CHECKOUT,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode


def _make_empty(target: Path) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
        if any(target.iterdir()):
            raise CannotStart(f"{target} is not empty: name a new folder.")
    except OSError as problem:
        raise CannotStart(f"{target} cannot be used: {problem.strerror}.") from problem
