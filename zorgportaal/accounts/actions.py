"""What a functional administrator does with accounts."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from zorgportaal.accounts.choices import Trail
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail


class OwnAccount(Exception):
    """Nobody changes the own role, scope or end date (C006)."""

    def __init__(self) -> None:
        super().__init__("U kunt uw eigen account niet wijzigen. Vraag een andere beheerder.")


class NotAllowed(Exception):
    """Whoever calls lacks the right; the screens never get this far."""


def create_account(*, by: User, municipalities: Any = (), **fields: Any) -> User:
    """Make an account without a password; the invitation sets the first one."""
    _guard(by)
    user = User(created_by=by, **fields)
    user.set_unusable_password()
    with transaction.atomic():
        user.full_clean()
        user.save(force_insert=True)
        user.municipalities.set(municipalities)
        trail.act(Trail.ACCOUNT_CREATED, by=by, on=user, role=user.role, ends_on=user.ends_on)
    return user


@transaction.atomic
def change_account(user: User, *, by: User, municipalities: Any = (), **fields: Any) -> User:
    """Change name, role, scope or end date. Rights change at the next request of that person."""
    _guard(by, user)
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    changed = [name for name, value in fields.items() if getattr(user, name) != value]
    for name, value in fields.items():
        setattr(user, name, value)
    user.full_clean()
    user.save()
    user.municipalities.set(municipalities)
    trail.act(Trail.ACCOUNT_CHANGED, by=by, on=user, changed=changed, role=user.role)
    return user


@transaction.atomic
def end_account(user: User, *, by: User) -> None:
    """End an account now; open sessions stop at their next request."""
    _guard(by, user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    trail.act(Trail.ACCOUNT_ENDED, by=by, on=user)


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


def _guard(by: User, user: User | None = None) -> None:
    if not by.may(Permission.MANAGE_ACCOUNTS):
        raise NotAllowed
    if user is not None and user.pk == by.pk:
        raise OwnAccount
