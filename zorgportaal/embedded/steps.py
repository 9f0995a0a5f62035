"""`python -m zorgportaal.embedded.steps migrate make_demo …`: several commands, one process."""

import os
import sys
import time
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
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
        if name == "collectstatic" and _is_collected():
            continue
        start = time.monotonic()
        call_command(name, **OPTIONS.get(name, {}))
        say(f"{name}: {time.monotonic() - start:.1f} s")


def _is_collected() -> bool:
    """Whether no static file is newer than the last collection: compressing takes seconds."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    return manifest.exists() and _newest() < manifest.stat().st_mtime


def _newest() -> float:
    return max(
        Path(storage.path(name)).stat().st_mtime
        for finder in get_finders()
        for name, storage in finder.list([])
    )


if __name__ == "__main__":
    main(sys.argv[1:])
