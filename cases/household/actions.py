"""What a coordinator keeps of children, guardian and vulnerabilities."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from cases.dossiers.actions import ChangedByOther, NotAllowed
from cases.dossiers.choices import Gender
from cases.dossiers.models import Dossier, Option
from cases.dossiers.models.rules import MOST_CHILDREN
from cases.household.choices import Trail
from cases.household.models import Background, Child
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail

ONLY_OF_A_CHILD = "Gezag is er alleen over een kind. Laat dit leeg bij wie 18 of ouder is."
NOT_WHEN_ANONYMOUS = "Bij een anonieme registratie blijft dit leeg. (AVG art. 4 lid 1 en overweging 26)"


class TooMany(ValueError):
    """More children than somebody can have along."""

    def __init__(self) -> None:
        super().__init__(f"Meer dan {MOST_CHILDREN} kinderen kan niet.")


@dataclass(frozen=True)
class Known:
    """Who has custody of a child, and what makes somebody vulnerable."""

    custody: Option | None = None
    guardian: str = ""
    vulnerabilities: frozenset[Option] = frozenset()

    @classmethod
    def of(cls, dossier: Dossier) -> "Known":
        row = background_of(dossier)
        vulnerabilities = () if row._state.adding else row.vulnerabilities.all()
        return cls(dossier.custody, row.guardian, frozenset(vulnerabilities))


def background_of(dossier: Dossier) -> Background:
    """What is known; one that is not stored yet when nothing is."""
    found = Background.objects.filter(dossier=dossier).select_related("dossier__key").first()
    return found or Background(dossier=dossier)


@transaction.atomic
def change_background(dossier: Dossier, *, by: User, version: int, known: Known) -> Dossier:
    """Keep custody, guardian and vulnerabilities. Raises ChangedByOther, NotAllowed."""
    dossier = _locked(dossier)
    if dossier.version != version:
        raise ChangedByOther(dossier)
    if problems := dict(_problems(dossier, known)):
        raise NotAllowed(problems)
    before = Known.of(dossier)
    changed = sorted(name for name, value in vars(known).items() if value != getattr(before, name))
    if changed:
        dossier.custody = known.custody
        _save(dossier, by=by)
        row = background_of(dossier)
        row.guardian = known.guardian
        row.save()
        row.vulnerabilities.set(known.vulnerabilities)
        trail.act(Trail.CHANGED, by=by, on=dossier, fields=changed)
    return dossier


def _problems(dossier: Dossier, known: Known) -> Iterator[tuple[str, str]]:
    """The name of the field, and why this may not be."""
    is_grown = dossier.age is not None and not dossier.is_minor
    if is_grown and known.custody:
        yield "custody", ONLY_OF_A_CHILD
    if is_grown and known.guardian:
        yield "guardian", ONLY_OF_A_CHILD
    if dossier.person_id is None and known.guardian:
        yield "guardian", NOT_WHEN_ANONYMOUS
    if dossier.person_id is None and known.vulnerabilities:
        yield "vulnerabilities", NOT_WHEN_ANONYMOUS


@transaction.atomic
def add_child(dossier: Dossier, *, by: User, age: int | None, gender: Gender, is_along: bool) -> Child:
    """Note a child; the number that came along is never less than those noted. Raises TooMany."""
    dossier = _locked(dossier)
    child = Child.objects.create(dossier=dossier, age=age, gender=gender, is_along=is_along)
    along = dossier.children.filter(is_along=True).count()
    if along > MOST_CHILDREN:
        raise TooMany
    if along > dossier.children_along:
        dossier.children_along = along
        _save(dossier, by=by)
    trail.act(Trail.CHILD_ADDED, by=by, on=dossier, child=child.pk)
    return child


@transaction.atomic
def remove_child(child: Child, *, by: User) -> None:
    """Take back what was noted of a child; who was along counts no more."""
    dossier = _locked(child.dossier)
    if child.is_along and dossier.children_along:
        dossier.children_along -= 1
        _save(dossier, by=by)
    trail.act(Trail.CHILD_REMOVED, by=by, on=dossier, child=child.pk)
    child.delete()


def _locked(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_for_update(of=["self"]).with_words().get(pk=dossier.pk)


def _save(dossier: Dossier, *, by: User) -> None:
    dossier.version += 1
    dossier.changed_by, dossier.changed_at = by, timezone.now()
    dossier.save()
