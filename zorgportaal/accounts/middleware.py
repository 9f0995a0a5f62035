"""A session ends after 15 minutes without activity and, whatever happens, after 8 hours (C044)."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_htmx.http import HttpResponseClientRefresh

from zorgportaal.accounts.typed import typed

SIGNED_IN_AT = "signed_in_at"
LAST_SEEN_AT = "last_seen_at"


class SessionLimitMiddleware:
    """Must stand behind the authentication middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "_auth_user_id" in request.session and _is_over(request, timezone.now().timestamp()):
            logout(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> None:
        if "_auth_user_id" in request.session and not hasattr(view, "asked_by_the_page"):
            request.session[LAST_SEEN_AT] = timezone.now().timestamp()


def _is_over(request: HttpRequest, now: float) -> bool:
    idle = now - request.session.get(LAST_SEEN_AT, now)
    age = now - request.session.get(SIGNED_IN_AT, now)
    return bool(idle > settings.SESSION_IDLE_SECONDS or age > settings.SESSION_COOKIE_AGE)


class SignInFirstMiddleware(LoginRequiredMiddleware):
    """Deny by default; who was signed out over a form gets back what was typed into it."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        if request.method == "POST" and (texts := typed(request)):
            return render(request, "401.html", {"typed": texts}, status=401)
        if getattr(request, "htmx", None):
            # Not the sign-in page in the place of a progress bar: the browser loads the whole page again.
            return HttpResponseClientRefresh()
        return super().handle_no_permission(request, view_func)
