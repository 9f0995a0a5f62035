"""Tell of people only what enough of them share, so that nobody stands alone. Plain Python.

All begin as one group of whom nothing is told. Of each group the commonest word is told, if those who
share it are enough and those who do not are enough as well; then the same for both halves. So whoever
reads two rows that are alike cannot say which of at least `ENOUGH` people each of them is about.
"""

from collections import Counter
from collections.abc import Sequence

ENOUGH = 5
Word = tuple[str, str]  # the column, and what stands in it
Outline = frozenset[Word]
NOTHING: Outline = frozenset()


def coarsened(outlines: Sequence[Outline]) -> list[Outline]:
    """What may be told, in the same order: shared by at least `ENOUGH`, or nothing at all."""
    found = [NOTHING] * len(outlines)
    groups = [(list(range(len(outlines))), NOTHING)]
    while groups:
        members, told = groups.pop()
        word = _next(Counter(word for row in members for word in outlines[row] - told), members, told)
        if word is None:
            for row in members:
                found[row] = told
            continue
        groups.append(([row for row in members if word in outlines[row]], told | {word}))
        others = [row for row in members if word not in outlines[row]]
        if len(others) >= ENOUGH:
            groups.append((others, told))
    return found


def _next(common: Counter[Word], members: list[int], told: Outline) -> Word | None:
    """The commonest word that may be told of a part of these people.

    A few others may be told of with nothing at all, where that costs less than it gives.
    """

    def may_be_told(word: Word) -> bool:
        others = len(members) - common[word]
        return common[word] >= ENOUGH and (others >= ENOUGH or others * len(told) < common[word])

    return max(filter(may_be_told, common), key=lambda word: (common[word], word), default=None)
