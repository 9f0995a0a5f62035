"""What every answer says to the browser: keep nothing, lend nothing, guess nothing (C046, C047, C061)."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse

METHODS = ["GET", "HEAD", "POST"]
CLOSED_TO_ALL = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media",
    "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock",
    "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in CLOSED_TO_ALL),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}


class SecurityHeadersMiddleware:
    """Stands outside everything that answers, so that errors and files carry the headers too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.headers.get("HX-Request") and _leads_to_sign_in(response):
            # A part of a page has no room for the page to sign in: load the whole page anew.
            response = HttpResponse(headers={"HX-Refresh": "true"})
        for header, value in HEADERS.items():
            response[header] = value
        if not _is_public_file(request, response):
            response["Cache-Control"] = "no-store"
        if request.is_secure() and _has_signed_out(request, response):
            response["Clear-Site-Data"] = '"*"'
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Django's plain views answer TRACE and PUT like GET (C063)."""
        return None if request.method in METHODS else HttpResponseNotAllowed(METHODS)


def _leads_to_sign_in(response: HttpResponse) -> bool:
    return response.headers.get("Location", "").startswith(reverse(settings.LOGIN_URL))


def _is_public_file(request: HttpRequest, response: HttpResponse) -> bool:
    return request.path.startswith(settings.STATIC_URL) and response.status_code < 400


def _has_signed_out(request: HttpRequest, response: HttpResponse) -> bool:
    page = request.resolver_match
    return (
        bool(page and page.view_name == "account_logout" and request.method == "POST")
        and response.status_code < 400
    )
