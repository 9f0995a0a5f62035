"""A Redis of our own on a unix socket; or a folder that Celery drops its messages in."""

import time

from zorgportaal.embedded.children import Child, Children
from zorgportaal.embedded.folders import Folder
from zorgportaal.embedded.programs import Programs
from zorgportaal.embedded.terminal import CannotStart

PATIENCE = 20


def start(folder: Folder, programs: Programs, children: Children) -> str:
    """Its address, as REDIS_URL wants it. Raises CannotStart."""
    if programs.redis is None:
        return f"filesystem://{folder.made('messages')}"
    socket = folder.redis / "redis.sock"
    socket.unlink(missing_ok=True)
    child = children.start(
        "Redis",
        [
            programs.redis,
            *("--port", "0", "--unixsocket", socket, "--unixsocketperm", "700"),
            # Nothing that Redis holds may be missed, so nothing is kept.
            *("--save", "", "--appendonly", "no", "--dir", folder.redis, "--loglevel", "warning"),
        ],
        log=folder.log("redis"),
    )
    deadline = time.monotonic() + PATIENCE
    while not socket.exists():
        _still_hopeful(child, deadline)
        time.sleep(0.02)
    return f"redis+socket://{socket}?virtual_host=0"


def _still_hopeful(child: Child, deadline: float) -> None:
    if not child.is_running:
        raise child.failed()
    if time.monotonic() > deadline:
        raise CannotStart(f"Redis does not answer after {PATIENCE} seconds; see {child.log}.")
