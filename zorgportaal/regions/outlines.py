"""The municipalities of Limburg as shapes for an SVG, drawn by the server (data/PROVENANCE.md)."""

import json
from collections.abc import Iterator
from functools import cache
from math import cos, radians
from pathlib import Path

FILE = Path(__file__).parent / "data" / "limburg.geojson"
WIDTH, HEIGHT = 260, 590  # of the drawing, in its own units
WEST, NORTH = 5.55, 51.79  # degrees, just outside the province
SCALE = 560.0  # units per degree of latitude
SHRINK = cos(radians(51.2))  # a degree of longitude is shorter here; over so small a land that will do

Ring = list[tuple[float, float]]


@cache
def outlines() -> dict[str, str]:
    """The `d` of an SVG path by GM code, as the borders are since 2022."""
    features = json.loads(FILE.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["gm_code"]: _path(feature["geometry"]) for feature in features}


def _path(geometry: dict) -> str:
    return "".join(_ring(ring) for ring in _rings(geometry))


def _rings(geometry: dict) -> Iterator[Ring]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        yield from polygon


def _ring(ring: Ring) -> str:
    points = " ".join(
        f"{(east - WEST) * SHRINK * SCALE:.1f},{(NORTH - north) * SCALE:.1f}" for east, north in ring
    )
    return f"M{points}Z"
