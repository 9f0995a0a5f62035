"""The press in a process of its own, within limits of time and memory (security.md C071).

One paper that is endless or huge then costs itself, not the worker that asked for it. The process
gets no address of a database, no key and no name of a service; it ends when whoever started it ends.
"""

import base64
import json
import os
import resource
import select
import struct
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import IO, Any

from zorgportaal.documents.choices import Variant
from zorgportaal.documents.draft import Draft, Enclosure

TOP = Path(__file__).resolve().parents[2]
SECONDS = 30
MEGABYTES = 512  # of address space, of which Python, Pango and the fonts take some 300
PAPERS = 200  # by one process, so that what it leaks stays small
LENGTH = struct.Struct(">?I")
ENVIRONMENT = ("PATH", "LANG", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_PATH", "LD_LIBRARY_PATH")


class PaperFailed(Exception):
    """No PDF came out. The words are for whoever sees the list of failed tasks."""

    @property
    def in_words(self) -> str:
        return str(self)


@dataclass
class Printer:
    """Prints one paper at a time. Starts its process when it is needed."""

    seconds: float = SECONDS
    megabytes: int = MEGABYTES
    _process: "subprocess.Popen[bytes] | None" = None
    _owner: int = 0
    _printed: int = 0
    _one_at_a_time: Lock = field(default_factory=Lock)

    def make(self, draft: Draft) -> bytes:
        """The PDF. Raises PaperFailed when it takes too long or too much, or cannot be made."""
        with self._one_at_a_time:
            process = self._running()
            try:
                is_made, answer = self._ask(process, _pack(draft))
            except (TimeoutError, EOFError, BrokenPipeError) as problem:
                self.stop()
                raise PaperFailed(_why(problem, self)) from None
        if not is_made:
            raise PaperFailed(answer.decode())
        return answer

    def stop(self) -> None:
        """End the process; the next paper starts another."""
        if self._process and self._owner == os.getpid():
            self._process.kill()
            self._process.communicate()
        self._process = None

    def _running(self) -> "subprocess.Popen[bytes]":
        # A worker that was forked does not share the process of its parent.
        is_ours = self._process and self._owner == os.getpid() and self._process.poll() is None
        if not is_ours or self._printed >= PAPERS:
            self.stop()
            self._process, self._owner, self._printed = self._start(), os.getpid(), 0
        self._printed += 1
        assert self._process
        return self._process

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603 (this Python, and a number of our own)
            [sys.executable, "-m", "zorgportaal.documents.printer", str(self.megabytes)],
            cwd=TOP,
            env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the worker, which then ends this one
        )

    def _ask(self, process: "subprocess.Popen[bytes]", question: bytes) -> tuple[bool, bytes]:
        until = time.monotonic() + self.seconds
        assert process.stdin
        assert process.stdout
        _write(process.stdin, question)
        is_made, length = LENGTH.unpack(_read_until(process.stdout, LENGTH.size, until))
        return is_made, _read_until(process.stdout, length, until)


def _why(problem: Exception, printer: Printer) -> str:
    if isinstance(problem, TimeoutError):
        return f"Het stuk was na {printer.seconds:g} seconden nog niet klaar."
    return f"Het stuk had meer dan {printer.megabytes} MB geheugen nodig."


def _read_until(stream: IO[bytes], length: int, until: float) -> bytes:
    """Exactly so many bytes. Raises TimeoutError, or EOFError when the process ended."""
    found = bytearray()
    while len(found) < length:
        if not select.select([stream], [], [], max(until - time.monotonic(), 0))[0]:
            raise TimeoutError
        part = os.read(stream.fileno(), length - len(found))
        if not part:
            raise EOFError
        found += part
    return bytes(found)


def _write(stream: IO[bytes], content: bytes, *, is_made: bool = True) -> None:
    stream.write(LENGTH.pack(is_made, len(content)) + content)
    stream.flush()


def _pack(draft: Draft) -> bytes:
    enclosures = [[part.name, _text(part.content), part.description] for part in draft.enclosures]
    made_at = draft.made_at.isoformat() if draft.made_at else None
    return json.dumps([draft.html, draft.variant, draft.title, draft.language, made_at, enclosures]).encode()


def _unpack(message: bytes) -> Draft:
    html, variant, title, language, made_at, enclosures = json.loads(message)
    return Draft(
        html,
        Variant(variant),
        title,
        language,
        datetime.fromisoformat(made_at) if made_at else None,
        tuple(Enclosure(name, base64.b64decode(content), words) for name, content, words in enclosures),
    )


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


# --- inside the process -----------------------------------------------------
def serve(megabytes: int) -> None:
    """Answer one draft with one PDF until nobody asks any more."""
    questions, answers = sys.stdin.buffer, _own_standard_output()
    most = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    from zorgportaal.documents import press  # noqa: PLC0415 (within the limits)

    while head := questions.read(LENGTH.size):
        _, length = LENGTH.unpack(head)
        is_made, answer = _answer(press, _unpack(questions.read(length)))
        _write(answers, answer, is_made=is_made)


def _own_standard_output() -> IO[bytes]:
    """What a library prints goes to the log, not between the answers."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _answer(press: Any, draft: Draft) -> tuple[bool, bytes]:
    try:
        return True, press.make(draft)
    except MemoryError:
        os._exit(1)
    except Exception as problem:
        return False, f"Het stuk kon niet worden gemaakt ({type(problem).__name__}).".encode()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
