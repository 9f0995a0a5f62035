"""What a functional administrator does with accounts."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from zorgportaal.accounts import letters
from zorgportaal.accounts.choices import Trail
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.accounts.roles import Permission, takes_two
from zorgportaal.audit import trail

# What decides which cases, rights or money somebody reaches.
WEIGHTY = {"email", "role", "house", "organisation"}


class OwnAccount(Exception):
    """Nobody changes the own role, scope or end date (C006)."""

    def __init__(self) -> None:
        super().__init__("U kunt uw eigen account niet wijzigen. Vraag een andere beheerder.")


class SamePerson(Exception):
    """Whoever made or changed the account cannot be the second pair of eyes."""

    def __init__(self) -> None:
        super().__init__("U maakte of wijzigde dit account zelf. Een andere beheerder moet het goedkeuren.")


class NothingToApprove(Exception):
    """The account does not wait for anybody."""

    def __init__(self) -> None:
        super().__init__("Dit account wacht niet op goedkeuring.")


class NotAllowed(Exception):
    """Whoever calls lacks the right; the screens never get this far."""


@transaction.atomic
def keep_preferences(user: User, *, fields: list[str]) -> None:
    """What somebody chose for the own account; it opens nothing, so nobody else has to agree."""
    user.save(update_fields=fields)
    trail.act(Trail.PREFERENCES_CHANGED, by=user, on=user, fields=fields)


def create_account(*, by: User, municipalities: Any = (), **fields: Any) -> User:
    """Make an account without a password; the invitation sets the first one.

    An account of weight signs in only once a second administrator approved it.
    """
    _guard(by)
    user = User(created_by=by, changed_by=by, **fields)
    user.set_unusable_password()
    if takes_two(user.role):
        user.is_active, user.awaits_approval = False, True
    with transaction.atomic():
        user.full_clean()
        user.save(force_insert=True)
        user.municipalities.set(municipalities)
        trail.act(Trail.ACCOUNT_CREATED, by=by, on=user, role=user.role, ends_on=user.ends_on)
        letters.tell_administrators(but={by.pk, user.pk})
    return user


@transaction.atomic
def change_account(user: User, *, by: User, municipalities: Any = (), **fields: Any) -> User:
    """Change name, role, scope or end date. Rights change at the next request of that person.

    Another address takes the password away; more weight, or another scope of it, waits for a second.
    """
    _guard(by, user)
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    changed = [name for name, value in fields.items() if getattr(user, name) != value]
    weighed_before = takes_two(user.role)
    for name, value in fields.items():
        setattr(user, name, value)
    if "email" in changed:
        user.set_unusable_password()
    if changed and set(changed) & WEIGHTY and (weighed_before or takes_two(user.role)):
        user.is_active, user.awaits_approval = False, True
    user.changed_by = by
    user.full_clean()
    user.save()
    user.municipalities.set(municipalities)
    trail.act(Trail.ACCOUNT_CHANGED, by=by, on=user, changed=changed, role=user.role)
    _tell(user, by=by)
    return user


@transaction.atomic
def approve_account(user: User, *, by: User) -> User:
    """The second pair of eyes. Raises OwnAccount and SamePerson."""
    _guard(by, user)
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not user.awaits_approval:
        raise NothingToApprove
    if user.changed_by_id == by.pk:
        raise SamePerson
    user.awaits_approval, user.is_active = False, True
    user.save(update_fields=["awaits_approval", "is_active"])
    trail.act(Trail.APPROVED, by=by, on=user, role=user.role)
    _tell(user, by=by)
    return user


@transaction.atomic
def end_account(user: User, *, by: User) -> None:
    """End an account now; open sessions stop at their next request."""
    _guard(by, user)
    User.objects.filter(pk=user.pk).update(is_active=False, awaits_approval=False)
    trail.act(Trail.ACCOUNT_ENDED, by=by, on=user)
    _tell(user, by=by)


@transaction.atomic
def reopen_account(user: User, *, by: User) -> None:
    """Somebody comes back: the account waits for a second administrator, whatever its role."""
    _guard(by, user)
    User.objects.filter(pk=user.pk, is_active=False).update(awaits_approval=True, changed_by=by)
    trail.act(Trail.REOPENED, by=by, on=user)
    _tell(user, by=by)


@transaction.atomic
def add_organisation(*, by: User, name: str, kind: str) -> Organisation:
    _guard(by)
    organisation = Organisation(name=name, kind=kind)
    organisation.full_clean()
    organisation.save(force_insert=True)
    trail.act(Trail.ORGANISATION_ADDED, by=by, on=organisation)
    return organisation


def latest_end() -> date:
    """The last day a new account may run to: a year from today."""
    today = timezone.localdate()
    try:
        return today.replace(year=today.year + 1)
    except ValueError:
        return today.replace(year=today.year + 1, day=28)


def _tell(user: User, *, by: User) -> None:
    """The person and every other administrator hear that something changed, not what."""
    letters.tell(user)
    letters.tell_administrators(but={by.pk, user.pk})


def _guard(by: User, user: User | None = None) -> None:
    if not by.may(Permission.MANAGE_ACCOUNTS):
        raise NotAllowed
    if user is not None and user.pk == by.pk:
        raise OwnAccount
