"""The municipalities of Limburg as shapes for an SVG, drawn by the server (data/PROVENANCE.md)."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import cos, radians
from pathlib import Path

FILE = Path(__file__).parent / "data" / "limburg.geojson"
WIDTH, HEIGHT = 260, 590  # of the drawing, in its own units
WEST, NORTH = 5.55, 51.79  # degrees, just outside the province
SCALE = 560.0  # units per degree of latitude
SHRINK = cos(radians(51.2))  # a degree of longitude is shorter here; over so small a land that will do

FINE = 12  # steps of the grid on which the middle of a municipality is sought

Point = tuple[float, float]
Ring = list[Point]


@cache
def outlines() -> dict[str, str]:
    """The `d` of an SVG path by GM code, as the borders are since 2022."""
    features = json.loads(FILE.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["gm_code"]: _path(feature["geometry"]) for feature in features}


@cache
def middles() -> dict[str, Point]:
    """By GM code the point furthest from every corner of its border, on a grid: there a number fits."""
    features = json.loads(FILE.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["gm_code"]: _middle(feature["geometry"]) for feature in features}


def _middle(geometry: dict) -> Point:
    ring = max((_placed(ring) for ring in _rings(geometry)), key=len)
    across, down = [x for x, _ in ring], [y for _, y in ring]
    grid = [
        (min(across) + (max(across) - min(across)) * i / FINE, min(down) + (max(down) - min(down)) * j / FINE)
        for i in range(1, FINE)
        for j in range(1, FINE)
    ]
    x, y = max((point for point in grid if _is_inside(point, ring)), key=lambda point: _room(point, ring))
    return round(x, 1), round(y, 1)


def _is_inside(point: Point, ring: Ring) -> bool:
    """Whether a line to the east crosses the border an odd number of times."""
    x, y = point
    around = [(one, other) for one, other in pairwise(ring) if (one[1] > y) != (other[1] > y)]
    crossings = [x1 + (x2 - x1) * (y - y1) / (y2 - y1) for (x1, y1), (x2, y2) in around]
    return sum(crossing > x for crossing in crossings) % 2 == 1


def _room(point: Point, ring: Ring) -> float:
    """How far the nearest corner of the border is, squared; there are some hundred corners."""
    return min((point[0] - x) ** 2 + (point[1] - y) ** 2 for x, y in ring)


def _path(geometry: dict) -> str:
    return "".join(_ring(ring) for ring in _rings(geometry))


def _rings(geometry: dict) -> Iterator[Ring]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        yield from polygon


def _ring(ring: Ring) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in _placed(ring))
    return f"M{points}Z"


def _placed(ring: Ring) -> Ring:
    """From degrees to the units of the drawing."""
    return [((east - WEST) * SHRINK * SCALE, (NORTH - north) * SCALE) for east, north in ring]
