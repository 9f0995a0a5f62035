"""Have a colleague stand in, or for a night a coordinator of another house; take that back."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from zorgportaal.accounts import letters
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import Cover, User
from zorgportaal.audit import trail
from zorgportaal.covering.choices import Trail
from zorgportaal.regions.models import SafetyHouse


class CannotCover(ValueError):
    """This cannot be arranged; says why."""


@transaction.atomic
def cover_for(absent: User, *, by: User, stand_in: User, first: date, last: date) -> Cover:
    """A colleague of the same house and role stands in from the first day to the last, both included.

    Raises CannotCover.
    """
    # Two who arrange something for the same person wait for each other; so do two who pick the same stand-in.
    people = User.objects.current().select_for_update(of=["self"]).order_by("pk")
    found = {user.pk: user for user in people.filter(pk__in=[absent.pk, stand_in.pk])}
    if len(found) < 2:
        raise CannotCover("Kies een collega met een account dat nog loopt.")
    absent, stand_in = found[absent.pk], found[stand_in.pk]
    if (absent.role, absent.house_id) != (stand_in.role, stand_in.house_id):
        raise CannotCover("Kies een collega van hetzelfde huis met dezelfde rol.")
    ends_at = _midnight(last + timedelta(days=1))
    cover = Cover(absent=absent, stand_in=stand_in, made_by=by, starts_at=_midnight(first), ends_at=ends_at)
    standing = Cover.objects.overlapping(cover.starts_at, cover.ends_at).select_related("stand_in")
    if known := standing.filter(absent=absent).first():
        raise CannotCover(f"In deze dagen neemt {known.stand_in} al waar voor {absent}.")
    if standing.filter(absent=stand_in).exists():
        raise CannotCover(f"{stand_in} is in deze dagen zelf afwezig.")
    if standing.filter(stand_in=absent, absent__isnull=False).exists():
        raise CannotCover(f"{absent} neemt in deze dagen zelf waar. Regel daar eerst een ander voor.")
    return _arrange(cover, by=by)


@transaction.atomic
def cover_house(
    house: SafetyHouse, *, by: User, stand_in: User, starts_at: datetime, ends_at: datetime
) -> Cover:
    """A coordinator of another house keeps watch over the dossiers of this one. Raises CannotCover."""
    house = SafetyHouse.objects.select_for_update(of=["self"]).get(pk=house.pk)
    if stand_in.role != Role.CARE_COORDINATOR or not stand_in.is_current:
        raise CannotCover("Kies een zorgcoördinator met een account dat nog loopt.")
    if stand_in.house_id == house.pk:
        raise CannotCover("Een coördinator van uw eigen huis kent deze dossiers al.")
    known = Cover.objects.overlapping(starts_at, ends_at).filter(house=house).select_related("stand_in")
    if cover := known.first():
        raise CannotCover(f"In deze uren neemt {cover.stand_in} al waar voor {house}.")
    cover = Cover(house=house, stand_in=stand_in, made_by=by, starts_at=starts_at, ends_at=ends_at)
    return _arrange(cover, by=by)


@transaction.atomic
def end(cover: Cover, *, by: User) -> Cover:
    """From this moment on nothing is left of it; does nothing when that was so."""
    cover = Cover.objects.select_for_update(of=["self"]).get(pk=cover.pk)
    if cover.ended_at or cover.ends_at <= timezone.now():
        return cover
    kind = Trail.DECLINED if by.pk == cover.stand_in_id else Trail.ENDED
    cover.ended_by, cover.ended_at = by, timezone.now()
    cover.save()
    trail.act(kind, by=by, on=cover, stand_in=cover.stand_in_id, absent=cover.absent_id, house=cover.house_id)
    for user in {cover.stand_in, cover.absent or cover.made_by} - {by}:
        letters.tell(user)
    return cover


def _arrange(cover: Cover, *, by: User) -> Cover:
    if cover.ends_at <= timezone.now():
        raise CannotCover("Deze dagen zijn al voorbij.")
    try:
        cover.full_clean()
    except ValidationError as problem:
        raise CannotCover(" ".join(problem.messages)) from problem
    cover.save()
    trail.act(
        Trail.ARRANGED, by=by, on=cover,
        stand_in=cover.stand_in_id, absent=cover.absent_id, house=cover.house_id,
        starts_at=cover.starts_at, ends_at=cover.ends_at,
    )  # fmt: skip
    for user in {cover.stand_in, cover.absent or by} - {by}:
        letters.tell(user)
    return cover


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
