import os
import stat
from contextlib import ExitStack
from tempfile import NamedTemporaryFile

import pytest

from zorgportaal.embedded import folders
from zorgportaal.embedded.terminal import CannotStart


def test_the_folder_is_closed_to_others(tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_RUN_DIR", str(tmp_path / "run"))
    folder = folders.of_this_checkout()

    # As root PostgreSQL, which is not root, has to get past; it cannot list.
    assert stat.S_IMODE(folder.path.stat().st_mode) == (0o711 if os.geteuid() == 0 else 0o700)
    assert stat.S_IMODE(folder.keys.stat().st_mode) == 0o700


def test_a_folder_behind_a_link_is_refused(tmp_path, monkeypatch):
    (tmp_path / "run").symlink_to(tmp_path)
    monkeypatch.setenv("PORTAL_RUN_DIR", str(tmp_path / "run"))

    with pytest.raises(CannotStart, match="belongs to somebody else"):
        folders.of_this_checkout()


def test_a_path_too_long_for_a_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_RUN_DIR", str(tmp_path / ("long" * 25)))

    with pytest.raises(CannotStart, match="too long"):
        folders.of_this_checkout()


def test_a_place_where_nothing_can_be_made_is_one_sentence(monkeypatch):
    # Not in tmp_path, which may itself be too long for a socket.
    with NamedTemporaryFile() as file:
        monkeypatch.setenv("PORTAL_RUN_DIR", f"{file.name}/run")

        with pytest.raises(CannotStart, match=r"cannot be used: .*\.$"):
            folders.of_this_checkout()


def test_a_second_portal_in_the_same_folder_is_refused():
    with folders.temporary() as folder, folders.held(folder):
        second = ExitStack()

        with pytest.raises(CannotStart, match="already runs"):
            second.enter_context(folders.held(folder))


def test_a_temporary_folder_is_gone_afterwards():
    with folders.temporary() as folder:
        folder.keys.joinpath("django.key").touch()

    assert not folder.path.exists()
