"""Keep what somebody types, and let it go again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.drafts.choices import Trail
from zorgportaal.drafts.models import Draft
from zorgportaal.jobs import outbox
from zorgportaal.vault import actions as vault
from zorgportaal.vault.choices import Family
from zorgportaal.vault.models import DataKey

EXPIRE = "drafts.expire"
LONGEST = 200_000  # characters of one form
# Who works at no house has no key region of an own.
REGION_WITHOUT_HOUSE = "rapportage"


class TooLong(ValueError):
    """More than a form can hold."""

    def __init__(self) -> None:
        super().__init__("Dit is te lang om als concept te bewaren.")


@dataclass(frozen=True)
class Place:
    """Which form about which thing, and the page where it stands."""

    form: str
    subject: UUID
    label: str
    page: str


@transaction.atomic
def keep_draft(place: Place, *, by: User, typed: MultiValueDict[str, str]) -> Draft:
    """Put what was typed in the place of what was kept before. Raises TooLong."""
    if sum(len(text) for _, texts in typed.lists() for text in texts) > LONGEST:
        raise TooLong
    draft, is_new = _draft_at(place, by)
    draft.typed, draft.saved_at = typed, timezone.now()
    draft.save(update_fields=["content", "saved_at"])
    if is_new:
        trail.act(Trail.BEGUN, by=by, on=draft, form=draft.form)
    return draft


@transaction.atomic
def clear_draft(place: Place, *, by: User) -> None:
    """The form was saved: the draft has done its work. Does nothing when there is none."""
    drafts = Draft.objects.filter(user=by, form=place.form, subject=place.subject)
    for draft in drafts.select_related("key"):
        _end(draft, by=by)


@transaction.atomic
def throw_away(draft: Draft, *, by: User) -> None:
    trail.act(Trail.THROWN_AWAY, by=by, on=draft, form=draft.form)
    _end(draft, by=by)


def put_expiry() -> None:
    """Write down that drafts end today: once a day, however often the clock says so."""
    outbox.put(EXPIRE, by=None, key=f"{EXPIRE}:{timezone.localdate()}")


@transaction.atomic
def expire_drafts() -> None:
    """End what nobody typed in for 14 days; what somebody types in just now stays."""
    overdue = Draft.objects.expired().select_related("key").order_by("pk")
    for draft in overdue.select_for_update(of=("self",), skip_locked=True):
        trail.act(Trail.EXPIRED, by=trail.SYSTEM, on=draft, form=draft.form)
        _end(draft, by=trail.SYSTEM)


def _draft_at(place: Place, user: User) -> tuple[Draft, bool]:
    """The draft of this place, and whether it was made just now."""
    begun: dict[str, Any] = {
        "key": lambda: DataKey.objects.make(Family.DRAFT, region=region_of(user)),
        "label": place.label,
        "page": place.page,
        "saved_at": timezone.now(),
    }
    known = Draft.objects.select_related("key")
    return known.get_or_create(user=user, form=place.form, subject=place.subject, defaults=begun)


def _end(draft: Draft, *, by: trail.Actor) -> None:
    """With its key, so that no backup can show it either."""
    key = draft.key
    draft.delete()
    if key:
        vault.drop(key, by=by)


def region_of(user: User) -> str:
    """Whose key seals what somebody keeps for the own work."""
    return user.house.vault_region if user.house else REGION_WITHOUT_HOUSE
