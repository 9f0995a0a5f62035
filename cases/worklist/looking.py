"""The links with which somebody looks at the worklist in another way, with their counts."""

from dataclasses import dataclass

from cases.dossiers.listing import STATES, Chip
from cases.dossiers.models import Dossier
from cases.worklist.board import MOST_DOSSIERS, Board
from cases.worklist.choices import Only, Order, Scope
from cases.worklist.models import SavedView
from cases.worklist.selection import Selection
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission

COLUMNS = [
    (Order.NUMBER, "Dossier"),
    (None, "Wat"),
    (Order.WAITS_ON, "Wacht op"),
    (Order.DAY, "Wanneer"),
    (Order.SPOKEN, "Laatst gesproken"),
]


@dataclass(frozen=True)
class Column:
    """The head of a column; `sort` is what screen readers hear: ascending, descending or nothing."""

    label: str
    query: str = ""
    sort: str = ""


class Looking:
    """Chips and column heads for one board. Counts hold what this person may see, and no more (C019)."""

    def __init__(self, board: Board, views: list[SavedView]) -> None:
        self.board, self.selection, self.views = board, board.selection, views

    @property
    def user(self) -> User:
        return self.board.user

    @property
    def has_house(self) -> bool:
        return self.user.may(Permission.REGISTER_DOSSIER)

    @property
    def scopes(self) -> list[Chip]:
        house, cover = [Scope.TEAM] * self.has_house, [Scope.COVER] * bool(self.user.covers)
        return [self._scope(scope) for scope in [Scope.MINE, *house, *cover]]

    def _scope(self, scope: Scope) -> Chip:
        is_here, chosen = scope == self.selection.scope, self.selection.but(scope=scope, only=Only.ALL)
        number = len(self.board.in_scope) if is_here else self._number(chosen)
        is_current = is_here and self.selection.only == Only.ALL
        return Chip(_counted(scope.label, number), chosen.query, is_current)

    def _number(self, chosen: Selection) -> int:
        """How many dossiers another scope holds; counting stops where the page does."""
        among = chosen.among(Dossier.objects.visible_to(self.user), self.user)
        return among.order_by()[: MOST_DOSSIERS + 1].count()

    @property
    def of_covers(self) -> str:
        return self.selection.but(scope=Scope.COVER, only=Only.ALL).query

    @property
    def parts(self) -> list[Chip]:
        numbers = {
            Only.NOT_SPOKEN: len(self.board.not_spoken),
            Only.SHELTER: len(self.board.wanting_shelter),
        }
        return [
            Chip(
                _counted(only.label, number), self.selection.but(only=only).query, only == self.selection.only
            )
            for only, number in numbers.items()
        ]

    @property
    def states(self) -> list[Chip]:
        return [
            Chip(label, self.selection.but(state=state).query, state == self.selection.state)
            for state, label in STATES.items()
        ]

    @property
    def columns(self) -> list[Column]:
        return [Column(label, *self._sorting(order)) for order, label in COLUMNS]

    def _sorting(self, order: Order | None) -> tuple[str, str]:
        if order is None:
            return "", ""
        is_here = order == self.selection.order
        turned = self.selection.but(order=order, is_reversed=is_here and not self.selection.is_reversed)
        now = "descending" if self.selection.is_reversed else "ascending"
        return turned.query, now if is_here else ""

    @property
    def current_view(self) -> SavedView | None:
        """The saved view that is just this way to look."""
        return next((view for view in self.views if view.selection == self.selection), None)


def _counted(label: str, number: int) -> str:
    return f"{label} (meer dan {MOST_DOSSIERS})" if number > MOST_DOSSIERS else f"{label} ({number})"
