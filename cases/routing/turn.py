"""Whose turn it is when a help request waits: a list of the whole house is not all one person's work."""

from django.db.models import Exists, OuterRef, Subquery

from cases.dossiers.choices import TeamRole
from cases.dossiers.models import TeamMember
from cases.dossiers.models.team import TeamMemberQuerySet
from cases.routing.choices import PlacementOutcome
from cases.routing.models import HelpRequest, PlacementRequest
from cases.routing.models.requests import HelpRequestQuerySet
from zorgportaal.accounts.models import User


def with_turn(asked: HelpRequestQuerySet, user: User) -> HelpRequestQuerySet:
    """Says of each whether it waits for this person, and otherwise who coordinates the dossier."""
    coordinators = _team().filter(role=TeamRole.COORDINATOR).values("user__name")
    return asked.annotate(is_yours=_is_in_team(user), coordinator=Subquery(coordinators[:1]))


def waiting_for(user: User) -> HelpRequestQuerySet:
    """The open help requests in whose team this person is, and of which no provider has to answer."""
    asked = PlacementRequest.objects.filter(help_request=OuterRef("pk"), outcome=PlacementOutcome.PENDING)
    return HelpRequest.objects.visible_to(user).open().filter(_is_in_team(user)).exclude(Exists(asked))


def _is_in_team(user: User) -> Exists:
    return Exists(_team().filter(user__in=[user.pk, *user.covered_people]))


def _team() -> TeamMemberQuerySet:
    return TeamMember.objects.current().filter(dossier=OuterRef("dossier"))
