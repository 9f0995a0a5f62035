"""Which country of ISO 3166 a nationality of the national table 32 belongs to.

Where ISO has none stands a value of our own: `xStateless`, `xFormerState`, `xUnknown`.
"""

import csv
from functools import cache
from pathlib import Path

from zorgportaal.regions.models import Nationality

FILE = Path(__file__).parent / "data" / "citizenship.csv"
UNKNOWN = "xUnknown"


@cache
def countries() -> dict[str, str]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["brp_code"]: row["citizenship"] for row in csv.DictReader(file)}


def country_of(nationality: Nationality | None) -> str:
    return countries().get(nationality.brp_code, UNKNOWN) if nationality else UNKNOWN
