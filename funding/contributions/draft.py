"""What a round would be, by the figures, decisions and arrangements of this moment; nothing is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from funding.contributions.choices import ArrangementKind, FigureSource
from funding.contributions.contribution import OutsidePeriod, spoken
from funding.contributions.models import (
    Arrangement,
    CouncilDecision,
    PopulationDecision,
    Round,
    RoundLine,
    Scheme,
    cbs_phrase,
)
from zorgportaal.regions.models import Municipality, PopulationFigure

MOST_NAMES = 5


class CannotMakeRound(Exception):
    """The year lies outside the period, there is a round already, or a figure is not known."""


class FiguresMissing(CannotMakeRound):
    """The number of inhabitants on the reference date is not known of every municipality."""


def draft(scheme: Scheme, year: int) -> tuple[Round, list[RoundLine]]:
    """A round and its lines, by name of municipality, not saved. Raises CannotMakeRound."""
    try:
        period = scheme.rate.period(year)
    except OutsidePeriod as problem:
        raise CannotMakeRound(_outside(scheme)) from problem
    round_ = Round(scheme=scheme, year=year, reference_date=scheme.reference_date_for(year))
    return round_, lines_of(round_, list(scheme.payers(period.starts_on)))


def lines_now(round_: Round) -> dict[Municipality, RoundLine | None]:
    """The line that each payer would get at this moment; None where its figure is no longer known."""
    known = Known.of(round_)
    payers = filter(known.pays, round_.scheme.payers(round_.period.starts_on))
    return {one: known.line(round_, one) if known.has_figure(one) else None for one in payers}


def lines_of(round_: Round, municipalities: list[Municipality]) -> list[RoundLine]:
    """One line for each that pays per inhabitant. Raises FiguresMissing."""
    known = Known.of(round_)
    payers = [municipality for municipality in municipalities if known.pays(municipality)]
    unknown = [municipality.name for municipality in payers if not known.has_figure(municipality)]
    if unknown:
        raise FiguresMissing(_unknown(unknown, round_.reference_date))
    return [known.line(round_, municipality) for municipality in payers]


@dataclass(frozen=True)
class Known:
    """All that decides about the lines, by municipality: read once, for one or for 342 of them."""

    cbs: dict[UUID, int]
    provisional: set[UUID]
    own: dict[UUID, PopulationDecision]
    decisions: dict[UUID, CouncilDecision]
    arrangements: dict[UUID, str]

    @classmethod
    def of(cls, round_: Round) -> Self:
        figures = list(PopulationFigure.objects.at(round_.reference_date))
        arrangements = Arrangement.objects.filter(year=round_.year)
        return cls(
            cbs={row.municipality_id: row.inhabitants for row in figures},
            provisional={row.municipality_id for row in figures if row.is_provisional},
            own={row.municipality_id: row for row in round_.scheme.decisions.all()},
            decisions={row.municipality_id: row for row in round_.scheme.council_decisions.all()},
            arrangements=dict(arrangements.values_list("municipality_id", "kind")),
        )

    def pays(self, municipality: Municipality) -> bool:
        kind = self.arrangements.get(municipality.pk)
        return kind not in (ArrangementKind.GRANT, ArrangementKind.NONE)

    def has_figure(self, municipality: Municipality) -> bool:
        return municipality.pk in self.own or municipality.pk in self.cbs

    def line(self, round_: Round, municipality: Municipality) -> RoundLine:
        """With the figure of the council paper where there is one, else with that of CBS."""
        decision = self.decisions.get(municipality.pk)
        line = RoundLine(
            round=round_,
            municipality=municipality,
            cbs_inhabitants=self.cbs.get(municipality.pk),
            paper=str(decision) if decision else "",
            is_decided=bool(decision and decision.is_taken),
            is_double=self.arrangements.get(municipality.pk) == ArrangementKind.BOTH,
        )
        if own := self.own.get(municipality.pk):
            return _priced(_by_decision(line, own))
        line.is_provisional = municipality.pk in self.provisional
        return _priced(_by_cbs(line))


def _by_decision(line: RoundLine, own: PopulationDecision) -> RoundLine:
    line.source, line.inhabitants = FigureSource.DECISION, own.inhabitants
    line.source_text, line.note, line.paper = own.phrase, own.note, line.paper or own.paper
    return line


def _by_cbs(line: RoundLine) -> RoundLine:
    assert line.cbs_inhabitants is not None
    line.source, line.inhabitants = FigureSource.CBS, line.cbs_inhabitants
    line.reference_date = line.round.reference_date
    line.source_text = cbs_phrase(line.round.reference_date, is_provisional=line.is_provisional)
    return line


def _priced(line: RoundLine) -> RoundLine:
    rate = line.round.scheme.rate
    line.rate, line.amount = rate.per_inhabitant, rate.contribution(line.inhabitants)
    return line


def _outside(scheme: Scheme) -> str:
    start = spoken(scheme.starts_on)
    if scheme.ends_on is None:
        return f"{scheme.name} begint op {start}. Kies een jaar vanaf {scheme.starts_on.year}."
    return f"{scheme.name} loopt van {start} tot en met {spoken(scheme.ends_on)}. Kies een jaar daarbinnen."


def named(names: Iterable[str]) -> str:
    """The first few names, and how many more there are."""
    every = list(names)
    shown = ", ".join(every[:MOST_NAMES])
    more = len(every) - MOST_NAMES
    if more > 0:
        shown += f" en nog {more} gemeente{'n' if more > 1 else ''}"
    return shown


def _unknown(names: list[str], reference_date: date) -> str:
    day = spoken(reference_date)
    return f"Het inwoneraantal op {day} is niet bekend van {named(names)}. Lees het eerst in bij Inwoners."
