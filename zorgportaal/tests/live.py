"""A running portal for a test: gunicorn and a worker on the test's own database, and a visitor."""

import http.cookiejar
import os
import re
import socket
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from celery import Celery
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from zorgportaal.embedded import commands
from zorgportaal.embedded.children import Child, Children, children
from zorgportaal.embedded.portal import wait_for
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import Job

LOGIN = "/account/inloggen/"


@dataclass
class LivePortal:
    """The address of a portal, its processes and the places where it leaves something."""

    base: str
    environment: dict[str, str]
    folder: Path
    processes: Children
    worker: Child | None = None

    @property
    def mail(self) -> Path:
        return self.folder / "mail"

    def start_worker(self) -> Child:
        self.worker = self.processes.start(
            "The worker",
            commands.worker(),
            log=self.folder / f"worker-{time.monotonic_ns()}.log",
            environment=self.environment,
        )
        return self.worker

    def sweep(self) -> None:
        """What the clock does each minute: hint the worker at everything that waits."""
        clock = Celery(broker=self.environment["REDIS_URL"], set_as_current=False)
        clock.send_task("zorgportaal.jobs.tasks.sweep")

    def finish_work(self, seconds: float = 240) -> None:
        """Let the worker do all that waits, with a clock that is faster than the real one."""
        deadline = time.monotonic() + seconds
        while Job.objects.filter(state=State.QUEUED).exists():
            if time.monotonic() > deadline:
                raise TimeoutError
            self.sweep()
            time.sleep(3)


@contextmanager
def live_portal(folder: Path, environment: dict[str, str]) -> Iterator[LivePortal]:
    """gunicorn on a free port of this machine; everything is stopped afterwards."""
    port, folder = free_port(), folder / "portal"
    mail = folder / "mail"
    mail.mkdir(parents=True)
    surroundings = environment | {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(mail),
        "PORTAL_URL": f"http://127.0.0.1:{port}",
        "BEAT_FILE": str(folder / "beat"),
    }
    with children() as processes:
        web = processes.start(
            "The web server", commands.web(port), log=folder / "web.log", environment=surroundings
        )
        wait_for(web, port)
        yield LivePortal(f"http://127.0.0.1:{port}", surroundings, folder, processes)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Page:
    url: str
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass
class Visitor:
    """Somebody with a browser but without JavaScript; keeps every address that was seen."""

    base: str
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
            urllib.request.ProxyHandler({}),
        )

    def get(self, path: str) -> Page:
        return self._open(urllib.request.Request(self._address(path)))

    def post(self, path: str, *, form_at: str = "", **answers: object) -> Page:
        """Fill in the form at `form_at` (the same address when empty) and send it."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(form_at or path).text)
        answers["csrfmiddlewaretoken"] = token[1] if token else ""
        body = urllib.parse.urlencode(answers, doseq=True).encode()
        request = urllib.request.Request(self._address(path), body, {"Referer": self.base})
        return self._open(request)

    def send(self, path: str, name: str, content: bytes, **answers: object) -> Page:
        """The same with a file."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path).text)
        answers["csrfmiddlewaretoken"] = token[1] if token else ""
        body = encode_multipart(BOUNDARY, answers | {"file": SimpleUploadedFile(name, content)})
        headers = {"Referer": self.base, "Content-Type": MULTIPART_CONTENT}
        return self._open(urllib.request.Request(self._address(path), body, headers))

    def sign_in(self, email: str, password: str) -> Page:
        return self.post(LOGIN, login=email, password=password)

    def _address(self, path: str) -> str:
        return path if path.startswith("http") else self.base + path

    def _open(self, request: urllib.request.Request) -> Page:
        self.seen.append(request.full_url)
        try:
            answer = self.opener.open(request, timeout=60)
        except urllib.error.HTTPError as problem:
            answer = problem
        page = Page(answer.url, answer.status, answer.read(), dict(answer.headers))
        self.seen += [page.url, *re.findall(r'(?:href|action|src)="([^"]+)"', page.text)]
        return page


def wait_until(true, seconds: float = 240) -> None:
    """Ask again and again until it is so. Raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.1)


def redis_address(number: int) -> str:
    """The test server's Redis, database `number`, in the form Celery reads."""
    address = os.environ["REDIS_URL"]
    if "virtual_host=" in address:
        return re.sub(r"virtual_host=\d+", f"virtual_host={number}", address)
    if address.startswith("filesystem://"):
        return address
    return re.sub(r"/\d+$", "", address) + f"/{number}"
