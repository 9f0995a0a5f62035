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
    "seen",
    "submit",
)
# An id or a code with an underscore comes from a list or a button; nobody has to type it again.
CHOSEN = re.compile(r"|[0-9a-f-]{36}|[a-z]+(_[a-z]+)+|on|True|False")


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The texts of the request in the order of the form, without secrets and without mere choices.

    The form itself is not known here, so its boxes are counted.
    """
    texts = [
        text
        for name, values in request.POST.lists()
        if name not in HIDDEN and not name.startswith("opened")
        for text in values
        if isinstance(text, str) and not CHOSEN.fullmatch(text.strip())
    ]
    return [(f"Vak {number}", text) for number, text in enumerate(texts, start=1)]
