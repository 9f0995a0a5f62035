"""What somebody typed into a form that can no longer be saved, so that it can be copied."""

import re

from django.http import HttpRequest

HIDDEN = (
    "csrfmiddlewaretoken",
    "password",
    "password1",
    "password2",
    "oldpassword",
    "login",
    "version",
    "draft",
)
# An id, a code or a number comes from a list or a button; nobody has to type it again.
CHOSEN = re.compile(r"[0-9a-f-]{36}|[a-z_]*|[A-Z]{0,3}|\d{0,3}|True|False")


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The texts of the request, without secrets and without mere choices."""
    return [
        (name.replace("_", " ").capitalize(), text)
        for name, values in request.POST.lists()
        if name not in HIDDEN and not name.startswith("opened")
        for text in values
        if isinstance(text, str) and not CHOSEN.fullmatch(text.strip())
    ]
