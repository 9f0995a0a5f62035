"""The portal with one web worker on the data of the measurement, and somebody who is signed in there."""

import os
import urllib.parse
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils.crypto import get_random_string

from bench import measure
from zorgportaal.accounts.models import User
from zorgportaal.embedded import commands
from zorgportaal.embedded.children import children
from zorgportaal.embedded.portal import wait_for
from zorgportaal.tests.live import free_port


@cache
def start() -> int:
    """The port of one gunicorn worker; it stops with the measurement."""
    folder = Path(measure.afterwards.enter_context(TemporaryDirectory()))
    below = measure.afterwards.enter_context(children())
    call_command("collectstatic", interactive=False, verbosity=0)
    port = free_port()
    web = below.start(
        "The web server",
        commands.web(port, "--workers", "1"),
        log=folder / "web.log",
        environment=dict(os.environ),
    )
    wait_for(web, port)
    return port


@dataclass(frozen=True)
class Visitor:
    """Asks for whole pages; a browser would then show them."""

    port: int
    session: str
    token: str

    @classmethod
    def signed_in(cls, user: User) -> "Visitor":
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return cls(start(), client.cookies[settings.SESSION_COOKIE_NAME].value, get_random_string(32))

    def get(self, path: str) -> str:
        """The page at an address; raises AssertionError where there is none."""
        return self._ask("GET", path, expected=200)

    def post(self, path: str, **answers: object) -> str:
        """Where the form leads once it is accepted."""
        answers["csrfmiddlewaretoken"] = self.token
        return self._ask("POST", path, urllib.parse.urlencode(answers, doseq=True), expected=302)

    def _ask(self, method: str, path: str, body: str | None = None, *, expected: int) -> str:
        cookies = {settings.SESSION_COOKIE_NAME: self.session, settings.CSRF_COOKIE_NAME: self.token}
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
            assert answer.status == expected, f"{path}: {answer.status}"
            return answer.headers.get("Location", page)
        finally:
            connection.close()
