"""What a name shares with the names it is like: so that of 100,000 only some hundreds need be compared.

A trait says two things at once, never one: how a part sounds and the first letter of another part, or
the year of birth. A part alone would occur so often that it could be guessed (security.md, C037).
"""

from collections.abc import Iterator
from itertools import combinations, permutations, product

from cases.names import lexicon
from cases.names.parts import Part, take_apart

MOST_PARTS = 6


def traits(name: str, year: int | None) -> set[str]:
    """Names that are alike have at least one of these in common. Empty for one word without a year."""
    parts = [part for part in take_apart(name).parts if part.weight >= 0.5][:MOST_PARTS]
    words = [part for part in parts if not part.is_initial]
    found = {
        f"{code} {_first(other)}"
        for one, other in permutations(parts, 2)
        if not one.is_initial
        for code in _codes(one)
    }
    if year is not None:
        found |= {f"{code} {year}" for part in words for code in _codes(part)}
        found |= {
            f"{' '.join(sorted((_first(one), _first(other))))} {year}"
            for one, other in combinations(parts, 2)
        }
    return found


def marks(surname: str, given_names: str) -> set[str]:
    """What stands for a name between two houses: each given name with each surname."""
    families = [_canonical(part) for part in take_apart(surname).parts if not part.is_initial]
    given = [_canonical(part) for part in take_apart(given_names).parts if not part.is_initial]
    return {" ".join(sorted(pair)) for pair in product(families, given)}


def _first(part: Part) -> str:
    return (part.sound or part.text)[0]


def _codes(part: Part) -> Iterator[str]:
    yield part.consonants
    yield from (f"={head}" for head in lexicon.heads(part.text, is_bare=part.is_bare))


def _canonical(part: Part) -> str:
    heads = lexicon.heads(part.text, is_bare=part.is_bare, most=lexicon.SPELLING)
    return f"={min(heads)}" if heads else part.sound
