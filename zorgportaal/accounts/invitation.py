"""The one-time link with which somebody sets the first password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import EmailMessage
from django.urls import reverse

from zorgportaal.accounts.choices import Trail
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail

SUBJECT = "Er staat iets voor u klaar"
BODY = """Er staat iets voor u klaar in het portaal. Open deze link:

{link}

De link werkt één keer en drie dagen lang. Verwachtte u dit niet? Doe dan niets.
"""


def link_path(user: User) -> str:
    """The address of the page; works once, because it depends on the present password."""
    key = default_token_generator.make_token(user)
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": key},
    )


def invite(user: User, *, by: User, base: str) -> None:
    """Mail the link to the work address, and only there: the administrator never sees it.

    Raises OSError (SMTPException among them) when the mail server does not take it.
    """
    send_link_to(user, base=base)
    trail.act(Trail.INVITED, by=by, on=user)


def send_link_to(user: User, *, base: str) -> None:
    body = BODY.format(link=base.rstrip("/") + link_path(user))
    EmailMessage(SUBJECT, body, to=[user.email]).send()
