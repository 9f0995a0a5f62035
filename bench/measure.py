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
    """Our way and the bare way of doing the same work; `before` is not timed.

    `bare_each` is how many operations the bare way does a turn, where that is not as many.
    """

    ours: Callable[[], object]
    bare: Callable[[], object]
    before: Callable[[], object] = lambda: None
    bare_each: int | None = None


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
LONG = 1000  # operations a turn
UNITS = {"ms": 1e3, "µs": 1e6}


def row(name: str, *, n: int, each: int = 1, unit: str = "ms") -> Callable[[Callable[[], Pair]], None]:
    """Register what prepares the pair of a row."""

    def register(prepare: Callable[[], Pair]) -> None:
        rows[name] = Bench(name, n, each, unit, prepare)

    return register


def run(bench: Bench) -> Row:
    """Both ways by turns. A first turn of each warms up and is not counted, unless a turn is so long
    that its beginning does not matter.
    """
    pair = bench.prepare()
    ways = [(pair.ours, bench.each), (pair.bare, pair.bare_each or bench.each)]
    times: list[list[float]] = [[], []]
    for turn in range(int(bench.each >= LONG), bench.n + 1):
        for (work, each), taken in zip(ways, times, strict=True):
            pair.before()
            start = time.perf_counter()
            work()
            if turn:
                taken.append((time.perf_counter() - start) / each * UNITS[bench.unit])
    ours, bare = times[0], statistics.median(times[1])
    median, p95 = statistics.median(ours), statistics.quantiles(ours, n=20)[-1]
    return Row(bench.name, bench.n, median, p95, bench.unit, bare, median / bare)
