"""`bin/bench`: the rows of `bench/`, on servers of their own with the demo data in them."""

import os
import subprocess
import sys
from collections.abc import Sequence

from zorgportaal.embedded import commands, folders, programs, servers
from zorgportaal.embedded.children import children
from zorgportaal.embedded.folders import CHECKOUT

DATA = ("migrate", "load_reference", "make_demo")


def run(arguments: Sequence[str]) -> int:
    """Exit status of the rows. Raises CannotStart."""
    with folders.temporary() as folder, children() as below:
        environment = servers.all_of_them(folder, programs.out_of_pip(folder), below, "demo")
        log = folder.log("preparing")
        commands.run(commands.steps("make_keys"), environment, log)
        commands.run(commands.steps(*DATA), environment, log)
        return subprocess.run(
            [sys.executable, "-m", "bench", *arguments],
            cwd=CHECKOUT,
            env={**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "zorgportaal.settings"},
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode
