"""Whether a dossier belongs at a kind of meeting: children at 18-, adults at 18+ (domain.md 2.3).

Who may be a child counts as one, as everywhere (treaty art. 10(3)). Plain Python.
"""

from dataclasses import dataclass
from datetime import date

from cases.conferences.choices import ConferenceKind

ADULT = 18
# Youth care can go on until the 23rd birthday.
OLDEST_IN_YOUTH_CARE = 22


@dataclass(frozen=True)
class Objection:
    """Why an item does not belong here, and whether a written reason is enough."""

    sentence: str
    may_deviate: bool = False


@dataclass(frozen=True)
class About:
    """Who an item is about. Ages in years, as they were when the dossier was reported."""

    age: int | None
    may_be_minor: bool
    reported_on: date
    was_at_meeting_for_children: bool = False

    @property
    def is_child(self) -> bool:
        return self.may_be_minor or (self.age is not None and self.age < ADULT)

    def can_be_adult_on(self, day: date) -> bool:
        """Whether the 18th birthday can lie before the end of the day, counted from the report."""
        years = (
            day.year
            - self.reported_on.year
            - ((day.month, day.day) < (self.reported_on.month, self.reported_on.day))
        )
        return self.age is not None and self.age + years + 1 >= ADULT


def objection(kind: str, about: About, held_on: date) -> Objection | None:
    """None when the item belongs at a meeting of this kind."""
    if kind == ConferenceKind.KO18PLUS and about.is_child:
        return _child_at_18_plus(about, held_on)
    if kind == ConferenceKind.KO18MIN and not about.is_child:
        return _adult_at_18_min(about)
    return None


def _child_at_18_plus(about: About, held_on: date) -> Objection:
    if about.may_be_minor:
        return Objection(
            "Misschien is deze persoon jonger dan 18: dan telt die als kind. Kies een ketenoverleg 18-."
        )
    if about.can_be_adult_on(held_on):
        return Objection(
            "Bij de aanmelding was deze persoon jonger dan 18. Schrijf op waarom het punt in 18+ hoort.",
            may_deviate=True,
        )
    return Objection("Dit dossier gaat over een kind. Kies een ketenoverleg 18-.")


def _adult_at_18_min(about: About) -> Objection:
    if about.age is None:
        return Objection(
            "De leeftijd is onbekend. Schrijf op waarom dit punt in een overleg 18- hoort.",
            may_deviate=True,
        )
    if about.age <= OLDEST_IN_YOUTH_CARE or about.was_at_meeting_for_children:
        return Objection(
            "Deze persoon is 18 of ouder. Schrijf op waarom dit punt in een overleg 18- hoort.",
            may_deviate=True,
        )
    return Objection("Dit dossier gaat over een volwassene. Kies een ketenoverleg 18+.")
