"""Print the Debian packages that this machine lacks, in the groups named as arguments.

Runs before there is a virtual environment, so with the standard library only.
"""

import ctypes
import importlib.util
import shutil
import sys
from pathlib import Path

FONT_FOLDERS = ["/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"]


def module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


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


def server(name: str) -> bool:
    return any(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))


# group: Debian package, how it is seen, name of what is seen
GROUPS = {
    "portal": [
        ("python3-venv", module, "ensurepip"),
        ("libpango-1.0-0", library, "libpango-1.0.so.0"),
        ("libpangoft2-1.0-0", library, "libpangoft2-1.0.so.0"),
        # Without it a paper takes five times as long.
        ("libharfbuzz-subset0", library, "libharfbuzz-subset.so.0"),
        ("fonts-noto-core", font, "NotoSans-Regular.ttf"),
    ],
    "browser": [("chromium", program, "chromium")],
    "papers": [("poppler-utils", program, "pdftotext")],
    "servers": [
        ("postgresql", server, "postgres"),
        ("redis-server", program, "redis-server"),
    ],
}


def main(groups: list[str]) -> None:
    wanted = [part for group in groups for part in GROUPS[group]]
    sys.stdout.write(" ".join(package for package, is_there, name in wanted if not is_there(name)))


if __name__ == "__main__":
    main(sys.argv[1:])
