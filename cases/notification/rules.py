"""Who must report to CoMensha, who may, and by when. Plain Python."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 6


@dataclass(frozen=True)
class Ruling:
    field: str
    sentence: str
    source: str

    def __str__(self) -> str:
        return f"{self.sentence} ({self.source})"


@dataclass(frozen=True)
class Situation:
    """What the rules read of a dossier."""

    has_duty: bool  # the reporter is an investigator
    is_anonymous: bool
    has_basis: bool


MUST = Ruling(
    "decision",
    "De politie, de marechaussee en de Arbeidsinspectie moeten ieder mogelijk slachtoffer melden. "
    "“Niet melden” kan hier niet.",
    "Vc 2000 B8/3; Besluit politiegegevens art. 4:2",
)
ONLY_ANONYMOUS = Ruling(
    "decision",
    "Zonder grondslag kan alleen een anonieme melding.",
    "AVG art. 6",
)
NO_NAME = Ruling(
    "decision",
    "Dit dossier is anoniem: melden kan alleen anoniem.",
    "AVG art. 4 lid 1 en overweging 26",
)
WHY_NOT = Ruling(
    "reason",
    "Schrijf op waarom u niet meldt. Wie mag melden en dat niet doet, legt dat vast.",
    "afspraak van het portaal",
)


def against(situation: Situation, *, registers: bool, is_refused: bool, has_reason: bool) -> Iterator[Ruling]:
    """Why this decision may not be: `registers` by name, `is_refused` not at all."""
    if is_refused and situation.has_duty:
        yield MUST
    elif is_refused and not has_reason:
        yield WHY_NOT
    if registers and situation.is_anonymous:
        yield NO_NAME
    elif registers and not situation.has_basis:
        yield ONLY_ANONYMOUS


def after_working_days(day: date, number: int) -> date:
    """So many working days later. Public holidays count as working days: the term is our own."""
    while number:
        day += timedelta(days=1)
        number -= day.isoweekday() < SATURDAY
    return day
