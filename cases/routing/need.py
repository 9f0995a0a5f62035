"""What somebody needs, what a service offers, and the words to compare them. Plain Python."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

# Capacity that was confirmed longer ago says nothing any more.
FRESH = timedelta(days=14)
ADULT = 18


class Weight(StrEnum):
    YES = "yes"
    NO = "no"
    ASK = "ask"


class Access(StrEnum):
    """Whether a kind of shelter stands open to a residence status; some must be asked."""

    OPEN = "open"
    CLOSED = "closed"
    ASK = "ask"


@dataclass(frozen=True)
class Reason:
    """One sentence that speaks for, against, or must still be asked; `points` count in the score."""

    weight: Weight
    sentence: str
    points: int = 0


@dataclass(frozen=True)
class Barrier:
    """Why a service does not fit, whether the coordinator may deviate, and where that is written."""

    sentence: str
    room: str = "Nee"
    may_deviate: bool = False
    source: str = ""


@dataclass(frozen=True)
class Need:
    """Who is looking for which help. Ages in years; regions and municipalities by id or code.

    `wmo` and `cosm`: what the residence status opens. `route`: where it leads otherwise.
    """

    help_type: str
    today: date
    gender: str = "U"
    age: int | None = None
    is_child: bool = False
    residence_status: str = "UNKNOWN"
    wmo: Access = Access.ASK
    cosm: Access = Access.ASK
    route: str = ""
    exploitation_form: str = "UNKNOWN"
    children: int = 0
    interpreter_needed: bool = False
    is_pregnant: bool = False
    security_needed: int = 0
    care_region: str = ""
    avoid_municipality: str = ""
    is_urgent: bool = False

    @property
    def age_to_match(self) -> int | None:
        """Who may be a child is treated as one, also when the estimate says 18 or older."""
        if self.is_child and self.age is not None:
            return min(self.age, ADULT - 1)
        return self.age

    @property
    def who(self) -> str:
        return {"F": "zij", "M": "hij"}.get(self.gender, "deze persoon")

    @property
    def whom(self) -> str:
        return {"F": "haar", "M": "hem"}.get(self.gender, "deze persoon")


@dataclass(frozen=True)
class Offer:
    """What one service of a provider takes on. An empty set of codes sets no limit."""

    shelter_type: str = ""
    is_wmo: bool = False
    adults_only: bool = False
    minors_only: bool = False
    help_types: frozenset[str] = frozenset()
    genders: frozenset[str] = frozenset()
    age_min: int | None = None
    age_max: int | None = None
    exploitation_forms: frozenset[str] = frozenset()
    residence_statuses: frozenset[str] = frozenset()
    security_level: int = 0
    max_children: int = 0
    entry_route: str = "DIRECT"
    entry_label: str = ""
    care_region: str = ""
    municipality: str = ""
    has_interpreter: bool = False
    available_24_7: bool = False
    capacity_free: int | None = None
    capacity_confirmed_on: date | None = None

    def knows_capacity(self, today: date) -> bool:
        """Whether the number of free places was confirmed at most 14 days ago."""
        return (
            self.capacity_free is not None
            and self.capacity_confirmed_on is not None
            and today - self.capacity_confirmed_on <= FRESH
        )


@dataclass(frozen=True)
class Verdict:
    """Whether a service fits, how well and why. It advises: the coordinator chooses."""

    fits: bool
    score: int
    reasons: tuple[Reason, ...] = ()
    barriers: tuple[Barrier, ...] = field(default=())

    @property
    def may_deviate(self) -> bool:
        """Whether a written reason opens what is closed: for every barrier, not just one."""
        return not self.fits and all(barrier.may_deviate for barrier in self.barriers)

    @property
    def is_suitable(self) -> bool:
        return self.fits or self.may_deviate

    @property
    def source(self) -> str:
        """The law or rule behind the weightiest barrier; empty when there is none."""
        return next((barrier.source for barrier in self.barriers if barrier.source), "")

    @property
    def main_barrier(self) -> Barrier | None:
        """The barrier that counts: one without room before one with."""
        return min(self.barriers, key=lambda barrier: barrier.may_deviate, default=None)
