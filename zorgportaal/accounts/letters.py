"""Mail that leaves after the answer: fixed words and a link, never what it is about (C056, C057, C096).

The outbox stands above this room, so the settings name it. A job holds the id of an account only: the
worker makes the link, and no usable link lies in a database or a queue.
"""

import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from zorgportaal.accounts.choices import Role, Trail
from zorgportaal.accounts.invitation import send_link_to
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail

LINK = "accounts.link"
NOTICE = "accounts.notice"
SUBJECT = "Er is iets gewijzigd"
BODY = """Er is iets gewijzigd in het portaal. Log in om het te zien:

{address}

Verwachtte u dit niet? Bel dan meteen uw functioneel beheerder.
"""


def ask_for_link(email: str) -> None:
    """The same work for every address, known or not: one look-up and one job (C056)."""
    known = User.objects.current().filter(email__iexact=email).values_list("pk", flat=True).first()
    _put(LINK, known or uuid.uuid4())


def tell(user: User) -> None:
    """Something changed in the account of this person."""
    _put(NOTICE, user.pk)


def tell_administrators(*, but: set[uuid.UUID]) -> None:
    """No administrator changes a right unseen by the others (T11)."""
    administrators = User.objects.current().filter(role=Role.FUNCTIONAL_ADMINISTRATOR)
    for administrator in administrators.exclude(pk__in=but).order_by("pk"):
        tell(administrator)


def send_link(user_id: uuid.UUID) -> None:
    """Nothing for an address that nobody has, or whose account has ended meanwhile."""
    user = User.objects.current().filter(pk=user_id).first()
    if user is not None:
        send_link_to(user, base=settings.PORTAL_URL)
        trail.act(Trail.LINK_SENT, by=trail.SYSTEM, on=user)


def send_notice(user_id: uuid.UUID) -> None:
    user = User.objects.get(pk=user_id)
    EmailMessage(SUBJECT, BODY.format(address=settings.PORTAL_URL), to=[user.email]).send()


def _put(kind: str, subject: uuid.UUID) -> None:
    put: Callable[..., Any] = import_string(settings.OUTBOX)
    put(kind, subject=subject, by=None)
