"""`python -m cleaning KIND`: a file comes in, what is left of it goes out.

The first line of the answer is JSON; the bytes of the files follow in its order.
"""

import json
import resource
import sys

from . import image, mail, pdf
from .kinds import IMAGES, Kind, refuse_two_in_one
from .reasons import Reason, Refused

MEMORY = 2 * 1024**3  # bytes
SECONDS = 30


def confine() -> None:
    """Whatever a hostile file does to a library, it does it in here, without disk or endless memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(kind: Kind, content: bytes) -> tuple[dict[str, object], list[bytes]]:
    refuse_two_in_one(kind, content)
    if kind == Kind.MAIL:
        found = mail.read(content)
        words = {name: getattr(found, name) for name in ("sender", "recipients", "sent", "subject", "text")}
        files = [(one.kind, one.content) for one in found.attachments]
        described = _described(files) | {"mail": words, "skipped": found.skipped}
        return described, [content for _, content in files]
    made = image.clean(kind, content) if kind in IMAGES else (kind, pdf.clean(content))
    return _described([made]), [made[1]]


def _described(files: list[tuple[Kind, bytes]]) -> dict[str, object]:
    return {"files": [{"kind": kind, "size": len(content)} for kind, content in files]}


def main() -> None:
    confine()
    try:
        described, contents = answer(Kind(sys.argv[1]), sys.stdin.buffer.read())
    except Refused as refused:
        described, contents = {"refused": refused.reason}, []
    except MemoryError:
        described, contents = {"refused": Reason.TOO_HEAVY}, []
    sys.stdout.buffer.write(json.dumps(described).encode() + b"\n" + b"".join(contents))


if __name__ == "__main__":
    main()
