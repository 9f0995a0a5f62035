"""Which signs a paper can show: those of the typefaces in static/paper/paper.css and beside it."""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
# All of the package fonts-noto-core. What the letters lack, such as an arrow, the press takes from the rest.
FONTS = ("NotoSans-Regular.ttf", "NotoSansSymbols-Regular.ttf", "NotoSansMath-Regular.ttf")


def can_show(sign: str) -> bool:
    """Whether it has a picture. On a machine without the typefaces nobody can tell: then it may."""
    return not _signs() or ord(sign) in _signs()


@cache
def _signs() -> frozenset[int]:
    """Read once per process, in some hundredths of a second."""
    maps = (TTFont(path, lazy=True).getBestCmap() for path in map(_found, FONTS) if path)
    return frozenset(code for signs in maps for code in signs)


def _found(name: str) -> Path | None:
    return next((path for folder in FOLDERS for path in Path(folder).expanduser().rglob(name)), None)
