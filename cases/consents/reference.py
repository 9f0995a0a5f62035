"""Load the forms and explanations in seven languages that come with the portal."""

from pathlib import Path

from cases.papers import reference


def load() -> None:
    reference.keep(Path(__file__).parent / "data")
