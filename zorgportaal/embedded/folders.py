"""The run folder: databases, keys, mail and logs of one checkout, kept between starts."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from zorgportaal.embedded.terminal import CannotStart

CHECKOUT = Path(__file__).resolve().parent.parent.parent
# A unix socket's address has room for 107 characters, ".s.PGSQL.5432" among them.
LONGEST = 80


@dataclass(frozen=True)
class Folder:
    """Closed to others. As root only its name can be passed through: PostgreSQL is not root."""

    path: Path

    @property
    def postgres(self) -> Path:
        return self.path / "postgres"

    @property
    def redis(self) -> Path:
        return self.made("redis")

    @property
    def keys(self) -> Path:
        return self.made("keys")

    @property
    def mail(self) -> Path:
        return self.made("mail")

    @property
    def static(self) -> Path:
        return self.made("static")

    def log(self, name: str) -> Path:
        return self.made("logs") / f"{name}.log"

    def made(self, name: str) -> Path:
        """A sub-folder that only this user can enter."""
        path = self.path / name
        path.mkdir(mode=0o700, exist_ok=True)
        return path


def of_this_checkout() -> Folder:
    """The folder that this checkout keeps its data in. Raises CannotStart when it is not ours."""
    path = Path(os.environ.get("PORTAL_RUN_DIR") or _usual_place())
    if len(str(path)) > LONGEST:
        raise CannotStart(f"The path {path} is too long: set PORTAL_RUN_DIR to a shorter one.")
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _closed(path)
    except OSError as problem:
        raise CannotStart(f"The folder {path} cannot be used: {problem.strerror}.") from problem


@contextmanager
def held(folder: Folder) -> Iterator[None]:
    """Keep the folder to this process. Raises CannotStart when another one has it."""
    with open(folder.path / "lock", "a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"The portal of this folder already runs (its data are in {folder.path})."
            ) from None
        yield


@contextmanager
def temporary() -> Iterator[Folder]:
    """A folder for once, removed afterwards; only the logs stay when it could not start."""
    path = Path(tempfile.mkdtemp(prefix="zorgportaal-", dir="/var/tmp"))
    doomed = [path]
    try:
        yield _closed(path)
    except CannotStart:
        doomed = [part for part in path.iterdir() if part.name != "logs"]
        raise
    finally:
        for part in doomed:
            shutil.rmtree(part, ignore_errors=True)


def _usual_place() -> Path:
    name = f"zorgportaal-{hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:8]}"
    if os.geteuid() == 0:
        return Path("/var/lib") / name
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / name


def _closed(path: Path) -> Folder:
    if path.is_symlink() or path.stat().st_uid != os.geteuid():
        raise CannotStart(f"The folder {path} belongs to somebody else: set PORTAL_RUN_DIR.")
    path.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return Folder(path)
