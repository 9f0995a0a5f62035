"""What a person should see before approving a round: each line, and why it needs a look."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from django.db import models

from funding.contributions.contribution import whole
from funding.contributions.models import Arrangement, Round, RoundLine
from zorgportaal.regions.models import Municipality

NOTABLE_CHANGE = Decimal("0.02")


class Remark(Enum):
    """In the order of the page: what may be wrong in euro first."""

    DOUBLE = "Ook uit de DU-VO"
    OWN_FIGURE = "Eigen cijfer uit collegestuk"
    CHANGED = "Groot verschil"
    PROVISIONAL = "Voorlopig cijfer"
    NO_DECISION = "Besluit nagaan"
    NONE = "in orde"


@dataclass(frozen=True)
class Reviewed:
    """A line and what a person should know of it; `change` is in inhabitants since the last round."""

    line: RoundLine
    change: int | None
    remark: Remark

    @property
    def invoice(self) -> models.Model | None:
        """What the invoices room made of this line, by relation name; its credit note comes later."""
        return next(iter(self.line.invoices.all()), None)

    @property
    def is_about_money(self) -> bool:
        """Whether the amount itself may be wrong; a paper that is missing changes no amount."""
        return self.remark in (Remark.DOUBLE, Remark.OWN_FIGURE, Remark.CHANGED, Remark.PROVISIONAL)

    @property
    def change_text(self) -> str:
        """+110, −64 or 0; empty in a first round."""
        if not self.change:
            return "" if self.change is None else "0"
        return f"{'+' if self.change > 0 else '−'}{whole(abs(self.change))}"

    @property
    def why(self) -> str:
        """The figure behind the remark, in a few words."""
        if self.remark is Remark.OWN_FIGURE and self.line.cbs_inhabitants is not None:
            return f"CBS: {whole(self.line.cbs_inhabitants)}"
        return ""


@dataclass(frozen=True)
class Totals:
    """Sums of the lines, never a rate times a total."""

    lines: int
    inhabitants: int
    amount: Decimal
    provisional: int
    remarks: dict[Remark, int]

    @property
    def own_figures(self) -> int:
        return self.remarks[Remark.OWN_FIGURE]

    @property
    def double(self) -> int:
        return self.remarks[Remark.DOUBLE]

    @property
    def found(self) -> list[tuple[Remark, int]]:
        """The remarks that some line has, in their order."""
        return [(remark, number) for remark, number in self.remarks.items() if number]

    @property
    def without_decision(self) -> int:
        return self.remarks[Remark.NO_DECISION]


def review(round_: Round, previous: Round | None) -> list[Reviewed]:
    """The lines, what needs attention first, then by name. Two queries."""
    before = _figures(previous)
    lines = round_.lines.approved().select_related("municipality").prefetch_related("invoices__stored")
    reviewed = [_reviewed(line, before.get(line.municipality_id)) for line in lines]
    order = list(Remark)
    return sorted(reviewed, key=lambda row: (order.index(row.remark), row.line.municipality.name))


def totals(rows: Iterable[Reviewed]) -> Totals:
    rows = list(rows)
    return Totals(
        lines=len(rows),
        inhabitants=sum(row.line.inhabitants for row in rows),
        amount=sum((row.line.amount for row in rows), Decimal(0)),
        provisional=sum(row.line.is_provisional for row in rows),
        remarks={remark: sum(row.remark is remark for row in rows) for remark in Remark},
    )


def _figures(previous: Round | None) -> dict[object, int]:
    if previous is None:
        return {}
    return dict(previous.lines.approved().values_list("municipality_id", "inhabitants"))


def _reviewed(line: RoundLine, before: int | None) -> Reviewed:
    change = None if before is None else line.inhabitants - before
    return Reviewed(line, change, _remark(line, before, change))


def _remark(line: RoundLine, before: int | None, change: int | None) -> Remark:
    if line.is_double:
        return Remark.DOUBLE
    if line.is_from_decision:
        return Remark.OWN_FIGURE
    if before and change and abs(change) > before * NOTABLE_CHANGE:
        return Remark.CHANGED
    if line.is_provisional:
        return Remark.PROVISIONAL
    return Remark.NONE if line.is_decided else Remark.NO_DECISION


@dataclass(frozen=True)
class Absent:
    """A municipality that the scheme covers and that has no line, with the reason of this moment."""

    municipality: Municipality
    arrangement: Arrangement | None

    @property
    def why(self) -> str:
        if self.arrangement is None or self.arrangement.pays_per_inhabitant:
            return "betaalt nu wel per inwoner: de afspraak is later gewijzigd"
        return self.arrangement.get_kind_display()

    @property
    def decision(self) -> str:
        return self.arrangement.decision if self.arrangement else ""


def left_out(round_: Round) -> list[Absent]:
    """Who gets no invoice, and why. Two queries, for any number of municipalities."""
    covered = round_.scheme.payers(round_.period.starts_on)
    absent = covered.exclude(pk__in=round_.lines.values("municipality"))
    arrangements = {
        row.municipality_id: row
        for row in Arrangement.objects.filter(year=round_.year, municipality__in=absent)
    }
    return [Absent(one, arrangements.get(one.pk)) for one in absent]
