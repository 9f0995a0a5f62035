"""The mail that something is ready: fixed words and a link, never what or how much (C057)."""

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage

from funding.invoices.choices import Trail
from funding.invoices.models import Invoice, Receiver
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail

SUBJECT = "Er staat iets voor u klaar"
BODY = """Er staat iets voor u klaar in het portaal. Log in om het te zien:

{address}

Kunt u niet inloggen? Bel dan de beheerder van het portaal.
"""


def announce(invoice_id: UUID) -> None:
    """One mail in which nobody sees the other addresses; none where nobody is known."""
    invoice = Invoice.objects.get(pk=invoice_id)
    addresses = addresses_of(invoice)
    if addresses:
        EmailMessage(SUBJECT, BODY.format(address=settings.PORTAL_URL), bcc=addresses).send()
        trail.act(Trail.ANNOUNCED, by=trail.SYSTEM, on=invoice, addresses=len(addresses))


def addresses_of(invoice: Invoice) -> list[str]:
    """The finance officers of the municipality, and the address that it gave for invoices."""
    officers = User.objects.current().filter(
        role=Role.FINANCE_OFFICER, municipalities=invoice.municipality_id
    )
    receivers = Receiver.objects.filter(municipality=invoice.municipality_id).exclude(email="")
    known = [*officers.values_list("email", flat=True), *receivers.values_list("email", flat=True)]
    return sorted({address.lower() for address in known})
