"""Hand out a private file as a download that no browser will run, show or keep."""

from django.http import HttpRequest, HttpResponse

from zorgportaal.documents.models import PrivateFile

SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


def serve(request: HttpRequest, file: PrivateFile) -> HttpResponse:
    """The answer of a view that has checked access to what the file belongs to.

    Raises keyring.Unreadable when the file's key was destroyed.
    """
    response = HttpResponse(file.content, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response
