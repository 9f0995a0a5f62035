import socket
import sys

import pytest

from zorgportaal.embedded import commands, demonstration, portal, servers
from zorgportaal.embedded.__main__ import main
from zorgportaal.embedded.terminal import CannotStart


def test_a_busy_port_is_one_sentence_that_names_another():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]

        with pytest.raises(CannotStart, match=f"--port {port + 1}"):
            portal.refuse_busy(port)


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_does_not_exist_names_one_that_does(port):
    with pytest.raises(CannotStart, match="--port 8000"):
        portal.refuse_busy(port)


def test_a_command_that_fails_gives_its_last_line_and_its_log(tmp_path):
    failing = [sys.executable, "-c", "import sys; sys.exit('there is no such table')"]

    with pytest.raises(CannotStart, match=r"there is no such table \(More in .*log\.\)"):
        commands.run(failing, {}, tmp_path / "log")


@pytest.mark.parametrize("command", [["run"], ["demo", "papers"]])
def test_production_is_refused_in_one_sentence(command, monkeypatch, capsys):
    monkeypatch.setenv("PORTAL_MODE", "production")

    assert main(command) == 1
    assert capsys.readouterr().err == (
        "PORTAL_MODE is production: real data need servers of their own (docs/operations.md says how).\n"
    )


def test_a_mistyped_mode_is_one_sentence(monkeypatch, capsys):
    monkeypatch.setenv("PORTAL_MODE", "prod")

    assert main(["run"]) == 1
    assert capsys.readouterr().err.startswith("PORTAL_MODE is 'prod'; it must be")


def test_one_database_address_without_the_other_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://zorgportaal@127.0.0.1/zorgportaal")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)

    with pytest.raises(CannotStart, match="Set both DATABASE_URL and DATABASE_OWNER_URL"):
        portal.surroundings(portal.Folder(tmp_path), portal.Children(), "demo")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("DATABASE_URL", "postgres://zorgportaal:geheim@127.0.0.1:1/zorgportaal"),
        ("REDIS_URL", "redis://127.0.0.1:1/0"),
    ],
)
def test_a_server_that_does_not_answer_is_named_in_one_sentence(name, address, monkeypatch):
    monkeypatch.setenv(name, address)

    with pytest.raises(CannotStart, match=rf"{name} cannot be reached: .*refused.*\.$") as stopped:
        servers.reach({name: address})
    assert "geheim" not in str(stopped.value)


def test_a_folder_with_something_in_it_is_refused(tmp_path):
    tmp_path.joinpath("factuur.pdf").touch()

    with pytest.raises(CannotStart, match="is not empty"):
        demonstration.run(tmp_path, "demo")


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    tmp_path.joinpath("papers").touch()

    with pytest.raises(CannotStart, match="cannot be used"):
        demonstration.run(tmp_path / "papers", "demo")
