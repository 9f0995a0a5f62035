"""Which dossiers a list shows: whose, and in which state. Only what is offered can be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.text import slugify

from cases.dossiers.choices import Status
from cases.dossiers.models import DossierQuerySet
from zorgportaal.accounts.models import User

MINE, HOUSE = "mijn", "huis"
OPEN, ALL = "open", "alle"
SCOPES = {MINE: "Mijn dossiers", HOUSE: "Heel het huis"}
BY_SLUG = {slugify(status.label): status for status in Status}
STATES = {
    OPEN: "Niet afgesloten",
    **{slug: status.label.capitalize() for slug, status in BY_SLUG.items()},
    ALL: "Alle",
}


@dataclass(frozen=True)
class Chip:
    """One way to look at the list."""

    label: str
    query: str
    is_current: bool


@dataclass(frozen=True)
class Selection:
    scope: str = MINE
    state: str = OPEN
    has_house: bool = True

    @classmethod
    def of(cls, asked: Mapping[str, str], *, is_coordinator: bool) -> "Selection":
        """What an address asks for; the usual list for whatever is not offered."""
        scope, state = asked.get("wie", MINE), asked.get("status", OPEN)
        return cls(
            scope if scope in SCOPES and is_coordinator else MINE,
            state if state in STATES else OPEN,
            is_coordinator,
        )

    def among(self, dossiers: DossierQuerySet, user: User) -> DossierQuerySet:
        if self.scope == MINE:
            dossiers = dossiers.of_team_member(user)
        dossiers = dossiers.danger_first()
        if self.state == OPEN:
            return dossiers.exclude(status=Status.CLOSED)
        return dossiers if self.state == ALL else dossiers.filter(status=BY_SLUG[self.state])

    @property
    def query(self) -> str:
        return urlencode({"wie": self.scope, "status": self.state})

    @property
    def scopes(self) -> list[Chip]:
        others = SCOPES if self.has_house else {}
        return [
            Chip(label, replace(self, scope=scope).query, scope == self.scope)
            for scope, label in others.items()
        ]

    @property
    def states(self) -> list[Chip]:
        return [
            Chip(label, replace(self, state=state).query, state == self.state)
            for state, label in STATES.items()
        ]
