"""A file with pairs of names in, the same pairs with their score out. No database, no settings."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from cases.names.comparing import compare

COLUMNS = ("name_a", "name_b")


class Writable(Protocol):
    def write(self, text: str, /) -> object: ...


class Unusable(ValueError):
    """The file cannot be read as pairs of names; says why, with the line where that is known."""


def score_file(path: Path, out: Writable) -> int:
    """Write `name_a,name_b,score,verdict` in the order of the file; returns how many. Raises Unusable."""
    writer = csv.writer(out, lineterminator="\n")
    pairs = list(_pairs(path))
    writer.writerow([*COLUMNS, "score", "verdict"])
    for one, other in pairs:
        found = compare(one, other)
        writer.writerow([one, other, f"{found.score:.3f}", found.verdict])
    return len(pairs)


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Everything is read before anything is written: half an answer would look like a whole one."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            _check(reader.fieldnames)
            for row in reader:
                if row["name_a"] is None or row["name_b"] is None:
                    raise Unusable(f"line {reader.line_num}: name_a or name_b is missing")
                yield row["name_a"], row["name_b"]
    except OSError as problem:
        raise Unusable(f"{path}: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise Unusable(f"{path}: this is not UTF-8 text") from problem
    except csv.Error as problem:
        raise Unusable(f"{path}: {problem}") from problem


def _check(fieldnames: object) -> None:
    names = list(fieldnames) if isinstance(fieldnames, (list, tuple)) else []
    if missing := [name for name in COLUMNS if name not in names]:
        raise Unusable(f"the first line must name the columns name_a,name_b; missing: {', '.join(missing)}")
