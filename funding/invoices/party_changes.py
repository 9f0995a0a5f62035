"""Who invoices: parties by two persons, and which party for which municipality."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from funding.einvoicing import numbers
from funding.invoices.choices import ChangeState, Trail
from funding.invoices.models import Billing, IssuingParty, PartyChange
from funding.invoices.party_details import LABELS
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.regions.models import Municipality


class CannotChange(Exception):
    """It was decided before, by the same person, or it clashes with what there is; `field` may say where."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


@transaction.atomic
def propose(party: IssuingParty | None, details: dict[str, Any], *, by: User) -> PartyChange:
    """Ask a second person for a new party or for other details. Raises CannotChange."""
    # One proposal at a time, so that no two ask for the same beginning.
    parties = {one.pk: one for one in IssuingParty.objects.select_for_update().order_by("pk")}
    if party is not None:
        party = parties[party.pk]
    _check_prefix(party, details)
    _check_account(party, details)
    if party and party.changes.waiting().exists():
        raise CannotChange("Voor deze partij wacht al een wijziging. Daar moet eerst iemand over besluiten.")
    if PartyChange.objects.waiting().filter(details__prefix=details["prefix"]).exists():
        raise CannotChange(
            "Er wacht al een voorstel met dit begin van het factuurnummer. Kies een ander begin, of wacht tot"
            " iemand over dat voorstel besluit.",
            "prefix",
        )
    change = PartyChange.objects.create(party=party, details=details, proposed_by=by)
    trail.act(Trail.PARTY_PROPOSED, by=by, on=change, party=party and party.pk, fields=changed(change))
    return change


@transaction.atomic
def approve(change: PartyChange, *, by: User) -> IssuingParty:
    """Let the details count, from the next invoice on. Raises CannotChange, also for who proposed them."""
    change = _open(change)
    if change.proposed_by_id == by.pk:
        raise CannotChange("U stelde dit zelf voor. Een andere financieel beheerder keurt goed.")
    _check_prefix(change.party, change.details)
    _check_account(change.party, change.details)
    fields = changed(change)
    # First the approval: without it the database refuses the account.
    _decide(change, ChangeState.APPROVED, by=by)
    party = change.party or IssuingParty()
    for name, value in change.details.items():
        setattr(party, name, value)
    party.save()
    trail.act(Trail.PARTY_APPROVED, by=by, on=party, change=change.pk, fields=fields)
    return party


@transaction.atomic
def reject(change: PartyChange, *, by: User) -> None:
    """Leave everything as it is; whoever proposed it takes it back like this. Raises CannotChange."""
    change = _open(change)
    _decide(change, ChangeState.REJECTED, by=by)
    trail.act(Trail.PARTY_REJECTED, by=by, on=change)


@transaction.atomic
def make_usual(party: IssuingParty, *, by: User) -> None:
    """This party invoices wherever no other one was chosen."""
    list(IssuingParty.objects.select_for_update().order_by("pk"))
    IssuingParty.objects.filter(is_default=True).update(is_default=False)
    IssuingParty.objects.filter(pk=party.pk).update(is_default=True)
    trail.act(Trail.USUAL_PARTY_CHOSEN, by=by, on=party)


@transaction.atomic
def choose_billing(municipality: Municipality, party: IssuingParty, *, by: User) -> None:
    """Let a party other than the usual one invoice a municipality."""
    Billing.objects.update_or_create(municipality=municipality, defaults={"party": party})
    trail.act(Trail.BILLING_CHOSEN, by=by, on=party, gm_code=municipality.gm_code)


@transaction.atomic
def end_billing(billing: Billing, *, by: User) -> None:
    """The usual party invoices this municipality again."""
    trail.act(Trail.BILLING_ENDED, by=by, on=billing.party, gm_code=billing.municipality.gm_code)
    billing.delete()


def changed(change: PartyChange) -> list[str]:
    """The names of the details that would be different; all of them for a new party."""
    party = change.party
    if party is None:
        return sorted(change.details)
    return sorted(name for name, value in change.details.items() if getattr(party, name) != value)


@dataclass(frozen=True)
class Difference:
    """One detail as it is and as it would be."""

    label: str
    present: str
    wanted: str


def differences(change: PartyChange) -> list[Difference]:
    """What the second person has to look at, in the order of the form."""
    party = change.party
    return [
        Difference(label, _words(getattr(party, name)) if party else "", _words(change.details[name]))
        for name, label in LABELS.items()
        if name in change.details and (party is None or getattr(party, name) != change.details[name])
    ]


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value) or "leeg"


def _check_prefix(party: IssuingParty | None, details: dict[str, Any]) -> None:
    """Numbers that were given out keep their beginning, and no two parties share one."""
    prefix = details["prefix"]
    if party and party.prefix != prefix and party.invoices.exists():
        raise CannotChange("Deze partij heeft al facturen. Het begin van het factuurnummer blijft.", "prefix")
    others = IssuingParty.objects.exclude(pk=party.pk) if party else IssuingParty.objects
    if others.filter(prefix=prefix).exists():
        raise CannotChange("Een andere partij heeft dit begin van het factuurnummer al.", "prefix")


def _check_account(party: IssuingParty | None, details: dict[str, Any]) -> None:
    """A party that is made up has an account that exists nowhere."""
    is_fictitious = details.get("is_fictitious", party.is_fictitious if party else False)
    try:
        numbers.check_iban(details["iban"], is_fictitious=is_fictitious)
    except numbers.WrongNumber as problem:
        raise CannotChange(str(problem), "iban") from problem


def _open(change: PartyChange) -> PartyChange:
    change = PartyChange.objects.select_for_update(of=("self",)).select_related("party").get(pk=change.pk)
    if change.state != ChangeState.PROPOSED:
        raise CannotChange("Over deze wijziging is al besloten.")
    return change


def _decide(change: PartyChange, state: ChangeState, *, by: User) -> None:
    change.state, change.decided_by, change.decided_at = state, by, timezone.now()
    change.save(update_fields=["state", "decided_by", "decided_at"])
