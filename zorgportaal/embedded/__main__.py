"""What the scripts in `bin/` call: `python -m zorgportaal.embedded run|test|demo|bench|prepare`."""

import argparse
import os
import sys
from pathlib import Path

import psycopg2
from django.core.exceptions import ImproperlyConfigured

from zorgportaal import environment
from zorgportaal.embedded import benchmark, demonstration, logins, portal, suite
from zorgportaal.embedded.children import Interrupted, stoppable
from zorgportaal.embedded.terminal import CannotStart, complain


def main(arguments: list[str]) -> int:
    try:
        with stoppable():
            return _do(arguments)
    except (CannotStart, ImproperlyConfigured) as problem:
        complain(str(problem))
    except Interrupted:
        complain("Stopped.")
    return 1


def _do(arguments: list[str]) -> int:
    match arguments:
        case ["bench", *names]:
            return benchmark.run(names)
        # All that follows is pytest's, whatever it looks like.
        case ["test", "--", *chosen] | ["test", *chosen]:
            return suite.run(chosen)
        case _:
            return _parsed(_parser().parse_args(arguments))


def _parsed(chosen: argparse.Namespace) -> int:
    match chosen.command:
        case "run":
            portal.run(chosen.port, _mode())
        case "demo":
            return demonstration.run(chosen.folder, _mode())
        case "prepare":
            _prepare(chosen.superuser, for_tests=chosen.for_tests)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/…")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", prog="bin/run", help="start the portal with made-up data")
    run.add_argument("--port", type=int, default=8000, help="default: 8000")
    demo = commands.add_parser("demo", prog="bin/demo", help="do the main job, keep its files")
    demo.add_argument("folder", type=Path, metavar="DIR", help="made; refused if not empty")
    prepare = commands.add_parser("prepare", help="make the two logins and the database")
    prepare.add_argument("superuser", help="as in 'host=127.0.0.1 user=postgres dbname=postgres'")
    prepare.add_argument("--for-tests", action="store_true", help="the owner may make databases")
    return parser


def _mode() -> environment.Mode:
    os.environ.setdefault("PORTAL_MODE", "demo")
    return environment.mode()


def _prepare(superuser: str, *, for_tests: bool) -> None:
    """Names and passwords from DATABASE_URL and DATABASE_OWNER_URL."""
    portal_login, owner = (environment.database(name) for name in ("DATABASE_URL", "DATABASE_OWNER_URL"))
    try:
        logins.prepare(
            superuser,
            owner=logins.Login(owner["USER"], owner["PASSWORD"] or None),
            portal=logins.Login(portal_login["USER"], portal_login["PASSWORD"] or None),
            database=owner["NAME"],
            for_tests=for_tests,
        )
    except psycopg2.OperationalError as problem:
        raise CannotStart(f"The server cannot be reached: {str(problem).splitlines()[0]}") from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
