"""Who was signed out over a form finds what was typed back after signing in (C045)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from zorgportaal.accounts.models import User
from zorgportaal.drafts import actions
from zorgportaal.drafts.slot import TOKEN, Ticket, typed_into

KEPT_HEADER = "Concept-Bewaard"


class KeepTypedMiddleware:
    """Must stand before the middleware that sends people to the sign-in page.

    The signed place in the form says whose words they are; nobody reads them without signing in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if kept := getattr(request, "kept_draft", None):
            response[KEPT_HEADER] = timezone.localtime(kept.saved_at).strftime("%H.%M")
        return response

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> None:
        if request.method != "POST" or request.user.is_authenticated:
            return
        ticket = Ticket.read(request.POST.get(TOKEN, ""))
        owner = User.objects.current().filter(pk=ticket.user).first() if ticket else None
        if ticket is None or owner is None:
            return
        try:
            draft = actions.keep_draft(ticket.place, by=owner, typed=typed_into(request))
        except actions.TooLong:
            return
        request.kept_draft = draft  # type: ignore[attr-defined]
