"""The numbers as they may be shown. The screen and the paper take the same `Tables` (security.md C085).

    year = Period.of_year(2025)
    Figures({year: [first_half]}).of(year)

The second line says: the figures over 2025, for readers who know those over its first half.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from cases.dossiers.choices import Vocabulary
from cases.routing.choices import HelpRequestState
from reporting.counts import ADULT, ADULT_BANDS, MINOR, OTHER, SHELTER, UNKNOWN, Counted, Tally
from reporting.periods import Period, Quarter, derivable
from reporting.protection import SMALL, Counts, Protected, protect, protect_mentions, protect_part

# The usually largest rows come first: protect() hides from the bottom up.
AGES = (*ADULT_BANDS, MINOR, UNKNOWN)
NATIONALITIES = (OTHER, "dutch", UNKNOWN)
OUTCOMES = (HelpRequestState.PLACED, HelpRequestState.WITHDRAWN, HelpRequestState.OPEN)
SHELTER_KINDS = ("comensha", "wmo", "youth", OTHER)
ALL_KINDS = "all"


@dataclass(frozen=True)
class Tables:
    """All that may be said about one period, as protected tables by code."""

    regions: Protected
    forms: Protected
    ages: Protected
    nationalities: Mapping[str, Protected]
    reporters: Protected
    help: Protected
    outcomes: Mapping[str, Protected]
    shelter: Protected
    waiting: Mapping[str, int | None]
    refusals: Protected

    @property
    def people(self) -> int | None:
        return self.regions.total

    @property
    def adults(self) -> int | None:
        return adults_of(self.ages)

    @property
    def placed(self) -> int | None:
        """How many requests for shelter led to a place."""
        return self.outcomes[SHELTER][HelpRequestState.PLACED]


class Figures:
    """The numbers over some periods, each with the periods about which figures were published before.

    What a reader can compute from two overlapping papers is protected like the papers themselves.
    """

    def __init__(self, published: Mapping[Period, Sequence[Period]]) -> None:
        self._pieces = {period: derivable(period, known) for period, known in published.items()}
        beside = chain.from_iterable(chain.from_iterable(self._pieces.values()))
        quarters = {*chain.from_iterable(period.quarters for period in published), *beside}
        self._counted = Counted(min(quarters), max(quarters))

    def of(self, period: Period) -> Tables:
        counted = self._counted
        ages = self._table(counted.people["age"], AGES, period)
        help_ = self._table(counted.help["type"], self.codes(Vocabulary.HELP_REQUEST_TYPE), period)
        outcomes = {code: self._part(asked, counted.help[code], OUTCOMES, period) for code, asked in help_}
        placed = outcomes[SHELTER][HelpRequestState.PLACED]
        shelter = self._part(placed, counted.placed, SHELTER_KINDS, period)
        return Tables(
            regions=self._table(counted.people["region"], list(counted.regions), period),
            forms=self._table(counted.words["form"], self.codes(Vocabulary.EXPLOITATION_FORM), period),
            ages=ages,
            nationalities={
                age: self._part(whole, counted.people[age], NATIONALITIES, period)
                for age, whole in ((ADULT, adults_of(ages)), (MINOR, ages[MINOR]))
            },
            reporters=self._table(
                counted.words["reporter"], self.codes(Vocabulary.REPORTER_CATEGORY), period
            ),
            help=help_,
            outcomes=outcomes,
            shelter=shelter,
            waiting=self._waiting(shelter, period),
            refusals=self._mentions(counted.refused, self.codes(Vocabulary.REFUSAL_REASON), period),
        )

    def inflow(self, quarters: Sequence[Quarter], *, public: Iterable[Period]) -> dict[Quarter, int | None]:
        """People per quarter of the public periods; one small quarter hides all of its year."""
        people = self._counted.people["region"]
        known = {quarter for period in public for quarter in period.quarters}
        counts = {quarter: sum(people[quarter].values()) for quarter in known}
        hidden = {quarter.year for quarter, count in counts.items() if count in SMALL}
        return {quarter: None if quarter.year in hidden else counts.get(quarter) for quarter in quarters}

    @property
    def regions(self) -> dict[str, str]:
        """The care regions by code."""
        return self._counted.regions

    def labels(self, vocabulary: Vocabulary) -> dict[str, str]:
        return {
            option.code: option.label for option in self._counted.options if option.vocabulary == vocabulary
        }

    def codes(self, vocabulary: Vocabulary) -> list[str]:
        return list(self.labels(vocabulary))

    # --- protected tables -------------------------------------------------
    def _table(self, tally: Tally, rows: Sequence[str], period: Period) -> Protected:
        return protect(_sum(tally, rows, period.quarters), beside=self._beside(tally, rows, period))

    def _mentions(self, tally: Tally, rows: Sequence[str], period: Period) -> Protected:
        beside = self._beside(tally, rows, period)
        return protect_mentions(_sum(tally, rows, period.quarters), beside=beside)

    def _part(self, whole: int | None, tally: Tally, rows: Sequence[str], period: Period) -> Protected:
        beside = self._beside(tally, rows, period)
        return protect_part(whole, _sum(tally, rows, period.quarters), beside=beside)

    def _beside(self, tally: Tally, rows: Sequence[str], period: Period) -> list[Counts]:
        return [_sum(tally, rows, piece) for piece in self._pieces[period]]

    def _waiting(self, shelter: Protected, period: Period) -> dict[str, int | None]:
        """The median number of days to a place. A hidden number has none: it would say “5 or more”."""
        days: dict[str, Counter[int]] = defaultdict(Counter)
        for quarter in period.quarters:
            for (kind, waited), count in self._counted.days[quarter].items():
                days[kind][waited] += count
                days[ALL_KINDS][waited] += count
        counts = {ALL_KINDS: shelter.total, **dict(shelter)}
        return {kind: median(days[kind]) if count else None for kind, count in counts.items()}


def adults_of(ages: Protected) -> int | None:
    """What is left without the minors and the unknown; hidden while one of those is."""
    minors, unknown = ages[MINOR], ages[UNKNOWN]
    if ages.total is None or minors is None or unknown is None:
        return None
    return ages.total - minors - unknown


def median(days: Mapping[int, int]) -> int | None:
    """Half of them waited this many days or fewer; None where fewer than 5 people waited."""
    total = sum(days.values())
    if total <= max(SMALL):
        return None
    seen = 0
    for day in sorted(days):
        seen += days[day]
        if 2 * seen >= total:
            return day
    raise AssertionError("half of them is always reached")


def _sum(tally: Tally, rows: Sequence[str], quarters: Iterable[Quarter]) -> Counts:
    found = [tally.get(quarter, {}) for quarter in quarters]
    return {row: sum(counts.get(row, 0) for counts in found) for row in rows}
