"""Have a file cleaned by a process of its own, that has no database, no keys, no disk and little time."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from .kinds import Kind
from .reasons import Reason, Refused

ABOVE = Path(__file__).resolve().parent.parent
PATIENCE = 45  # seconds on the clock; the process itself stops after 30 seconds of work
# By the short name: the portal around it is not even imported there.
COMMAND = [sys.executable, "-B", "-s", "-m", "cleaning"]


@dataclass(frozen=True)
class File:
    kind: Kind
    content: bytes


@dataclass(frozen=True)
class Cleaned:
    """One file, or the words of a mail and its attachments, which are not clean yet."""

    files: list[File]
    mail: dict[str, str] = field(default_factory=dict)
    skipped: int = 0


def clean(kind: Kind, content: bytes) -> Cleaned:
    """What is safe of a file. Raises Refused."""
    try:
        done = subprocess.run(  # noqa: S603 (our own module; the file goes in by a pipe)
            [*COMMAND, kind],
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            cwd=ABOVE,
            env={"LC_ALL": "C.UTF-8"},
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise Refused(Reason.TOO_HEAVY) from None
    except subprocess.CalledProcessError:
        raise Refused(Reason.UNREADABLE) from None
    return _read(done.stdout)


def _read(output: bytes) -> Cleaned:
    rest = BytesIO(output)
    described = json.loads(rest.readline())
    if "refused" in described:
        raise Refused(Reason(described["refused"]))
    files = [File(Kind(one["kind"]), rest.read(one["size"])) for one in described["files"]]
    return Cleaned(files, described.get("mail", {}), described.get("skipped", 0))
