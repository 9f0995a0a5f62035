"""Log lines as JSON on standard error, scrubbed by what is allowed rather than by what is not.

A log is read by more people than a dossier. So no line has an address, a name, a typed value,
an SQL parameter or the message of an exception (which repeats such values): only the fields below.
"""

import json
import logging
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse

# Whatever else a line brings along in `extra` is dropped.
ALLOWED = ("request_id", "page", "status", "duration", "job", "count")
OUR_OWN = ("zorgportaal", "cases", "funding", "reporting")
MOST_FRAMES = 30

log = logging.getLogger(__name__)


def configure(_settings: Mapping[str, object] | None = None, **_from_celery: object) -> None:
    """One handler for everything, whoever logs; Django, Celery and gunicorn call it at their start."""
    # Celery replaces sys.stderr by something that logs.
    handler = logging.StreamHandler(sys.__stderr__)
    handler.setFormatter(ScrubbedFormatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for name in OUR_OWN:
        logging.getLogger(name).setLevel(logging.INFO)
    for name in ("django", "django.server"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    # What is refused stands in the request line and on the trail.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    logging.captureWarnings(capture=True)


class ScrubbedFormatter(logging.Formatter):
    """A line of JSON with nothing in it that somebody typed."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _event(record),
        }
        if _is_our_own(record):
            line |= {name: vars(record)[name] for name in ALLOWED if name in vars(record)}
        if record.exc_info and record.exc_info[1]:
            line |= _exception(record.exc_info[1])
        return json.dumps(line, default=str, ensure_ascii=False)


def _event(record: logging.LogRecord) -> str:
    """The words as they stand in the code, before any value was put in.

    What others log without a place for values may be a value as a whole: then only its place.
    """
    if record.args or _is_our_own(record):
        return str(record.msg)
    return f"{record.module}:{record.lineno}"


def _is_our_own(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] in OUR_OWN


def _exception(last: BaseException) -> dict[str, object]:
    """Types, and places in the code, from the first cause to what was raised last; no message."""
    chain = [last]
    while cause := chain[0].__cause__ or chain[0].__context__:
        chain.insert(0, cause)
    frames = [frame for problem in chain for frame in _frames(problem)]
    return {"exception": [_type(problem) for problem in chain], "frames": frames[-MOST_FRAMES:]}


def _type(problem: BaseException) -> str:
    return f"{type(problem).__module__}.{type(problem).__qualname__}"


def _frames(problem: BaseException) -> list[str]:
    places = traceback.extract_tb(problem.__traceback__)
    return ["/".join(Path(at.filename).parts[-2:]) + f":{at.lineno} {at.name}" for at in places]


class RequestLogMiddleware:
    """One line a request: which page, which answer, how long. No address, no person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        log.info(
            "request",
            extra={
                "request_id": _request_id(request),
                "page": request.resolver_match.view_name if request.resolver_match else "",
                "status": response.status_code,
                "duration": round((time.perf_counter() - start) * 1000),
            },
        )
        return response


def _request_id(request: HttpRequest) -> UUID:
    """The one on the trail, so that a line and a row can be laid side by side."""
    return getattr(request, "trail_request", None) or uuid4()
