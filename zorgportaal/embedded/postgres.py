"""A PostgreSQL of our own: on a unix socket in a closed folder, and on no network address."""

import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg2
from psycopg2.extensions import make_dsn

from zorgportaal.embedded.children import Child, Children
from zorgportaal.embedded.folders import Folder
from zorgportaal.embedded.logins import SILENCE
from zorgportaal.embedded.programs import Programs, account
from zorgportaal.embedded.terminal import CannotStart

SUPERUSER = "postgres"
PORT = 5432  # the name of the socket only
PATIENCE = 60
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    **SILENCE,
}
# A database for one run may be lost in a power cut. Nor does it count rows by itself: a table counted while
# it was empty and filled in one transaction is searched from end to end, for half a minute now and then.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL, addressed by the folder of its socket."""

    sockets: Path

    def url(self, login: str, database: str) -> str:
        return f"postgres://{login}@{quote(str(self.sockets), safe='')}:{PORT}/{database}"

    @property
    def superuser(self) -> str:
        return str(make_dsn(host=str(self.sockets), port=PORT, user=SUPERUSER, dbname="postgres"))


def start(folder: Folder, programs: Programs, children: Children, *, lasting: bool) -> Server:
    """Start it, making the cluster first where there is none. Raises CannotStart."""
    data = _home(folder) / "data"
    if not (data / "PG_VERSION").exists():
        _make_cluster(programs, data, folder.log("initdb"), lasting=lasting)
    _same_version(programs, data)
    settings = SETTINGS if lasting else SETTINGS | FORGETFUL
    child = children.start(
        "PostgreSQL",
        [
            programs.postgres / "postgres",
            *("-D", data, "-k", folder.postgres, "-p", str(PORT)),
            *_options(settings),
        ],
        log=folder.log("postgres"),
        account=account(),
        stop_signal=signal.SIGINT,
    )
    server = Server(folder.postgres)
    _wait_for(server, child)
    return server


def _home(folder: Folder) -> Path:
    path = folder.postgres
    path.mkdir(mode=0o700, exist_ok=True)
    if other := account():
        os.chown(path, other.pw_uid, other.pw_gid)
    return path


def _make_cluster(programs: Programs, data: Path, log: Path, *, lasting: bool) -> None:
    """Under another name until it is whole: initdb cut short leaves files that never start."""
    draft = data.with_name("data-new")
    shutil.rmtree(draft, ignore_errors=True)
    other = account()
    command: list[str | Path] = [
        programs.postgres / "initdb", "-D", draft, "-U", SUPERUSER,
        "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums",
    ]  # fmt: skip
    if not lasting:
        command.append("--no-sync")
    with open(log, "wb") as output:
        result = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            user=other.pw_uid if other else None,
            group=other.pw_gid if other else None,
            extra_groups=[] if other else None,
            check=False,
        )
    if result.returncode:
        raise CannotStart(f"PostgreSQL cannot make its files; see {log}.")
    draft.rename(data)


def _same_version(programs: Programs, data: Path) -> None:
    made_by = (data / "PG_VERSION").read_text().strip()
    answer = subprocess.run(
        [programs.postgres / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    version = answer.stdout.split()[2].split(".")[0]
    if made_by != version:
        raise CannotStart(
            f"The data in {data} are of PostgreSQL {made_by} and this is {version}: "
            f"remove {data.parent.parent} to start afresh."
        )


def _options(settings: dict[str, str]) -> list[str]:
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _wait_for(server: Server, child: Child) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if not child.is_running:
            raise child.failed()
        try:
            psycopg2.connect(server.superuser).close()
        except psycopg2.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise CannotStart(f"PostgreSQL does not answer after {PATIENCE} seconds; see {child.log}.")
