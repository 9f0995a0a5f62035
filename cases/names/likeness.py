"""How alike two parts of names are, from 0 to 1, and why."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from cases.names import lexicon
from cases.names.parts import Part
from cases.names.sounds import sound

SAME = "gelijk"
SPELLING = "andere spelling van dezelfde naam"
LANGUAGE = "dezelfde naam in een andere taal"
PET = "roepnaam"
SOUND = "klinkt gelijk"
SCRIPT = "gelijk zonder de klinkers"
TYPING = "typefout"
INITIAL = "voorletter"
OTHER = "anders"
# What two names of one line of the lexicon are worth.
RELATED = {lexicon.SPELLING: (0.97, SPELLING), lexicon.LANGUAGE: (0.93, LANGUAGE), lexicon.PET: (0.78, PET)}
TWO_NAMES = 0.5
OTHER_SEX = 0.6
ARTICLE = re.compile(
    r"^(el|al|ould|ben|bin|bel|ait|de|di|da|la|le|van|vander|vanden|o|mac|mc|dela|delos)(?=[a-z]{3})"
)


@dataclass(frozen=True)
class Likeness:
    score: float
    why: str


@lru_cache(maxsize=200_000)
def likeness(one: Part, other: Part) -> Likeness:
    if one.text == other.text and one.is_bare == other.is_bare:
        return Likeness(1.0, SAME)
    if one.is_initial or other.is_initial:
        return _initial(one, other)
    known = _known(one, other)
    if known and known.score > TWO_NAMES:
        return known
    if one.is_bare or other.is_bare:
        found = _bare(one, other)
    else:
        found = max(_sounding(one, other), _typed(one, other), key=lambda like: like.score)
    return min(known, found, key=lambda like: like.score) if known else found


def _initial(one: Part, other: Part) -> Likeness:
    same = one.text[0] == other.text[0] or one.sound[:1] == other.sound[:1]
    return Likeness(0.8, INITIAL) if same else Likeness(0, OTHER)


def _known(one: Part, other: Part) -> Likeness | None:
    """What the lists say: one name, or two names that only look alike; None when they do not know both."""
    given = (lexicon.given(one.text, is_bare=one.is_bare), lexicon.given(other.text, is_bare=other.is_bare))
    related = lexicon.relation(*given)
    if related is not None:
        return Likeness(*RELATED[related])
    family = (lexicon.surname(one.stem) or lexicon.surname(one.text),
              lexicon.surname(other.stem) or lexicon.surname(other.text))  # fmt: skip
    if lexicon.relation(*family) is not None:
        return Likeness(0.96, SPELLING)
    if all(given) or all(family):
        return Likeness(TWO_NAMES, OTHER)
    return None


def _sounding(one: Part, other: Part) -> Likeness:
    if one.stem == other.stem:
        return Likeness(0.97, SPELLING)
    if _bare_of_article(one.text, other.text) or _bare_of_article(other.text, one.text):
        return Likeness(0.95, SPELLING)
    if one.sound == other.sound and min(len(one.text), len(other.text)) > 2:
        return Likeness(0.94, SOUND)
    return Likeness(0, OTHER)


def _bare_of_article(longer: str, shorter: str) -> bool:
    """Elamrani and Amrani, Benali and (Ben) Ali: the small word was written on, or left out."""
    rest = ARTICLE.sub("", longer)
    return rest != longer and sound(rest) == sound(shorter)


def _bare(one: Part, other: Part) -> Likeness:
    """A script without vowels against one with them: all consonants, in order."""
    if one.consonants == other.consonants:
        return Likeness(0.92 if len(one.consonants) > 2 else 0.88, SCRIPT)
    longest = max(len(one.consonants), len(other.consonants))
    if longest >= 4 and OSA.distance(one.consonants, other.consonants) == 1:
        return Likeness(0.8, SCRIPT)
    return Likeness(0, OTHER)


def _typed(one: Part, other: Part) -> Likeness:
    """A slip of the keyboard: the longer the word, the more slips it may have."""
    longest = max(len(one.text), len(other.text))
    slips = min(
        OSA.distance(one.stem, other.stem),
        OSA.distance(one.text, other.text),
        OSA.distance(one.sound, other.sound) + 0.5,
    )
    score = _worth(slips, longest)
    if one.text[:1] != other.text[:1] and one.sound[:1] != other.sound[:1]:
        score -= 0.06
    if _differ_in_sex(one.text, other.text):
        score = min(score, OTHER_SEX)
    return Likeness(max(score, 0), TYPING)


def _worth(slips: float, length: int) -> float:
    if slips <= 1:
        return 0.93 if length >= 7 else 0.89 if length >= 5 else 0.78 if length == 4 else 0.5
    if slips <= 1.5:
        return 0.9 if length >= 7 else 0.82 if length >= 5 else 0.6
    if slips <= 2:
        return 0.87 if length >= 9 else 0.8 if length >= 7 else 0.55
    if slips <= 3:
        return 0.78 if length >= 10 else 0.5
    return 0.3


def _differ_in_sex(one: str, other: str) -> bool:
    """Karim and Karima, Claudio and Claudia: the last letter makes another person of a given name."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == len(longer):
        return shorter[:-1] == longer[:-1] and {shorter[-1], longer[-1]} == {"a", "o"}
    return longer[:-1] == shorter and longer[-1] in "ae" and bool(lexicon.given(shorter))
