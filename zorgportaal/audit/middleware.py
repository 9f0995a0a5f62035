"""One transaction a request, with the trail as its last statement. No trail row, no page."""

import logging
from collections.abc import Callable

from django.db import Error as DatabaseProblem
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin, Outcome, Trail

log = logging.getLogger(__name__)
REFUSALS = {403, 404}
# Says only that the process lives, so it may lean on nothing, the database least of all (C104).
WITHOUT_DATABASE = "/gezond/live"


class TrailMiddleware:
    """Runs inside the session and sign-in middleware, around every view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == WITHOUT_DATABASE:
            return self.get_response(request)
        with trail.collecting(Origin.WEB) as collected:
            request.trail_request = collected.request  # type: ignore[attr-defined]
            try:
                return self._answer(request, collected)
            except DatabaseProblem:
                log.exception("trail not written", extra={"request_id": str(collected.request)})
                # Without the request: its user would be one more question to a database that fails.
                return HttpResponse(render_to_string("503.html"), status=503)

    def _answer(self, request: HttpRequest, collected: trail.Recording) -> HttpResponse:
        with transaction.atomic():
            response = self.get_response(request)
            refused = response.status_code in REFUSALS
            failed = response.status_code >= 500
            if refused or failed:
                transaction.set_rollback(True)
            else:
                trail.write(collected)
        if refused and request.user.is_authenticated:
            trail.act(Trail.REFUSED, by=request.user, page=_page(request))  # type: ignore[arg-type]
        if refused or failed:
            trail.write(collected, Outcome.REFUSED if refused else Outcome.FAILED)
        return response


def _page(request: HttpRequest) -> str:
    """The name of the page, never its address: an address may hold what somebody typed."""
    return request.resolver_match.view_name if request.resolver_match else ""
