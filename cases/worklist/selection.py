"""Which dossiers and in which order the worklist shows. Only what is offered can be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q

from cases.dossiers.listing import OPEN, STATES, in_state
from cases.dossiers.models import DossierQuerySet, TeamMember
from cases.worklist.choices import Only, Order, Scope
from zorgportaal.accounts.models import User

REVERSED = "-"


@dataclass(frozen=True)
class Selection:
    scope: Scope = Scope.MINE
    only: Only = Only.ALL
    state: str = OPEN
    order: Order = Order.DANGER
    is_reversed: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str], *, has_house: bool) -> "Selection":
        """What an address asks for; the usual worklist for whatever is not offered."""
        scope, only, order = asked.get("wie", ""), asked.get("welke", ""), asked.get("volgorde", "")
        column, state = order.removeprefix(REVERSED), asked.get("status", OPEN)
        return cls(
            Scope(scope) if scope in Scope and has_house else Scope.MINE,
            Only(only) if only in Only else Only.ALL,
            state if state in STATES else OPEN,
            Order(column) if column in Order else Order.DANGER,
            is_reversed=order.startswith(REVERSED),
        )

    def among(self, dossiers: DossierQuerySet, user: User) -> DossierQuerySet:
        """The dossiers in scope and state, whichever of them are asked for."""
        if self.scope == Scope.MINE:
            dossiers = dossiers.of_team_member(user)
        if self.scope == Scope.COVER:
            dossiers = dossiers.filter(of_those_covered_by(user))
        return in_state(dossiers, self.state)

    @property
    def parameters(self) -> dict[str, str]:
        order = f"{REVERSED if self.is_reversed else ''}{self.order}"
        return {"wie": self.scope.value, "welke": self.only.value, "status": self.state, "volgorde": order}

    @property
    def query(self) -> str:
        return urlencode(self.parameters)

    @property
    def label(self) -> str:
        """What is chosen, in words."""
        only = [self.only.label] if self.only != Only.ALL else []
        return ", ".join(part.lower() for part in [self.scope.label, *only, STATES[self.state]])

    def but(self, **changes: object) -> "Selection":
        return replace(self, **changes)  # type: ignore[arg-type]


def of_those_covered_by(user: User) -> Q:
    """The dossiers of whom somebody stands in for now: a colleague, or by night a house."""
    teams = TeamMember.objects.current().filter(user__in=user.covered_people)
    return Q(pk__in=teams.values("dossier")) | Q(house__in=user.covered_houses)
