"""What a municipality owes, and the sentence that explains it. Plain Python, exact to the cent.

Source of the rates and of the golden amounts: the proposals to the colleges of Beesel and Weert,
2019. The rate of 2019 is one sum for the nine months of the bridging, never a part of € 0,08.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
DUTCH_MARKS = str.maketrans(",.", ".,")


class OutsidePeriod(ValueError):
    """The rate does not hold in that year."""


@dataclass(frozen=True)
class Period:
    """The first and the last day that one contribution pays for."""

    starts_on: date
    ends_on: date

    def __str__(self) -> str:
        return f"{self.first} tot en met {self.last}"

    @property
    def first(self) -> str:
        """The first day in words, without its year: a contribution stays within one."""
        return spoken(self.starts_on).removesuffix(f" {self.starts_on.year}")

    @property
    def last(self) -> str:
        return spoken(self.ends_on)


@dataclass(frozen=True)
class Rate:
    """Euro per inhabitant, in whole cents, for one whole period or for each calendar year.

    `ends_on` is the last day, None while the end is open. Raises ValueError for a broken cent.
    """

    per_inhabitant: Decimal
    starts_on: date
    ends_on: date | None
    is_per_year: bool

    def __post_init__(self) -> None:
        if self.per_inhabitant <= 0 or self.per_inhabitant != self.per_inhabitant.quantize(CENT):
            raise ValueError("A rate is a positive amount in whole cents.")

    def contribution(self, inhabitants: int) -> Decimal:
        """Euro. A rate in whole cents leaves nothing to round. Raises ValueError below one."""
        if inhabitants < 1:
            raise ValueError("A municipality has at least one inhabitant.")
        return self.per_inhabitant * inhabitants

    def period(self, year: int) -> Period:
        """What the contribution of `year` pays for. Raises OutsidePeriod."""
        starts, ends = self.starts_on, self.ends_on or date(year, 12, 31)
        if not starts.year <= year <= ends.year:
            raise OutsidePeriod(year)
        if not self.is_per_year:
            return Period(starts, ends)
        return Period(max(starts, date(year, 1, 1)), min(ends, date(year, 12, 31)))


@dataclass(frozen=True)
class Sum:
    """The sum as one sentence, in parts: the same on screen and on paper."""

    inhabitants: int
    source: str
    rate: Decimal
    amount: Decimal

    @property
    def people(self) -> str:
        return f"{whole(self.inhabitants)} inwoners"

    @property
    def times(self) -> str:
        return f"× {euro(self.rate)} ="

    @property
    def total(self) -> str:
        return euro(self.amount)

    def __str__(self) -> str:
        return f"{self.people} ({self.source}) {self.times} {self.total}"


def vat_over(amount: Decimal, per_cent: Decimal) -> Decimal:
    """The VAT in euro that the invoice of one line has, half a cent up; never taken over a total."""
    return (amount * per_cent / 100).quantize(CENT, ROUND_HALF_UP)


def euro(amount: Decimal) -> str:
    """As the Dutch write it: € 1.078,24, with a space that does not break."""
    return f"€\u00a0{amount:,.2f}".translate(DUTCH_MARKS)


def whole(number: int) -> str:
    """With a dot for thousands: 13.478."""
    return f"{number:,}".translate(DUTCH_MARKS)


def spoken(day: date) -> str:
    """A day in words: 1 januari 2020."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
