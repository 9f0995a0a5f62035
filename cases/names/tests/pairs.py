"""The labelled pairs. Every third one is held back: the rules were never fitted to it."""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from cases.names.comparing import compare

FILE = Path(__file__).parent.parent / "data" / "name_pairs.csv"


@dataclass(frozen=True)
class Quality:
    """Of the verdict `match`: how often it is right, and how many of the matches it finds."""

    precision: float
    recall: float
    same_verdict: float
    other_people_matched: int

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def pairs() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def held_back() -> list[dict[str, str]]:
    return pairs()[2::3]


def fitted() -> list[dict[str, str]]:
    return [pair for number, pair in enumerate(pairs()) if number % 3 != 2]


def quality(labelled: list[dict[str, str]]) -> Quality:
    said = Counter(
        (pair["verdict"], str(compare(pair["name_a"], pair["name_b"]).verdict)) for pair in labelled
    )
    right = said["match", "match"]
    return Quality(
        precision=right / sum(number for (_, verdict), number in said.items() if verdict == "match"),
        recall=right / sum(number for (label, _), number in said.items() if label == "match"),
        same_verdict=sum(number for (label, verdict), number in said.items() if label == verdict)
        / len(labelled),
        other_people_matched=said["no", "match"],
    )
