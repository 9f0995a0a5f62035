"""How gunicorn serves the portal; given to it as `--config python:zorgportaal.gunicorn`."""

from typing import Any

from gunicorn.glogging import Logger
from gunicorn.http.wsgi import Response

from zorgportaal import logs

workers = 2
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 30
keepalive = 5
max_requests = 2000
max_requests_jitter = 200

# No address holds more than a UUID, so anything long is not ours.
limit_request_line = 2048
limit_request_fields = 60
limit_request_field_size = 8190

# Addresses are never logged: `zorgportaal.logs` writes one line a request, with the page's name.
accesslog = None
control_socket_disable = True


class ScrubbedLogger(Logger):  # type: ignore[misc]
    """gunicorn's own lines, in the same form as all others."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True
        logs.configure()


logger_class = ScrubbedLogger

_headers = Response.default_headers


def _headers_without_server(self: Response) -> list[str]:
    """What serves the portal is nobody's business; gunicorn has no setting for it (C061)."""
    return [line for line in _headers(self) if not line.startswith("Server:")]


Response.default_headers = _headers_without_server
