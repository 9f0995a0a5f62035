"""Load the texts that come with the portal. What an administrator wrote is left alone."""

from collections.abc import Iterator
from pathlib import Path

from cases.papers.models import Text
from zorgportaal.regions.models import reference_id

DATA = Path(__file__).parent / "data"


def load() -> None:
    keep(DATA)


def keep(folder: Path) -> None:
    """Add the versions that are not there yet."""
    Text.objects.bulk_create(texts(folder), ignore_conflicts=True)


def texts(folder: Path) -> Iterator[Text]:
    for path in sorted(folder.glob("*.txt")):
        code, language = path.stem.rsplit(".", 1)
        head, body = path.read_text(encoding="utf-8").split("\n\n", 1)
        said = dict(line.split(": ", 1) for line in head.splitlines())
        yield Text(
            id=reference_id("text", f"{code}:{language}:{said['versie']}"),
            code=code,
            language=language,
            version=int(said["versie"]),
            purpose=said["soort"],
            addressee=said.get("aan", ""),
            title=said["titel"],
            body=body.strip(),
        )
