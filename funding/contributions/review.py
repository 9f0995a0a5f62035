"""What a person should see before approving a round: each line, and all the reasons for a look."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property
from uuid import UUID

from django.db import models

from funding.contributions.choices import RoundState
from funding.contributions.contribution import euro, whole
from funding.contributions.models import Arrangement, Round, RoundLine
from zorgportaal.regions.models import Municipality

NOTABLE_CHANGE = Decimal("0.02")


class Remark(Enum):
    """In the order of the page: what may be wrong in euro first, and by how much."""

    OWN_DIFFERS = "Eigen cijfer wijkt af van CBS"
    DOUBLE = "Ook uit de DU-VO"
    CHANGED = "Groot verschil"
    OWN_FIGURE = "Eigen cijfer uit collegestuk"
    PROVISIONAL = "Voorlopig cijfer"
    NO_DECISION = "Besluit nagaan"
    NONE = "in orde"

    @property
    def is_about_money(self) -> bool:
        """Whether the amount itself may be wrong; a paper that is missing changes no amount."""
        return self not in (Remark.NO_DECISION, Remark.NONE)


@dataclass(frozen=True)
class Before:
    """What a municipality had in the last round; nothing where there is nothing to compare with."""

    inhabitants: int | None = None
    amount: Decimal | None = None


@dataclass(frozen=True)
class Reviewed:
    """A line and all that a person should know of it.

    `before` and `paid_before` are its number and its euro in the last round, `corrected` is the line that
    a correction put in its place.
    The invoices are those of the invoices room, by relation name.
    """

    line: RoundLine
    before: int | None = None
    paid_before: Decimal | None = None
    is_new: bool = False
    corrected: RoundLine | None = None

    @cached_property
    def remarks(self) -> list[Remark]:
        """Every one that holds, in order: the first one decides where the line stands."""
        line = self.line
        holds = {
            Remark.OWN_DIFFERS: line.is_from_decision and _is_notable(line.cbs_inhabitants, line.inhabitants),
            Remark.DOUBLE: line.is_double,
            Remark.CHANGED: _is_notable(self.before, line.inhabitants),
            Remark.OWN_FIGURE: line.is_from_decision,
            Remark.PROVISIONAL: line.is_provisional,
            Remark.NO_DECISION: not line.is_decided,
        }
        return [remark for remark, does in holds.items() if does] or [Remark.NONE]

    @property
    def said(self) -> list[tuple[Remark, str]]:
        """The remarks, each with the figure behind it in a few words."""
        return [(remark, self._why(remark)) for remark in self.remarks]

    @property
    def invoice(self) -> models.Model | None:
        return next(iter(self.line.invoices.all()), None)

    @property
    def credit_note(self) -> models.Model | None:
        """It comes after the invoice that it takes back."""
        return next(iter(self.line.invoices.all()[1:]), None)

    @property
    def next_invoice(self) -> models.Model | None:
        """What holds now in place of a credited invoice; None when that was credited in its turn."""
        made = list(self.corrected.invoices.all()) if self.corrected else []
        return made[0] if len(made) == 1 else None

    @property
    def change(self) -> int | None:
        """In inhabitants since the last round; None without a number to compare with."""
        return None if self.before is None else self.line.inhabitants - self.before

    @property
    def change_text(self) -> str:
        """+110, −64, 0 or nieuw; empty in a first round."""
        if self.is_new:
            return "nieuw"
        if not self.change:
            return "" if self.change is None else "0"
        return f"{'+' if self.change > 0 else '−'}{whole(abs(self.change))}"

    @property
    def change_in_euro(self) -> Decimal | None:
        """Since the last round, also by another rate; None without an amount to compare with."""
        return None if self.paid_before is None else self.line.amount - self.paid_before

    @property
    def change_in_euro_text(self) -> str:
        """+€ 12,30, −€ 4,00 or € 0,00; empty in a first round and for who is new."""
        if self.change_in_euro is None:
            return ""
        sign = "+" if self.change_in_euro > 0 else "−" if self.change_in_euro else ""
        return f"{sign}{euro(abs(self.change_in_euro))}"

    def _why(self, remark: Remark) -> str:
        line = self.line
        if remark is Remark.OWN_DIFFERS and line.cbs_inhabitants:
            return f"CBS: {whole(line.cbs_inhabitants)}, {_apart(line.cbs_inhabitants, line.inhabitants)}"
        if remark is Remark.CHANGED and self.before:
            return f"vorige ronde: {whole(self.before)}, {_apart(self.before, line.inhabitants)}"
        is_told = Remark.OWN_DIFFERS in self.remarks
        if remark is Remark.OWN_FIGURE and line.cbs_inhabitants is not None and not is_told:
            return f"CBS: {whole(line.cbs_inhabitants)}"
        return ""


@dataclass(frozen=True)
class Totals:
    """Sums of the lines, never a rate times a total; `amount` is without VAT."""

    lines: int
    inhabitants: int
    amount: Decimal
    vat: Decimal
    remarks: dict[Remark, int]

    @property
    def with_vat(self) -> Decimal:
        return self.amount + self.vat

    @property
    def own_figures(self) -> int:
        return self.remarks[Remark.OWN_FIGURE]

    @property
    def differing(self) -> int:
        return self.remarks[Remark.OWN_DIFFERS]

    @property
    def provisional(self) -> int:
        return self.remarks[Remark.PROVISIONAL]

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
    """The lines, what needs attention first, then by name. A handful of queries for any number."""
    before, corrected = _before(previous), _corrected(round_)
    lines = round_.lines.approved().select_related("municipality").prefetch_related("invoices__stored")
    reviewed = [
        Reviewed(
            line,
            before=before.get(line.municipality_id, Before()).inhabitants,
            paid_before=before.get(line.municipality_id, Before()).amount,
            is_new=previous is not None and line.municipality_id not in before,
            corrected=corrected.get(line.municipality_id),
        )
        for line in lines
    ]
    order = list(Remark)
    return sorted(reviewed, key=lambda row: (order.index(row.remarks[0]), row.line.municipality.name))


def totals(rows: Iterable[Reviewed]) -> Totals:
    rows = list(rows)
    return Totals(
        lines=len(rows),
        inhabitants=sum(row.line.inhabitants for row in rows),
        amount=sum((row.line.amount for row in rows), Decimal(0)),
        vat=sum((row.line.vat for row in rows), Decimal(0)),
        remarks={remark: sum(remark in row.remarks for row in rows) for remark in Remark},
    )


def _before(previous: Round | None) -> dict[UUID, Before]:
    """By municipality."""
    if previous is None:
        return {}
    rows = previous.lines.approved().values_list("municipality_id", "inhabitants", "amount")
    return {municipality: Before(inhabitants, amount) for municipality, inhabitants, amount in rows}


def _corrected(round_: Round) -> dict[UUID, RoundLine]:
    """The latest line of each municipality of which something was put right."""
    if round_.state != RoundState.ISSUED:
        return {}
    later = round_.lines.filter(revision__gt=1).order_by("revision").prefetch_related("invoices")
    return {line.municipality_id: line for line in later}


def _is_notable(usual: int | None, now: int) -> bool:
    return usual is not None and abs(now - usual) > usual * NOTABLE_CHANGE


def _apart(usual: int, now: int) -> str:
    """How far a number is from the usual one: 2,3% meer."""
    per_cent = f"{abs(now - usual) / Decimal(usual) * 100:.1f}".replace(".", ",")
    return f"{per_cent}% {'meer' if now > usual else 'minder'}"


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
