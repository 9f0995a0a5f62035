"""Make rows about people so alike that nobody stands alone. Plain Python.

A row is coarsened step by step until at least `ENOUGH` rows share what an outsider might know of
somebody: first where they come from goes, then their age, then their sex. What never meets enough
others is told with all of it left out.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

ENOUGH = 5
UNKNOWN = ""


@dataclass(frozen=True)
class Outline:
    """What an outsider may know of somebody."""

    gender: str
    age_band: str
    nationality: str
    quarter: str


def coarsened(outlines: Sequence[Outline]) -> list[Outline]:
    """The same outlines, in order, each shared by at least `ENOUGH` or wholly unknown."""
    found = list(outlines)
    for hidden in ("nationality", "age_band", "gender", "quarter"):
        rare = {outline for outline, number in Counter(found).items() if number < ENOUGH}
        found = [replace(outline, **{hidden: UNKNOWN}) if outline in rare else outline for outline in found]
    return found
