"""`@requires(Permission.X)`: every view names one permission; what you may not is a 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from zorgportaal.accounts.confinement import confined
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission


class PortalRequest(HttpRequest):
    """A request by somebody who has signed in."""

    user: User  # type: ignore[assignment]


View = Callable[..., HttpResponse]


def requires(permission: Permission, *methods: str) -> Callable[[View], View]:
    """Let the view run for holders of `permission` only; methods default to GET.

    Absent and forbidden give the same answer, so that nobody learns what exists (C004).
    """
    allowed = list(methods) or ["GET"]
    if "GET" in allowed:
        allowed.append("HEAD")

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.may(permission):
                raise Http404
            if request.method not in allowed:
                return _not_this_way(request, allowed)
            with confined(permission):
                return view(request, *args, **kwargs)

        wrapped: Any = never_cache(guarded)
        wrapped.required_permission = permission
        wrapped.allowed_methods = frozenset(allowed)
        return wrapped  # type: ignore[no-any-return]

    return decorate


def asked_by_the_page(view: View) -> View:
    """A progress bar asks for this by itself: it is no sign that somebody is there (C044)."""
    marked: Any = view
    marked.asked_by_the_page = True
    return view


def _not_this_way(request: HttpRequest, allowed: list[str]) -> HttpResponse:
    """A page in words for who types the address of a button, or comes back to it after signing in."""
    response = render(request, "405.html", status=405)
    response["Allow"] = ", ".join(allowed)
    return response
