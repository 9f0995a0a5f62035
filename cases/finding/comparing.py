"""Which dossiers may be about somebody: few are opened, and compared by name, birth and nationality.

Only within what the seeker may know of, so within the seeker's house. Nothing that was opened is kept.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cases.dossiers import lookup
from cases.dossiers.models import Dossier, DossierQuerySet, Person
from cases.names.comparing import MAYBE, compare

MOST_OPENED = 1500  # at some 0.2 ms each this stays far within a second
MOST_SHOWN = 25
YEARS_MISTAKEN = 8  # further apart is not a mistake but somebody else
YEARS_AROUND = 1  # a year of birth that was guessed or misheard


@dataclass(frozen=True)
class Wanted:
    """Whom somebody is looking for, as far as known. `nationality` is a code of national table 32."""

    name: str
    birth_year: int | None = None
    birth_date: date | None = None
    nationality: str = ""


@dataclass(frozen=True)
class Alike:
    """A dossier that may be about whom was looked for; `reason` says why, and holds no name."""

    dossier_id: UUID
    score: float
    reason: str


def alike(wanted: Wanted, among: DossierQuerySet) -> list[Alike]:
    """The likely ones of `among`, most likely first."""
    dossiers = among.filter(person__in=_to_open(wanted, among)).select_related("person__key", "nationality")
    found = [_beside(wanted, dossier) for dossier in dossiers]
    likely = [one for one in found if one.score >= MAYBE]
    return sorted(likely, key=lambda one: (-one.score, str(one.dossier_id)))[:MOST_SHOWN]


def _to_open(wanted: Wanted, among: DossierQuerySet) -> list[UUID]:
    """Who shares most traits of the name first: a common name shares one with very many.

    Two questions, because in one the database would rather walk through all dossiers of the house.
    """
    keys = _keys(wanted)
    if not keys:
        return []
    sharing = dict(Person.objects.filter(name_keys__overlap=sorted(keys)).values_list("pk", "name_keys"))
    theirs = among.filter(person__in=list(sharing)).values_list("person", flat=True)
    shared = Counter({pk: len(keys.intersection(sharing[pk])) for pk in theirs if pk})
    return [pk for pk, _ in shared.most_common(MOST_OPENED)]


def _keys(wanted: Wanted) -> set[int]:
    year = wanted.birth_year
    years: Iterable[int | None] = (
        [None] if year is None else range(year - YEARS_AROUND, year + YEARS_AROUND + 1)
    )
    return {key for one in years for key in lookup.name_keys(wanted.name, one)}


def _beside(wanted: Wanted, dossier: Dossier) -> Alike:
    person = dossier.person
    assert person is not None
    names = compare(wanted.name, person.name)
    birth, words = _birth(wanted, person.birth_date)
    nation, more = _nation(wanted, dossier)
    score = names.score + (birth + nation if names.score >= MAYBE - 0.1 else 0)
    reason = "; ".join(filter(None, [names.reason, words, more]))
    return Alike(dossier.pk, round(min(max(score, 0), 1), 3), reason)


def _birth(wanted: Wanted, theirs: date | None) -> tuple[float, str]:
    """What the birth date adds or takes away."""
    if theirs is None or wanted.birth_year is None:
        return 0, ""
    ours = wanted.birth_date
    if ours == theirs:
        return 0.1, "zelfde geboortedatum"
    if ours and (ours.year, ours.month, ours.day) == (theirs.year, theirs.day, theirs.month):
        return 0.07, "dag en maand van geboorte verwisseld"
    apart = abs(wanted.birth_year - theirs.year)
    if apart == 0:
        return 0.05, "zelfde geboortejaar"
    if apart <= YEARS_AROUND:
        return 0, "een jaar verschil in geboortejaar"
    return (-0.2 if apart <= YEARS_MISTAKEN else -0.45), f"{apart} jaar verschil in geboortejaar"


def _nation(wanted: Wanted, dossier: Dossier) -> tuple[float, str]:
    theirs = dossier.nationality.brp_code if dossier.nationality else ""
    if not wanted.nationality or not theirs or "0000" in (wanted.nationality, theirs):
        return 0, ""
    return (0.02, "zelfde nationaliteit") if wanted.nationality == theirs else (-0.05, "andere nationaliteit")
