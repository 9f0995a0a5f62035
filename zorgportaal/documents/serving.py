"""Hand out a private file as a download that no browser will run, show or keep."""

from django.http import HttpRequest, HttpResponse

from zorgportaal.documents.models import PrivateFile

SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


def serve(request: HttpRequest, file: PrivateFile) -> HttpResponse:
    """The answer of a view that has checked access to what the file belongs to.

    Raises keyring.Unreadable when the file's key was destroyed.
    """
    return hand_out(file.content, name=file.name, content_type=file.content_type)


def hand_out(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """The same for what was made just now and is kept nowhere. `name` is opaque, as of a private file."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response
