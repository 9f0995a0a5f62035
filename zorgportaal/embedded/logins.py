"""The two logins of the portal and its database, made by a superuser; safe to repeat."""

from dataclasses import dataclass

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import cursor

OWNER = "zorgportaal_owner"
PORTAL = "zorgportaal"
DATABASE = "zorgportaal"
# What pages about money take on while they run (zorgportaal/accounts/confinement.py). Nobody signs in as it.
FUNDING = "zorgportaal_funding"
# An error's text, its details, its statement and the values given with it hold what was typed (C038).
# Only a superuser can set these, so neither login can make the server talk again.
SILENCE = {
    "log_statement": "none",
    "log_duration": "off",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


@dataclass(frozen=True)
class Login:
    """A name that signs in; without a password only where the server trusts the socket."""

    name: str
    password: str | None = None


def prepare(
    superuser: str,
    *,
    owner: Login = Login(OWNER),
    portal: Login = Login(PORTAL),
    database: str = DATABASE,
    for_tests: bool = False,
) -> None:
    """The owner makes tables, and databases only for tests; the portal's login only works in them.

    `superuser` is a libpq connection string.
    """
    connection = psycopg2.connect(superuser)
    connection.autocommit = True
    try:
        with connection.cursor() as at:
            _login(at, owner, "CREATEDB" if for_tests else "NOCREATEDB")
            # Without inheriting: the role for money adds nothing to what the portal may, it only takes away.
            _login(at, portal, "NOCREATEDB NOINHERIT")
            _role_to_take_on(at, portal)
            _database(at, database, owner)
            if for_tests:
                # A test's database is dropped also when something of that test still clings to it.
                at.execute(sql.SQL("GRANT pg_signal_backend TO {}").format(sql.Identifier(owner.name)))
    finally:
        connection.close()


def _login(at: cursor, login: Login, may_create: str) -> None:
    name = sql.Identifier(login.name)
    if not _is_there(at, "SELECT 1 FROM pg_roles WHERE rolname = %s", login.name):
        at.execute(sql.SQL("CREATE ROLE {}").format(name))
    rights = sql.SQL(f"LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS {may_create} PASSWORD %s")
    at.execute(sql.SQL("ALTER ROLE {} ").format(name) + rights, [login.password])
    for setting, value in SILENCE.items():
        at.execute(sql.SQL("ALTER ROLE {} SET {} = %s").format(name, sql.Identifier(setting)), [value])


def _role_to_take_on(at: cursor, portal: Login) -> None:
    if not _is_there(at, "SELECT 1 FROM pg_roles WHERE rolname = %s", FUNDING):
        at.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(FUNDING)))
    at.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(FUNDING), sql.Identifier(portal.name)))


def _database(at: cursor, database: str, owner: Login) -> None:
    if not _is_there(at, "SELECT 1 FROM pg_database WHERE datname = %s", database):
        names = [sql.Identifier(name) for name in (database, owner.name)]
        at.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))


def _is_there(at: cursor, question: str, name: str) -> bool:
    at.execute(question, [name])
    return at.fetchone() is not None
