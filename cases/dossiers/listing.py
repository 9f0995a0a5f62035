"""Which dossiers a list shows: whose, in which state and order. Only what is offered can be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.text import slugify

from cases.dossiers.choices import Status
from cases.dossiers.models import DossierQuerySet
from cases.dossiers.paging import Order
from zorgportaal.accounts.models import User

MINE, HOUSE = "mijn", "huis"
OPEN, ALL, CLOSED = "open", "alle", slugify(Status.CLOSED.label)
SCOPES = {MINE: "Mijn dossiers", HOUSE: "Heel het huis"}
BY_SLUG = {slugify(status.label): status for status in Status}
STATES = {
    OPEN: "Niet afgesloten",
    **{slug: status.label.capitalize() for slug, status in BY_SLUG.items()},
    ALL: "Alle",
}
DANGER, NEWEST, OLDEST = "gevaar", "nieuwste", "oudste"
ORDERS = {
    DANGER: Order(("danger", "reported_on", "case_number"), is_descending=True),
    NEWEST: Order(("reported_on", "case_number"), is_descending=True),
    OLDEST: Order(("reported_on", "case_number"), is_descending=False),
}


@dataclass(frozen=True)
class Chip:
    """One way to look at the list."""

    label: str
    query: str
    is_current: bool


def in_state(dossiers: DossierQuerySet, state: str) -> DossierQuerySet:
    """One of STATES."""
    if state == OPEN:
        return dossiers.exclude(status=Status.CLOSED)
    if state != ALL:
        dossiers = dossiers.filter(status=BY_SLUG[state])
    return dossiers.without_mistakes() if state in (ALL, CLOSED) else dossiers


@dataclass(frozen=True)
class Selection:
    scope: str = MINE
    state: str = OPEN
    order: str = DANGER
    has_house: bool = True

    @classmethod
    def of(cls, asked: Mapping[str, str], *, is_coordinator: bool) -> "Selection":
        """What an address asks for; the usual list for whatever is not offered."""
        scope, state, order = asked.get("wie", MINE), asked.get("status", OPEN), asked.get("volgorde", DANGER)
        return cls(
            scope if scope in SCOPES and is_coordinator else MINE,
            state if state in STATES else OPEN,
            order if order in ORDERS else DANGER,
            is_coordinator,
        )

    def among(self, dossiers: DossierQuerySet, user: User) -> DossierQuerySet:
        """Those in scope and state, in no order yet."""
        if self.scope == MINE:
            dossiers = dossiers.of_team_member(user)
        return in_state(dossiers, self.state)

    @property
    def query(self) -> str:
        return urlencode({"wie": self.scope, "status": self.state, "volgorde": self.order})

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

    @property
    def sort(self) -> str:
        """What the head of the column with the day says of its order, for `aria-sort`."""
        return {NEWEST: "descending", OLDEST: "ascending"}.get(self.order, "")

    @property
    def resorted(self) -> str:
        """Where the head of the column with the day leads: newest, oldest, and danger again."""
        following = {DANGER: NEWEST, NEWEST: OLDEST, OLDEST: DANGER}
        return replace(self, order=following[self.order]).query
