"""Everything the portal takes from outside: environment variables and the folder of keys.

A missing or wrong value stops the start with one sentence that names the variable.
"""

from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import unquote

import environ
from django.core.exceptions import ImproperlyConfigured

Mode = Literal["demo", "test", "production"]

env = environ.Env()


def mode() -> Mode:
    """PORTAL_MODE; production is what you get when you set nothing."""
    value = env.str("PORTAL_MODE", default="production")
    if value not in ("demo", "test", "production"):
        raise ImproperlyConfigured(f"PORTAL_MODE is {value!r}; it must be demo, test or production.")
    return cast(Mode, value)


def database(variable: str) -> dict[str, Any]:
    """One database login, from a URL such as postgres://login:password@host/name."""
    settings: dict[str, Any] = env.db_url_config(env.str(variable))
    if settings["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(f"{variable} must be a postgres:// address.")
    # A unix socket is a folder, written postgres://login@%2Ffolder/name as libpq has it.
    settings["HOST"] = unquote(settings["HOST"])
    settings["CONN_MAX_AGE"] = 60
    settings["CONN_HEALTH_CHECKS"] = True
    settings["OPTIONS"] = {
        **settings.get("OPTIONS", {}),
        "connect_timeout": 5,
        # A page about one dossier joins some fifteen tables by their keys: with PostgreSQL's own 8 it took
        # longer to plan that than to do it.
        "options": "-c statement_timeout=30000 -c lock_timeout=5000 -c join_collapse_limit=7",
    }
    return settings


def virus_scanner(*, pretend: bool) -> str:
    """VIRUS_SCANNER: the address of clamd. `pretend` is what demo and test have when nothing is set."""
    value: str = env.str("VIRUS_SCANNER", default="pretend" if pretend else "")
    if value == "pretend" and not pretend:
        raise ImproperlyConfigured("VIRUS_SCANNER is 'pretend'; production needs a real one, or none.")
    if value not in ("", "pretend") and not value.startswith(("tcp://", "unix:///")):
        raise ImproperlyConfigured("VIRUS_SCANNER must be tcp://host:port or unix:///path.")
    return value


def folder(variable: str) -> Path:
    """A folder that must exist already, so that a typing error never makes a new, empty one."""
    path = Path(env.str(variable))
    if not path.is_dir():
        raise ImproperlyConfigured(f"{variable}: there is no folder {path}.")
    return path


def secret(path: Path) -> str:
    """A secret from its own file, or nothing: whoever needs it then says so."""
    return path.read_text().strip() if path.is_file() else ""
