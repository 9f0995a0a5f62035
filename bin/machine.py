"""Print the Debian packages that this machine lacks, in the groups named as arguments.

Runs before there is a virtual environment, so with the standard library only.
"""

import ctypes
import importlib.util
import shutil
import sys
from pathlib import Path

GROUPS = {
    "portal": ["venv", "pango", "harfbuzz", "fonts"],
    "browser": ["chromium"],
    "servers": ["postgresql", "redis"],
    "papers": ["poppler"],
}
FONT_FOLDERS = ["/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"]


def library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def font(name: str) -> bool:
    return any(any(Path(folder).expanduser().rglob(name)) for folder in FONT_FOLDERS)


def program(name: str) -> bool:
    return shutil.which(name) is not None


def lacking(part: str) -> list[str]:
    """The packages to install for one part; empty when it is there."""
    match part:
        case "venv":
            return [] if importlib.util.find_spec("ensurepip") else ["python3-venv"]
        case "pango":
            there = library("libpango-1.0.so.0") and library("libpangoft2-1.0.so.0")
            return [] if there else ["libpango-1.0-0", "libpangoft2-1.0-0"]
        case "harfbuzz":
            # Without it a paper takes five times as long.
            return [] if library("libharfbuzz-subset.so.0") else ["libharfbuzz-subset0"]
        case "fonts":
            return [] if font("NotoSans-Regular.ttf") else ["fonts-noto-core"]
        case "chromium":
            there = program("chromium") or program("google-chrome")
            return [] if there else ["chromium"]
        case "postgresql":
            there = any(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
            return [] if there else ["postgresql"]
        case "redis":
            return [] if program("redis-server") else ["redis-server"]
        case "poppler":
            return [] if program("pdftotext") else ["poppler-utils"]
    raise KeyError(part)


def main(groups: list[str]) -> None:
    packages = [name for group in groups for part in GROUPS[group] for name in lacking(part)]
    sys.stdout.write(" ".join(packages))


if __name__ == "__main__":
    main(sys.argv[1:])
