"""Where the lines, bars and words of a chart stand. Plain Python; the templates only write it out.

Coordinates are texts, so that no Dutch decimal comma ends up in an SVG.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

STEPS = (1, 2, 5)
LINE = 12  # the height of a number, in units of the drawing
Count = int | None


@dataclass(frozen=True)
class Frame:
    """The plot area within the drawing, in its own units; y grows downwards."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Tick:
    value: int
    y: str
    text_y: str


@dataclass(frozen=True)
class Mark:
    """One point or bar. `value` None is a hidden number: an open box at the bottom."""

    label: str
    value: Count
    x: str
    y: str
    left: str
    width: str
    height: str
    value_y: str
    dot_x: str
    dot_y: str
    tip_y: str
    is_strong: bool = False


@dataclass(frozen=True)
class Line:
    """One series: `runs` are the stretches without a hidden number, as SVG points."""

    number: int
    label: str
    marks: list[Mark]
    runs: list[str]
    end: Count
    end_y: str


def ticks(largest: int, *, parts: int = 4) -> list[int]:
    """0 and up to `parts` even steps that reach the largest value."""
    needed = max(1, ceil(largest / parts))
    size = 1
    while True:
        for step in STEPS:
            if step * size >= needed:
                return [step * size * part for part in range(parts + 1)]
        size *= 10


class Axes:
    """Turns counts into places: one column for each label, one height for each count."""

    def __init__(self, frame: Frame, labels: Sequence[str], counts: Sequence[Count]) -> None:
        self.frame, self.labels = frame, labels
        self.values = ticks(max((count for count in counts if count is not None), default=0))

    @property
    def ticks(self) -> list[Tick]:
        return [Tick(value, text(self._y(value)), text(self._y(value) + 4)) for value in self.values]

    def columns(
        self, counts: Sequence[Count], *, share: float, strong: frozenset[int] = frozenset()
    ) -> list[Mark]:
        """Marks in the middle of equal columns; `share` of a column is the width of its bar."""
        column = (self.frame.right - self.frame.left) / len(self.labels)
        width = column * share
        return [
            self._mark(
                place, count, self.frame.left + column * (place + 0.5), width, is_strong=place in strong
            )
            for place, count in enumerate(counts)
        ]

    def lines(self, series: Mapping[str, Sequence[Count]], *, inset: float) -> list[Line]:
        """From edge to edge, joined where both ends are shown, with the last number beside its end."""
        ends = self._ends([counts[-1] for counts in series.values()])
        step = (self.frame.right - self.frame.left - inset) / max(1, len(self.labels) - 1)
        places = [self.frame.left + inset + step * place for place in range(len(self.labels))]
        return [
            self._line(number, label, counts, places, ends[number - 1])
            for number, (label, counts) in enumerate(series.items(), start=1)
        ]

    def _line(
        self, number: int, label: str, counts: Sequence[Count], places: Sequence[float], end_y: float
    ) -> Line:
        width = 2 * (places[0] - self.frame.left)
        marks = [self._mark(place, count, places[place], width) for place, count in enumerate(counts)]
        return Line(number, label, marks, list(_runs(marks)), counts[-1], text(end_y))

    def _ends(self, counts: Sequence[Count]) -> list[float]:
        """Where the last numbers stand: at their line, but never over one another."""
        wanted = [self._y(count or 0) + 4 for count in counts]
        lowest = self.frame.bottom + 4 + LINE
        for place in sorted(range(len(wanted)), key=lambda place: wanted[place], reverse=True):
            if counts[place] is not None:
                lowest = wanted[place] = min(wanted[place], lowest - LINE)
        return wanted

    def _mark(self, place: int, count: Count, x: float, width: float, *, is_strong: bool = False) -> Mark:
        y = self._y(self.values[1] / 2 if count is None else count)
        return Mark(
            label=self.labels[place],
            value=count,
            x=text(x),
            y=text(y),
            left=text(x - width / 2),
            width=text(width),
            height=text(self.frame.bottom - y),
            value_y=text(y - 3),
            dot_x=text(x - 3),
            dot_y=text(y - 3),
            tip_y=text(y - 4),
            is_strong=is_strong,
        )

    def _y(self, value: float) -> float:
        height = self.frame.bottom - self.frame.top
        return self.frame.bottom - height * value / self.values[-1]


def in_words(counts: Mapping[str, Count]) -> str:
    """What somebody hears instead of a chart: 2024: 12, 2025: verborgen."""
    return ", ".join(f"{label}: {'verborgen' if count is None else count}" for label, count in counts.items())


def text(number: float) -> str:
    return f"{number:.1f}"


def _runs(marks: Sequence[Mark]) -> Iterator[str]:
    points: list[str] = []
    for mark in marks:
        if mark.value is not None:
            points.append(f"{mark.x},{mark.y}")
        elif points:
            yield " ".join(points)
            points = []
    if points:
        yield " ".join(points)
