"""`@requires(Permission.X)`: every view names one permission; what you may not is a 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

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
            return view(request, *args, **kwargs)

        wrapped: Any = never_cache(require_http_methods(allowed)(guarded))
        wrapped.required_permission = permission
        wrapped.allowed_methods = frozenset(allowed)
        return wrapped  # type: ignore[no-any-return]

    return decorate
