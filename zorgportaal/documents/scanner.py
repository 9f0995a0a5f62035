"""Ask a virus scanner about a file. Without an answer nobody gets the file (security.md C068).

`settings.VIRUS_SCANNER` says who is asked: `tcp://host:3310` or `unix:///run/clamav/clamd.ctl` for
clamd, `pretend` for demo and test only, nothing for no scanner at all.
"""

import socket
import struct
from collections.abc import Iterator
from contextlib import closing
from enum import Enum
from urllib.parse import urlsplit

from django.conf import settings

PRETEND = "pretend"
CHUNK = 64 * 1024
PATIENCE = 20  # seconds for a whole file
# The harmless file by which scanners are tried; in two halves, or a scanner would take this module away.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Verdict(Enum):
    CLEAN = "clean"
    INFECTED = "infected"


class ScannerAway(Exception):
    """No scanner, or one that gave no clear answer: the file must wait."""


def scan(content: bytes) -> Verdict:
    """What the scanner says of these bytes. Raises ScannerAway."""
    address = settings.VIRUS_SCANNER
    if not address:
        raise ScannerAway
    if address == PRETEND:
        return Verdict.INFECTED if EICAR in content else Verdict.CLEAN
    try:
        answer = _ask(address, content)
    except OSError as problem:
        raise ScannerAway from problem
    return _verdict(answer)


def answers() -> bool:
    """Whether there is a scanner now; nothing at all is clean."""
    try:
        return scan(b"") == Verdict.CLEAN
    except ScannerAway:
        return False


def _verdict(answer: bytes) -> Verdict:
    """`stream: OK` or `stream: <name> FOUND`; anything else is no answer."""
    if answer == b"stream: OK":
        return Verdict.CLEAN
    if answer.startswith(b"stream: ") and answer.endswith(b" FOUND"):
        return Verdict.INFECTED
    raise ScannerAway


def _ask(address: str, content: bytes) -> bytes:
    """Send the bytes as clamd's INSTREAM: lengths and chunks, ended by a chunk of nothing."""
    with closing(_connect(address)) as connection:
        connection.sendall(b"zINSTREAM\0")
        for chunk in _chunks(content):
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
        return _answer(connection)


def _connect(address: str) -> socket.socket:
    where = urlsplit(address)
    if where.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(PATIENCE)
        connection.connect(where.path)
        return connection
    return socket.create_connection((where.hostname or "", where.port or 3310), timeout=PATIENCE)


def _chunks(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), CHUNK):
        yield content[start : start + CHUNK]


def _answer(connection: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 1024 and (part := connection.recv(1024)):
        answer += part
    return answer.rstrip(b"\0\n")
