"""Load the words of the law and the field from data/options.csv."""

from collections.abc import Iterator
from pathlib import Path

from cases.dossiers.choices import Vocabulary, option_id
from cases.dossiers.models import Option
from zorgportaal.regions.reference import read, upsert, validity

FILE = Path(__file__).parent / "data" / "options.csv"
WORDS: dict[str, str | bool] = {"true": True, "false": False}


def load() -> None:
    kept = set(Option.objects.filter(is_kept_here=True).values_list("pk", flat=True))
    rows = list(options())
    upsert(Option, [row for row in rows if row.pk not in kept])
    # Of what two administrators changed only what rules and exports read follows the file.
    Option.objects.bulk_update([row for row in rows if row.pk in kept], ["attributes"])


def options() -> Iterator[Option]:
    for row in read(FILE):
        vocabulary = Vocabulary(row["vocabulary"])
        yield Option(
            id=option_id(vocabulary, row["code"]),
            vocabulary=vocabulary,
            code=row["code"],
            label=row["label"],
            help_text=row["help_text"],
            position=int(row["position"]),
            attributes=attributes(row["attributes"]),
            **validity(row),
        )


def attributes(text: str) -> dict[str, str | bool]:
    """`wmo=ask;lawful=true` as names and values."""
    pairs = (pair.split("=", 1) for pair in text.split(";") if pair)
    return {name: WORDS.get(value, value) for name, value in pairs}
