"""Servers of our own, and the environment in which the portal finds them."""

from collections.abc import Mapping

import psycopg2
from kombu import Connection
from kombu.exceptions import OperationalError

from zorgportaal import environment
from zorgportaal.embedded import broker, logins, postgres
from zorgportaal.embedded.children import Children
from zorgportaal.embedded.folders import Folder
from zorgportaal.embedded.programs import Programs
from zorgportaal.embedded.terminal import CannotStart
from zorgportaal.environment import Mode

Environment = dict[str, str]


def refuse_production(mode: Mode) -> None:
    if mode == "production":
        raise CannotStart(
            "PORTAL_MODE is production: real data need servers of their own (docs/operations.md says how)."
        )


def database(
    folder: Folder, programs: Programs, children: Children, *, lasting: bool, for_tests: bool
) -> Environment:
    """Start PostgreSQL with both logins and the database; say where they are."""
    server = postgres.start(folder, programs, children, lasting=lasting)
    logins.prepare(server.superuser, for_tests=for_tests)
    return {
        "DATABASE_URL": server.url(logins.PORTAL, logins.DATABASE),
        "DATABASE_OWNER_URL": server.url(logins.OWNER, logins.DATABASE),
    }


def redis(folder: Folder, programs: Programs, children: Children) -> Environment:
    return {"REDIS_URL": broker.start(folder, programs, children)}


def reach(given: Mapping[str, str]) -> None:
    """Whether the servers that were named answer. Raises CannotStart with the name of one that does not."""
    for name, address in given.items():
        try:
            if name == "REDIS_URL":
                Connection(address).ensure_connection(max_retries=1, timeout=5)
            else:
                psycopg2.connect(**_parts(name)).close()
        except (psycopg2.OperationalError, OperationalError, OSError) as problem:
            reason = (str(problem).splitlines() or ["no answer"])[0]
            raise CannotStart(f"{name} cannot be reached: {reason.rstrip('.')}.") from problem


def _parts(name: str) -> dict[str, object]:
    settings = environment.database(name)
    parts = {part: settings[part.upper()] for part in ("host", "port", "user", "password")}
    return {"dbname": settings["NAME"], "connect_timeout": 5, **parts}


def places(folder: Folder) -> Environment:
    """Where keys, static files, the clock's memory and mail go: mail is never sent."""
    return {
        "KEYS_DIR": str(folder.keys),
        "STATIC_ROOT": str(folder.static),
        "BEAT_FILE": str(folder.path / "beat"),
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(folder.mail),
    }


def all_of_them(folder: Folder, programs: Programs, children: Children, mode: Mode) -> Environment:
    """Everything for one run that is forgotten afterwards. Raises CannotStart."""
    refuse_production(mode)
    return {
        "PORTAL_MODE": mode,
        **database(folder, programs, children, lasting=False, for_tests=mode == "test"),
        **redis(folder, programs, children),
        **places(folder),
    }
