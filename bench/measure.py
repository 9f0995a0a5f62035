"""What a row is and how it is timed."""

import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

cases = 1000  # how many dossiers there are, for the rows that look among them
afterwards = ExitStack()  # what has to stop when the measurement ends


@dataclass(frozen=True)
class Pair:
    """Our way and the bare way of doing the same work; `before` is not timed."""

    ours: Callable[[], object]
    bare: Callable[[], object]
    before: Callable[[], object] = lambda: None


@dataclass(frozen=True)
class Bench:
    """One row before it has run: `each` operations a turn, `n` turns."""

    name: str
    n: int
    each: int
    unit: str
    prepare: Callable[[], Pair]


@dataclass(frozen=True)
class Row:
    """What came out, per operation, in `unit`."""

    name: str
    n: int
    median: float
    p95: float
    unit: str
    bare: float
    ratio: float


rows: dict[str, Bench] = {}
UNITS = {"ms": 1e3, "µs": 1e6}


def row(name: str, *, n: int, each: int = 1, unit: str = "ms") -> Callable[[Callable[[], Pair]], None]:
    """Register what prepares the pair of a row."""

    def register(prepare: Callable[[], Pair]) -> None:
        rows[name] = Bench(name, n, each, unit, prepare)

    return register


def run(bench: Bench) -> Row:
    """Both ways by turns; the first turn of each warms up and is not counted."""
    pair = bench.prepare()
    times: dict[Callable[[], object], list[float]] = {pair.ours: [], pair.bare: []}
    for turn in range(bench.n + 1):
        for work, taken in times.items():
            pair.before()
            start = time.perf_counter()
            work()
            if turn:
                taken.append((time.perf_counter() - start) / bench.each * UNITS[bench.unit])
    ours, bare = times[pair.ours], statistics.median(times[pair.bare])
    median, p95 = statistics.median(ours), statistics.quantiles(ours, n=20)[-1]
    return Row(bench.name, bench.n, median, p95, bench.unit, bare, median / bare)
