"""What somebody reads after a button that does one thing: that it is done, or why it was not."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from zorgportaal.accounts.access import PortalRequest

Refusals = type[Exception] | tuple[type[Exception], ...]


def answer(
    request: PortalRequest,
    act: Callable[[], object],
    refusals: Refusals,
    *,
    done: str,
    on: Any,
    to: Any = None,
) -> HttpResponse:
    """Act, say so and go on `to`. A refusal is told in its own words, on the page of what it is `on`.

    Both pages are anything that `redirect` takes; without `to` they are the same.
    """
    try:
        act()
    except refusals as problem:
        messages.error(request, str(problem))
        return redirect(on)
    messages.success(request, done)
    return redirect(to or on)
