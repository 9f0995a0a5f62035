import os
import stat
from pathlib import Path

import psycopg2
import pytest
from kombu import Connection

from zorgportaal import environment
from zorgportaal.embedded import folders, logins, postgres, programs, servers
from zorgportaal.embedded.children import Children, Interrupted, children
from zorgportaal.embedded.programs import Programs
from zorgportaal.embedded.terminal import CannotStart
from zorgportaal.tests import sweep


@pytest.fixture(scope="module")
def running():
    with folders.temporary() as folder, children() as processes:
        yield servers.all_of_them(folder, programs.out_of_pip(folder), processes, "demo")


def ask(address: str, question: str) -> list[tuple]:
    connection = psycopg2.connect(address)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall()
    finally:
        connection.close()


def test_both_logins_sign_in_and_neither_is_a_superuser(running):
    question = "SELECT current_user, rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"

    assert ask(running["DATABASE_URL"], question) == [("zorgportaal", False, False)]
    assert ask(running["DATABASE_OWNER_URL"], question) == [("zorgportaal_owner", False, False)]


def test_the_portal_login_cannot_make_a_table(running):
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(running["DATABASE_URL"], "CREATE TABLE extra (id int)")


def test_settings_understand_the_address_of_the_socket(running, monkeypatch):
    monkeypatch.setitem(os.environ, "DATABASE_URL", running["DATABASE_URL"])
    settings = environment.database("DATABASE_URL")

    assert settings["HOST"].endswith("/postgres")
    assert settings["NAME"] == "zorgportaal"


def test_postgres_listens_on_no_network_address(running):
    assert ask(running["DATABASE_URL"], "SHOW listen_addresses") == [("",)]


@pytest.mark.parametrize("login", ["DATABASE_URL", "DATABASE_OWNER_URL"])
def test_neither_login_makes_the_server_write_what_was_typed(running, login):
    wrong = "SELECT 'Kanarievogel'::int", "SET log_min_messages = error", "SELECT * FROM kanarievogel"
    for statement in wrong:
        with pytest.raises(psycopg2.Error):
            ask(running[login], statement)

    assert b"anarievogel" not in sweep.server_log(running[login]).read_bytes()


def test_the_logins_are_silent_on_a_server_that_is_not(running):
    """As in production: the silence is theirs, not only the server's."""
    superuser = running["DATABASE_URL"].replace("//zorgportaal@", "//postgres@")
    loud = "SET log_min_messages = error; SET log_min_error_statement = error; SELECT 'Kanariegeel'::int"
    with pytest.raises(psycopg2.Error):
        ask(superuser, loud)
    assert b"Kanariegeel" in sweep.server_log(superuser).read_bytes()

    kept = "SELECT setconfig FROM pg_db_role_setting JOIN pg_roles r ON r.oid = setrole WHERE rolname = %s"
    for login in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        name = running[login].partition("//")[2].partition("@")[0]
        settings = ask(superuser, kept.replace("%s", f"'{name}'"))[0][0]
        assert {f"{setting}={value}" for setting, value in logins.SILENCE.items()} <= set(settings)


def test_celery_reaches_redis_on_its_socket(running):
    with Connection(running["REDIS_URL"]) as connection:
        assert connection.default_channel.client.ping()


def test_preparing_again_changes_nothing(running):
    superuser = running["DATABASE_URL"].replace("//zorgportaal@", "//postgres@")
    logins.prepare(superuser)

    assert ask(running["DATABASE_URL"], "SELECT 1") == [(1,)]


def test_only_we_can_enter_the_folder_of_the_keys(running):
    assert stat.S_IMODE(os.stat(running["KEYS_DIR"]).st_mode) == 0o700


def test_mail_goes_to_a_folder_and_never_out(running):
    assert running["EMAIL_BACKEND"] == "django.core.mail.backends.filebased.EmailBackend"


def test_data_are_there_after_a_second_start():
    with folders.temporary() as folder:
        found = programs.out_of_pip(folder)
        for statement in ("CREATE TABLE kept (id int)", "TABLE kept"):
            with children() as processes:
                addresses = servers.database(folder, found, processes, lasting=True, for_tests=False)
                answer = ask(addresses["DATABASE_OWNER_URL"], f"{statement}; SELECT 1")

    assert answer == [(1,)]


def test_a_first_start_that_was_cut_short_is_made_afresh(monkeypatch):
    def cut_short(command: list, **_options: object) -> None:
        draft = Path(command[command.index("-D") + 1])
        draft.mkdir()
        draft.joinpath("PG_VERSION").touch()
        raise Interrupted

    with folders.temporary() as folder:
        found = programs.out_of_pip(folder)
        with monkeypatch.context() as first:
            first.setattr(postgres.subprocess, "run", cut_short)
            with pytest.raises(Interrupted):
                postgres.start(folder, found, Children(), lasting=False)

        with children() as processes:
            addresses = servers.database(folder, found, processes, lasting=False, for_tests=False)
            assert ask(addresses["DATABASE_URL"], "SELECT 1") == [(1,)]


def test_where_redis_has_no_wheel_messages_go_through_a_folder():
    with folders.temporary() as folder:
        without_redis = Programs(programs.out_of_pip(folder).postgres, None)
        address = servers.redis(folder, without_redis, Children())["REDIS_URL"]

        assert address == f"filesystem://{folder.path}/messages"


def test_production_gets_no_server_of_ours():
    with folders.temporary() as folder, pytest.raises(CannotStart, match="real data"):
        servers.all_of_them(folder, Programs(folder.path, None), Children(), "production")
