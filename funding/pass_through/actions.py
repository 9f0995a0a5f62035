"""Propose, approve and withdraw the VAT that is passed on."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from funding.contributions import actions as contributions
from funding.contributions.choices import RoundState, VatTreatment
from funding.contributions.models import Round
from funding.invoices.models import Invoice
from funding.pass_through.choices import State, Trail
from funding.pass_through.models import PassThrough, PassThroughShare
from funding.pass_through.shares import shares
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail


class CannotPropose(Exception):
    """The invoices are not out, or carry VAT themselves, or there is a statement already."""


class CannotDecide(Exception):
    """It was decided before, by the same person, or a contribution changed meanwhile."""


@transaction.atomic
def propose(round_: Round, *, total: Decimal, basis: str, only_public_bodies: bool, by: User) -> PassThrough:
    """Split the VAT over the contributions that stand. Raises CannotPropose."""
    round_ = contributions.locked(round_.pk)
    _check_may_pass_on(round_)
    standing = {invoice.municipality.gm_code: invoice for invoice in _standing(round_)}
    if not standing:
        raise CannotPropose("Alle facturen van deze ronde zijn gecrediteerd. Er valt niets te verdelen.")
    made = PassThrough.objects.create(
        round=round_, total=total, basis=basis, only_public_bodies=only_public_bodies, proposed_by=by
    )
    parts = shares(total, {code: invoice.amount for code, invoice in standing.items()})
    PassThroughShare.objects.bulk_create(
        PassThroughShare(
            pass_through=made,
            municipality=invoice.municipality,
            invoice=invoice,
            contribution=invoice.amount,
            share=parts[code],
        )
        for code, invoice in standing.items()
    )
    trail.act(Trail.PROPOSED, by=by, on=made, round=round_.pk, shares=len(standing))
    return made


@transaction.atomic
def approve(pass_through: PassThrough, *, by: User) -> PassThrough:
    """Let the shares stand, and the municipalities read them. Raises CannotDecide, also for who proposed."""
    found = _open(pass_through)
    if found.proposed_by_id == by.pk:
        raise CannotDecide("U stelde dit zelf voor. Een andere financieel beheerder keurt goed.")
    # Nobody credits one of them until this is done: a correction locks its invoice as well.
    list(Invoice.objects.filter(line__round=found.round_id).select_for_update(of=("self",)).order_by("pk"))
    if is_outdated(found):
        raise CannotDecide(
            "Na dit voorstel is een factuur gecrediteerd. Trek het voorstel in en maak een nieuw."
        )
    _decide(found, State.APPROVED, by=by)
    trail.act(Trail.APPROVED, by=by, on=found)
    return found


@transaction.atomic
def withdraw(pass_through: PassThrough, *, by: User) -> None:
    """Take a proposal back; it stays readable. Raises CannotDecide once it is approved."""
    found = _open(pass_through)
    _decide(found, State.WITHDRAWN, by=by)
    trail.act(Trail.WITHDRAWN, by=by, on=found)


def is_outdated(pass_through: PassThrough) -> bool:
    """Whether other invoices stand now than those it was split by."""
    used = set(pass_through.shares.values_list("invoice", flat=True))
    return used != {invoice.pk for invoice in _standing(pass_through.round)}


def _standing(round_: Round) -> list[Invoice]:
    """The contributions that were invoiced and not credited."""
    standing = Invoice.objects.that_stand().filter(line__round=round_)
    return list(standing.select_related("municipality"))


def _check_may_pass_on(round_: Round) -> None:
    if round_.state != RoundState.ISSUED:
        raise CannotPropose("De facturen van deze ronde zijn er nog niet. Eerst moet zij zijn gefactureerd.")
    if round_.scheme.vat_treatment == VatTreatment.TAXED_21:
        raise CannotPropose("Bij deze regeling staat 21% btw op de factuur. Die btw schuift u niet door.")
    if PassThrough.objects.live().filter(round=round_).exists():
        raise CannotPropose("Voor deze regeling en dit jaar is er al een opgave.")


def _open(pass_through: PassThrough) -> PassThrough:
    """As it is now; nobody else decides in the meantime."""
    waiting = PassThrough.objects.select_related("round__scheme").select_for_update(of=("self",))
    found = waiting.get(pk=pass_through.pk)
    if not found.is_proposed:
        raise CannotDecide("Hierover is al besloten.")
    return found


def _decide(pass_through: PassThrough, state: State, *, by: User) -> None:
    pass_through.state, pass_through.decided_by, pass_through.decided_at = state, by, timezone.now()
    pass_through.save(update_fields=["state", "decided_by", "decided_at"])
