"""Note what was paid: money that came in, went back, or moved to the invoice that came in its place."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from funding.contributions.contribution import euro
from funding.invoices.choices import Direction, Kind, Trail
from funding.invoices.models import Invoice, InvoiceQuerySet, Payment, PaymentQuerySet
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail

NOWHERE_TO_GO = "Er is geen nieuwe factuur waarmee dit bedrag te verrekenen is."


class CannotSettle(Exception):
    """More than is open or is to return, or what hangs on it must be withdrawn first."""


@transaction.atomic
def note_payment(invoice: Invoice, *, amount: Decimal, paid_on: date, by: User) -> Payment:
    """Money that came in. Raises CannotSettle for more than is open."""
    invoice = _alone(invoice)
    if invoice.is_credit_note:
        raise CannotSettle("Dit is een creditnota. Daarop komt geen betaling binnen.")
    if amount > invoice.balance.open:
        raise CannotSettle(_too_much(invoice.balance.open))
    payment = Payment.objects.create(invoice=invoice, amount=amount, paid_on=paid_on, noted_by=by)
    trail.act(Trail.PAYMENT_NOTED, by=by, on=invoice, payment=payment.pk)
    return payment


@transaction.atomic
def note_return(invoice: Invoice, *, amount: Decimal, paid_on: date, by: User) -> Payment:
    """Money that went back to the municipality. Raises CannotSettle for more than is to return."""
    invoice = _alone(invoice)
    if invoice.is_credit_note:
        raise CannotSettle("Dit is een creditnota. Noteer de terugbetaling bij de factuur zelf.")
    if amount > invoice.balance.to_return:
        raise CannotSettle(_too_much_back(invoice.balance.to_return))
    payment = Payment.objects.create(
        invoice=invoice, direction=Direction.RETURNED, amount=amount, paid_on=paid_on, noted_by=by
    )
    trail.act(Trail.RETURN_NOTED, by=by, on=invoice, payment=payment.pk)
    return payment


@transaction.atomic
def settle(invoice: Invoice, *, by: User) -> Payment:
    """Move what is to return to the invoice that came in its place, as far as that one is open.

    Gives the half that comes in there. Raises CannotSettle where nothing can move.
    """
    invoice = _alone(invoice)
    target = settles_with(invoice)
    if target is None:
        raise CannotSettle(NOWHERE_TO_GO)
    same = {"amount": movable(invoice, target), "paid_on": timezone.localdate(), "noted_by": by}
    back = Payment(invoice=invoice, direction=Direction.RETURNED, **same)
    there = Payment(invoice=target, settled_with=back, **same)
    back.settled_with = there
    # In one statement: the database refuses a half without the other one.
    Payment.objects.bulk_create([back, there])
    trail.act(Trail.SETTLED, by=by, on=invoice, target=target.pk, payment=back.pk)
    return there


@transaction.atomic
def withdraw_payment(payment: Payment, *, by: User) -> None:
    """A note that was wrong, with its other half; both stay readable.

    Raises CannotSettle the second time, and where the money went on meanwhile.
    """
    _lock(payment.invoice)
    halves = list(_with_other_half(payment).select_related("invoice"))
    if not all(half.counts for half in halves):
        raise CannotSettle("Deze betaling is al teruggenomen.")
    for half in halves:
        kept = Invoice.objects.with_payments().get(pk=half.invoice_id).balance.kept
        if not half.is_return and half.amount > kept:
            raise CannotSettle(
                f"Dit geld is bij {half.invoice} al teruggestort of verrekend. Neem eerst die regel terug."
            )
    _with_other_half(payment).update(withdrawn_by=by, withdrawn_at=timezone.now())
    for half in halves:
        trail.act(Trail.PAYMENT_WITHDRAWN, by=by, on=half.invoice, payment=half.pk)


def settles_with(invoice: Invoice) -> Invoice | None:
    """The open invoice that came in the place of a credited one, of the same party."""
    if not invoice.balance.to_return:
        return None
    others = [one for one in others_of(invoice) if one.party_id == invoice.party_id]
    return next((one for one in others if one.balance.open > 0), None)


def others_of(invoice: Invoice) -> list[Invoice]:
    """The other invoices of this municipality in this round, with their payments; one at most stands."""
    rows = _account(invoice).filter(kind=Kind.INVOICE).exclude(pk=invoice.pk)
    return list(rows.select_related("credit_note").with_payments().order_by("sequence"))


def movable(invoice: Invoice, target: Invoice) -> Decimal:
    return min(invoice.balance.to_return, target.balance.open)


def _account(invoice: Invoice) -> InvoiceQuerySet:
    """All that one municipality got in one round: money moves within it."""
    return Invoice.objects.filter(line__round=invoice.line.round_id, municipality=invoice.municipality_id)


def _lock(invoice: Invoice) -> None:
    """Nobody else notes money within this account meanwhile; in one order, so that two do not cross."""
    list(_account(invoice).select_for_update(of=("self",)).order_by("pk"))


def _alone(invoice: Invoice) -> Invoice:
    """As it is now, with its payments, and locked."""
    _lock(invoice)
    return Invoice.objects.select_related("line", "credit_note").with_payments().get(pk=invoice.pk)


def _with_other_half(payment: Payment) -> PaymentQuerySet:
    return Payment.objects.filter(Q(pk=payment.pk) | Q(settled_with=payment.pk))


def _too_much(still_open: Decimal) -> str:
    if still_open <= 0:
        return "Op deze factuur staat niets meer open."
    return (
        f"Op deze factuur staat nog {euro(still_open)} open. "
        f"Kwam er meer binnen? Noteer dan {euro(still_open)} en stort de rest terug."
    )


def _too_much_back(to_return: Decimal) -> str:
    if not to_return:
        return "Van deze factuur gaat niets terug."
    return f"Van deze factuur gaat nog {euro(to_return)} terug. Noteer niet meer dan dat."
