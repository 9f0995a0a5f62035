"""Who gets in: only a current account, and the owner even while a stranger tries her name."""

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest

from zorgportaal.accounts.models import User

DEVICE_COOKIE = "apparaat"
DEVICE_SECONDS = 180 * 24 * 3600


class PortalBackend(AuthenticationBackend):
    """E-mail and password. An ended account stops at the very next request (C013)."""

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        return isinstance(user, User) and user.is_current

    @classmethod
    def _stash_user(cls, _user: AbstractBaseUser | None) -> None:
        """Forget who it was: an ended account reads the same as a wrong password (C056)."""

    def get_user(self, user_id: UUID) -> User | None:  # type: ignore[override]
        people = User.objects.select_related("house__care_region", "organisation").with_covers()
        user = people.filter(pk=user_id).first()
        return user if user and user.is_current else None


def username_of_attempt(_request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The name an attempt counts for; axes would read None from an e-mail sign-in."""
    credentials = credentials or {}
    return str(credentials.get("email") or credentials.get("username") or "").strip().lower()


def known_device(request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
    """Whether this browser signed in with this name before: no stranger can lock it out (C055)."""
    cookie = request.COOKIES.get(DEVICE_COOKIE, "")
    try:
        email = signing.loads(cookie, salt=DEVICE_COOKIE, max_age=DEVICE_SECONDS)
    except signing.BadSignature:
        return False
    return bool(email == fingerprint(username_of_attempt(request, credentials)))


def fingerprint(email: str) -> str:
    """What the device cookie holds in place of the address."""
    return signing.Signer(salt=DEVICE_COOKIE).signature(email.lower())
