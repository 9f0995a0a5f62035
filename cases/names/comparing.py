"""Two names beside each other: how alike, what that means, and why. «naamvergelijking»

Each part of one name is laid beside the part of the other that it is most like. What decides is not how
many letters differ, but what is left over: a part that only one of them has is a middle name that was
left out; a part left on both sides is another person, a sister for instance.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cases.names import lexicon
from cases.names import likeness as reasons
from cases.names.likeness import Likeness, likeness
from cases.names.parts import FAMILY_FIRST, Name, Part, part, take_apart

MATCH, MAYBE = 0.85, 0.6
ALIKE = 0.72


class Verdict(StrEnum):
    MATCH = "match"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True)
class Comparison:
    """`score` from 0 to 1; `reason` in Dutch, without the names themselves."""

    score: float
    reason: str

    @property
    def verdict(self) -> Verdict:
        if self.score >= MATCH:
            return Verdict.MATCH
        return Verdict.MAYBE if self.score >= MAYBE else Verdict.NO


@dataclass(frozen=True)
class Pair:
    """Parts of one name (by place) beside parts of the other; mostly one and one."""

    ones: tuple[int, ...]
    others: tuple[int, ...]
    like: Likeness
    weight: float


def compare(one: str, other: str) -> Comparison:
    """Compare two names as they were written. Empty names are like nothing."""
    a, b = take_apart(one), take_apart(other)
    if not a.parts or not b.parts:
        return Comparison(0.0, "geen naam om te vergelijken")
    if a.written == b.written and a.generation == b.generation:
        return Comparison(*_same_words(a, b))
    return _judge(a, b, _align(a.parts, b.parts))


def _same_words(a: Name, b: Name) -> tuple[float, str]:
    if [part.text for part in a.parts] == [part.text for part in b.parts]:
        return 1.0, "de namen zijn gelijk"
    return (
        (0.84, "dezelfde twee namen, andersom")
        if _two_given(a)
        else (0.96, "dezelfde namen in een andere volgorde")
    )


def _two_given(name: Name) -> bool:
    """Ahmed Hassan and Hassan Ahmed may be father and son; Anna Kovács and Kovács Anna are not."""
    return (
        len(name.parts) == 2
        and not name.is_ordered
        and all(lexicon.may_be_father(part.text) for part in name.parts)
    )


def _is_given(part: Part) -> bool:
    return bool(lexicon.given(part.text, is_bare=part.is_bare)) and not lexicon.surname(part.text)


def _align(ones: tuple[Part, ...], others: tuple[Part, ...]) -> list[Pair]:
    """The best pairs first; each part once. Also El Amrani beside Elamrani."""
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for pair in sorted(_candidates(ones, others), key=_rank):
        if not taken[0] & set(pair.ones) and not taken[1] & set(pair.others):
            taken[0].update(pair.ones)
            taken[1].update(pair.others)
            pairs.append(pair)
    return pairs


def _rank(pair: Pair) -> tuple[float, float]:
    out_of_place = abs(pair.ones[0] - pair.others[0]) * 0.001
    return -pair.like.score - 0.02 * (len(pair.ones) + len(pair.others) > 2) + out_of_place, -pair.weight


def _candidates(ones: tuple[Part, ...], others: tuple[Part, ...]) -> Iterator[Pair]:
    for i, one in enumerate(ones):
        for j, other in enumerate(others):
            yield from _pair((i,), (j,), likeness(one, other), min(one.weight, other.weight))
    for i, j, together in _written_together(ones, others):
        yield from _pair((i, i + 1), (j,), together, 1.5)
    for j, i, together in _written_together(others, ones):
        yield from _pair((i,), (j, j + 1), together, 1.5)


def _pair(ones: tuple[int, ...], others: tuple[int, ...], like: Likeness, weight: float) -> Iterator[Pair]:
    if like.score >= ALIKE:
        yield Pair(ones, others, like, weight)


def _written_together(
    apart: tuple[Part, ...], whole: tuple[Part, ...]
) -> Iterator[tuple[int, int, Likeness]]:
    for i in range(len(apart) - 1):
        first, second = apart[i], apart[i + 1]
        if first.is_initial or second.is_initial:
            continue
        together = part(first.text + second.text, first.is_bare)
        for j, other in enumerate(whole):
            if len(other.text) > max(len(first.text), len(second.text)) + 1:
                like = likeness(together, other)
                if like.score >= 0.88:
                    yield i, j, Likeness(min(like.score, 0.97), like.why)


def _judge(a: Name, b: Name, pairs: list[Pair]) -> Comparison:
    if not pairs:
        return Comparison(0.1, "de namen lijken niet op elkaar")
    left_a = [p for i, p in enumerate(a.parts) if not any(i in pair.ones for pair in pairs)]
    left_b = [p for i, p in enumerate(b.parts) if not any(i in pair.others for pair in pairs)]
    score = _base(pairs)
    if _weighty(left_a) and _weighty(left_b):
        score, reason = _conflict(a, b, pairs, left_a, left_b)
        return Comparison(round(score, 3), reason)
    score, why = _left_out(score, a, b, pairs, left_a + left_b)
    score, remark = _guard(score, a, b, pairs)
    said = [_in_words(pairs), why, remark]
    return Comparison(round(score, 3), "; ".join(filter(None, said)))


def _base(pairs: list[Pair]) -> float:
    """Mostly the average; the weakest part counts once more."""
    weight = sum(pair.weight for pair in pairs)
    average = sum(pair.like.score * pair.weight for pair in pairs) / weight
    weakest = min(pair.like.score for pair in pairs if pair.weight > 0.4 or len(pairs) == 1)
    return 0.6 * average + 0.4 * weakest


def _weighty(left: list[Part]) -> bool:
    return any(part.weight >= 0.5 for part in left)


def _conflict(
    a: Name, b: Name, pairs: list[Pair], left_a: list[Part], left_b: list[Part]
) -> tuple[float, str]:
    """Both have something that the other has not."""
    solid = [pair for pair in pairs if pair.weight >= 0.5]
    ends = _ends_agree(a, b, pairs)
    closest = max(likeness(one, other).score for one in left_a for other in left_b)
    if ends and len(solid) >= 2:
        return 0.7, "eerste en laatste naam komen overeen, een naam ertussen niet"
    if len(solid) >= 2 and _given_agrees(a, b, pairs) and not _all_given(a, pairs):
        return 0.66, "voornaam en een achternaam komen overeen, een andere achternaam niet"
    if closest >= 0.6 and solid:
        return 0.52, "een deel komt overeen, een ander deel lijkt er alleen op"
    if solid and not _given_agrees(a, b, pairs):
        return 0.4, "zelfde achternaam, andere voornaam: kan familie zijn"
    return 0.3, "een deel komt overeen, een ander deel is anders"


def _places(name: Name) -> tuple[int, int]:
    """Where the given name stands, and the surname."""
    last = len(name.parts) - 1
    first_word = name.parts[0].text
    surname_first = first_word in FAMILY_FIRST or (
        last > 0 and not _is_given(name.parts[0]) and _is_given(name.parts[last])
    )
    return (last, 0) if surname_first else (0, last)


def _beside(pairs: list[Pair], place: int, *, of_other: bool = False) -> Pair | None:
    return next((p for p in pairs if place in (p.others if of_other else p.ones)), None)


def _given_agrees(a: Name, b: Name, pairs: list[Pair]) -> bool:
    return bool(_beside(pairs, _places(a)[0]) and _beside(pairs, _places(b)[0], of_other=True))


def _ends_agree(a: Name, b: Name, pairs: list[Pair]) -> bool:
    surname = _beside(pairs, _places(a)[1]) and _beside(pairs, _places(b)[1], of_other=True)
    return _given_agrees(a, b, pairs) and bool(surname) and len(a.parts) > 2 and len(b.parts) > 2


def _all_given(a: Name, pairs: list[Pair]) -> bool:
    return all(_is_given(a.parts[pair.ones[0]]) for pair in pairs)


def _left_out(score: float, a: Name, b: Name, pairs: list[Pair], left: list[Part]) -> tuple[float, str]:
    """What only one of them has."""
    extra = [part for part in left if part.weight >= 0.5]
    if not extra:
        return score * (0.98 if left else 1), ""
    solid = [pair for pair in pairs if pair.weight >= 0.5]
    parts = sum(len(pair.ones) + len(pair.others) - 1 for pair in solid)
    if parts < 2:
        return min(score, 0.66), "alleen één naam komt overeen"
    if len(extra) == 1 or parts >= 3:
        only_common = all(a.parts[i].is_common for pair in solid for i in pair.ones)
        return score * (0.84 if only_common else 0.94), "één naam staat er niet bij"
    return score * 0.87, "een paar namen staan er niet bij"


def _guard(score: float, a: Name, b: Name, pairs: list[Pair]) -> tuple[float, str]:
    """What keeps an alike name from being a match."""
    if a.generation != b.generation:
        both = a.generation and b.generation
        return min(score, 0.45 if both else 0.74), "de een is junior, de ander niet"
    if (a.says_woman and b.says_man) or (a.says_man and b.says_woman):
        return min(score, 0.58), "de een is een vrouw, de ander een man"
    words = [pair for pair in pairs if pair.like.why != reasons.INITIAL]
    initials = len(pairs) - len(words)
    if initials and len(words) < 2 and initials < 2:
        return min(score, 0.8), ""
    if initials and all(len(part.text) == 1 or part.is_common for part in a.parts):
        return min(score, 0.72), "de achternaam komt veel voor"
    if (
        len(pairs) == 2 == len(a.parts) == len(b.parts)
        and pairs_cross(a, pairs)
        and _two_given(a)
        and _two_given(b)
    ):
        return min(score, 0.84), "voornaam en vadersnaam staan andersom"
    return score, ""


def pairs_cross(a: Name, pairs: list[Pair]) -> bool:
    return all(pair.ones != pair.others for pair in pairs)


def _in_words(pairs: list[Pair]) -> str:
    found = {pair.like.why for pair in pairs} - {reasons.SAME}
    order = [
        reasons.SPELLING,
        reasons.LANGUAGE,
        reasons.SOUND,
        reasons.SCRIPT,
        reasons.TYPING,
        reasons.PET,
        reasons.INITIAL,
    ]
    moved = any(pair.ones[0] != pair.others[0] for pair in pairs) and len(pairs) > 1
    said = [why for why in order if why in found] or ["dezelfde namen"]
    return ", ".join(said + ["andere volgorde"] * moved)
