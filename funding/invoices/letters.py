"""The mail that something is ready: fixed words and a link, never what or how much (C057)."""

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage

from funding.contributions.models import Round
from funding.invoices.choices import Trail
from funding.invoices.models import Invoice, PurchaseOrder, Receiver
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.regions.models import Municipality

MOST_ADDRESSES = 50  # in one mail
NOBODY = {"To": "undisclosed-recipients:;"}  # RFC 5322, 3.4: without any To a mail looks like spam
SUBJECT = "Er staat iets voor u klaar"
BODY = """Er staat iets voor u klaar in het portaal. Log in om het te zien:

{address}

Kunt u niet inloggen? Bel dan de beheerder van het portaal.
"""


def announce(invoice_id: UUID) -> None:
    """Tell the municipality of an invoice."""
    invoice = Invoice.objects.get(pk=invoice_id)
    number = _send([invoice.municipality_id])
    if number:
        trail.act(Trail.ANNOUNCED, by=trail.SYSTEM, on=invoice, addresses=number)


def ask_for_orders(round_id: UUID) -> None:
    """Tell those who have still to say which number must be on their invoice: their page asks for it."""
    _send([municipality.pk for municipality in without_order(Round.objects.get(pk=round_id))])


def without_order(round_: Round) -> list[Municipality]:
    """The municipalities of a round that told no number for its year."""
    paying = Municipality.objects.filter(pk__in=round_.lines.values("municipality"))
    told = PurchaseOrder.objects.filter(year=round_.year).values("municipality")
    return list(paying.exclude(pk__in=told).order_by("name"))


def _send(municipalities: list[UUID]) -> int:
    """Mail in which nobody sees the other addresses; gives to how many."""
    addresses = _addresses(municipalities)
    body = BODY.format(address=settings.PORTAL_URL)
    for start in range(0, len(addresses), MOST_ADDRESSES):
        EmailMessage(SUBJECT, body, bcc=addresses[start : start + MOST_ADDRESSES], headers=NOBODY).send()
    return len(addresses)


def _addresses(municipalities: list[UUID]) -> list[str]:
    """The finance officers of these municipalities, and the addresses that they gave for invoices."""
    officers = User.objects.current().filter(role=Role.FINANCE_OFFICER, municipalities__in=municipalities)
    receivers = Receiver.objects.filter(municipality__in=municipalities).exclude(email="")
    known = [*officers.values_list("email", flat=True), *receivers.values_list("email", flat=True)]
    return sorted({address.lower() for address in known})
