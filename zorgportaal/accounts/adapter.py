"""allauth as this portal wants it: by invitation only, quiet, and every sign-in on the trail."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from zorgportaal.accounts import letters
from zorgportaal.accounts.backends import DEVICE_COOKIE, DEVICE_SECONDS, fingerprint
from zorgportaal.accounts.choices import Trail
from zorgportaal.accounts.middleware import SIGNED_IN_AT
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail


class InvitedOnlyAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Deze combinatie van e-mailadres en wachtwoord klopt niet.",
        "too_many_login_attempts": "Te veel pogingen. Probeer het over een kwartier opnieuw.",
        "enter_current_password": "Typ uw huidige wachtwoord.",
        "account_inactive": "Deze combinatie van e-mailadres en wachtwoord klopt niet.",
        "rate_limited": "Te veel pogingen. Probeer het over een kwartier opnieuw.",
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        response: HttpResponse = super().post_login(request, user, **kwargs)
        request.session[SIGNED_IN_AT] = timezone.now().timestamp()
        trail.act(Trail.SIGNED_IN, by=user, on=user)
        response.set_cookie(
            DEVICE_COOKIE,
            signing.dumps(fingerprint(user.email), salt=DEVICE_COOKIE),
            max_age=DEVICE_SECONDS,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Strict",
        )
        return response

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            trail.act(Trail.SIGNED_OUT, by=request.user, on=request.user)
        super().logout(request)

    def authentication_failed(self, _request: HttpRequest, **credentials: Any) -> None:
        name = str(credentials.get("email", ""))
        trail.act(Trail.SIGN_IN_FAILED, by=trail.SYSTEM, name=trail.term(name))

    def set_password(self, user: User, password: str) -> None:  # type: ignore[override]
        replaces_another = user.has_usable_password()
        super().set_password(user, password)
        if replaces_another:
            letters.tell(user)
        trail.act(Trail.PASSWORD_CHANGED, by=user, on=user)

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """The pages say what happened; allauth's own messages would say it twice."""

    def send_notification_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """Its text names address and browser; our own letter says only that something changed."""
