import os
import stat

import psycopg2
import pytest
from kombu import Connection

from zorgportaal import environment
from zorgportaal.embedded import folders, logins, programs, servers
from zorgportaal.embedded.children import Children, children
from zorgportaal.embedded.programs import Programs
from zorgportaal.embedded.terminal import CannotStart


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


def test_postgres_writes_no_statement_in_its_log(running):
    assert ask(running["DATABASE_URL"], "SHOW log_min_error_statement") == [("panic",)]


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


def test_where_redis_has_no_wheel_messages_go_through_a_folder():
    with folders.temporary() as folder:
        without_redis = Programs(programs.out_of_pip(folder).postgres, None)
        address = servers.redis(folder, without_redis, Children())["REDIS_URL"]

        assert address == f"filesystem://{folder.path}/messages"


def test_production_gets_no_server_of_ours():
    with folders.temporary() as folder, pytest.raises(CannotStart, match="real data"):
        servers.all_of_them(folder, Programs(folder.path, None), Children(), "production")
