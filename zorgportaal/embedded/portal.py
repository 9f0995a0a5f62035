"""`bin/run`: the whole portal on this machine, with made-up data, until Ctrl-C."""

import http.client
import os
import socket
import subprocess
import time
from pathlib import Path

from zorgportaal.embedded import commands, folders, programs, servers
from zorgportaal.embedded.children import Child, Children, Interrupted, children
from zorgportaal.embedded.folders import Folder
from zorgportaal.embedded.servers import Environment
from zorgportaal.embedded.terminal import CannotStart, say
from zorgportaal.environment import Mode

PATIENCE = 60
SETTING_UP = ("make_keys", "migrate", "load_reference", "make_demo", "collectstatic")


def run(port: int, mode: Mode) -> None:
    """Until it is stopped. Raises CannotStart."""
    servers.refuse_production(mode)
    refuse_busy(port)
    folder = folders.of_this_checkout()
    with folders.held(folder):
        try:
            # The portal's processes stop first, then what they lean on.
            with children() as below, children() as processes:
                environment = surroundings(folder, below, mode) | {"PORTAL_MODE": mode}
                _serve(folder, environment, processes, port)
                while True:
                    below.check()
                    processes.check()
                    time.sleep(0.3)
        except Interrupted:
            say("Stopped.")


def _serve(folder: Folder, environment: Environment, processes: Children, port: int) -> None:
    say("Preparing the database …")
    log = folder.log("preparing")
    log.unlink(missing_ok=True)
    if not Path(environment["KEYS_DIR"], "django.key").exists():
        # Django reads it once, at its start.
        commands.run(commands.steps("make_keys"), environment, log)
    commands.run(commands.steps(*SETTING_UP), environment, log)
    web = _start(folder, processes, environment, port)
    accounts = _demo_accounts(environment)
    wait_for(web, port)
    say(f"\n{accounts}\nThe portal is at http://127.0.0.1:{port}/ (Ctrl-C stops it).")
    say(f"Data, mail and logs are in {folder.path}.")


def surroundings(folder: Folder, running: Children, mode: Mode) -> Environment:
    """The environment with all that the portal needs: what it does not name is started or made.

    Raises CannotStart.
    """
    given = {name: os.environ[name] for name in _ADDRESSES if os.environ.get(name)}
    if ("DATABASE_URL" in given) != ("DATABASE_OWNER_URL" in given):
        raise CannotStart("Set both DATABASE_URL and DATABASE_OWNER_URL, or neither of them.")
    servers.reach(given)
    found = {**servers.places(folder), **os.environ}
    if len(given) < len(_ADDRESSES):
        out_of_pip = programs.out_of_pip(folder)
        if "DATABASE_URL" not in given:
            for_tests = mode == "test"
            found |= servers.database(folder, out_of_pip, running, lasting=True, for_tests=for_tests)
        if "REDIS_URL" not in given:
            found |= servers.redis(folder, out_of_pip, running)
    return found


_ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")


def _start(folder: Folder, running: Children, environment: Environment, port: int) -> Child:
    """gunicorn, the worker and the clock; returns gunicorn."""
    environment = {"PORTAL_URL": f"http://127.0.0.1:{port}", **environment}
    running.start("The worker", commands.worker(), log=folder.log("worker"), environment=environment)
    running.start("The clock", commands.clock(), log=folder.log("clock"), environment=environment)
    return running.start("The web server", commands.web(port), log=folder.log("web"), environment=environment)


def refuse_busy(port: int) -> None:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as problem:
            another = port + 1 if 0 < port < 65535 else 8000
            raise CannotStart(
                f"Port {port} cannot be used: take another one, as in bin/run --port {another}."
            ) from problem


def _demo_accounts(environment: Environment) -> str:
    answer = subprocess.run(
        commands.manage("demo_accounts"),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stdout.rstrip()


def wait_for(web: Child, port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if not web.is_running:
            raise web.failed()
        if _answers(port):
            return
        time.sleep(0.1)
    raise CannotStart(f"The web server does not answer after {PATIENCE} seconds; see {web.log}.")


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("HEAD", "/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
