"""`python -m zorgportaal.embedded.steps migrate make_demo …`: several commands, one process."""

import os
import sys
import time

import django
from django.core.management import call_command

from zorgportaal.embedded.terminal import say

OPTIONS: dict[str, dict[str, object]] = {
    "migrate": {"database": "owner", "verbosity": 0},
    "collectstatic": {"interactive": False, "verbosity": 0},
}


def main(names: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zorgportaal.settings")
    django.setup()
    for name in names:
        start = time.monotonic()
        call_command(name, **OPTIONS.get(name, {}))
        say(f"{name}: {time.monotonic() - start:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
