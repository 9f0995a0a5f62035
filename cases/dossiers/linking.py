"""Say that two dossiers are about one person, and take that back. The machine hints, a person decides."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.dossiers.choices import LinkKind, Trail
from cases.dossiers.models import Dossier, DossierLink
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail


class CannotLink(ValueError):
    """These two cannot be linked, or no longer be taken apart; says why."""


@transaction.atomic
def link(one: Dossier, other: Dossier, *, kind: LinkKind, reason: str, by: User) -> DossierLink:
    """Link two dossiers; of an episode `one` is the earlier. Raises CannotLink.

    Both keep their number, team, papers and keys: nothing is moved, so nothing can be lost.
    """
    if one == other:
        raise CannotLink("Een dossier kan niet aan zichzelf gekoppeld worden.")
    # In one order, so that two people who link the same pair wait for each other.
    locked = Dossier.objects.select_for_update(of=["self"]).select_related("key").order_by("pk")
    found = {dossier.pk: dossier for dossier in locked.filter(pk__in=[one.pk, other.pk])}
    one, other = found[one.pk], found[other.pk]
    if kind != LinkKind.EPISODE and one.pk > other.pk:
        one, other = other, one
    standing = DossierLink.objects.standing().filter(Q(one=one, other=other) | Q(one=other, other=one))
    if standing.exists():
        raise CannotLink("Deze dossiers zijn al gekoppeld. Maak ze eerst los.")
    made = DossierLink.objects.create(one=one, other=other, kind=kind, reason=reason, linked_by=by)
    for dossier, beside in ((one, other), (other, one)):
        trail.act(Trail.LINKED, by=by, on=dossier, kind=kind, other=beside.pk)
    return made


@transaction.atomic
def undo(made: DossierLink, *, reason: str, by: User) -> DossierLink:
    """Take two dossiers apart again; both are as they were. Raises CannotLink."""
    made = DossierLink.objects.select_for_update(of=["self"]).with_words().get(pk=made.pk)
    if made.undone_at:
        raise CannotLink(f"{made.undone_by} heeft deze dossiers al losgemaakt.")
    made.undone_by, made.undone_at, made.undo_reason = by, timezone.now(), reason
    made.save()
    for dossier in (made.one, made.other):
        trail.act(Trail.UNLINKED, by=by, on=dossier, kind=made.kind, other=made.beside(dossier).pk)
    return made
