"""What `bin/setup.sh` says on a machine that lacks something: a stand-in machine of a few programs."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from zorgportaal.embedded import folders, programs
from zorgportaal.embedded.folders import CHECKOUT

ENOUGH = 'case "$1" in -c) exit 0 ;; esac\n'
LACKS_PANGO = ENOUGH + "echo libpango-1.0-0"
TOO_OLD = '[ "$1" = --version ] && echo Python 3.9.2 && exit 0\nexit 1'
CANNOT = "echo Traceback >&2; exit 1"


class Machine:
    """A checkout and a PATH with these programs, each a line of shell, and nothing else."""

    def __init__(self, folder: Path, **programs: str):
        self.checkout, self.path = folder / "checkout", folder / "path"
        shutil.copytree(CHECKOUT / "bin", self.checkout / "bin")
        self.checkout.joinpath("requirements.txt").touch()
        self.path.mkdir()
        self.has(id="echo 1000", **programs)
        for name in ("basename", "cmp", "dirname", "ls", "mktemp", "rm", "sh"):
            self.path.joinpath(name).symlink_to(str(shutil.which(name)))

    def has(self, **programs: str) -> None:
        for name, script in programs.items():
            program = self.path / name.replace("_", "-")
            program.write_text(f"#!/bin/sh\n{script}\n")
            program.chmod(0o755)

    def run(self, *, user: int | None = None, **environment: str) -> tuple[str, int]:
        result = subprocess.run(
            [self.checkout / "bin" / "run"],
            env={"PATH": str(self.path), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            user=user,
            check=False,
        )
        return result.stdout, result.returncode


def test_without_a_python_it_says_which_is_needed(tmp_path):
    assert Machine(tmp_path).run() == ("Python 3.11 or newer is needed, and python3 is not here.\n", 1)


def test_a_python_that_is_too_old_is_named_with_its_version(tmp_path):
    machine = Machine(tmp_path, python3=TOO_OLD)

    assert machine.run() == ("Python 3.11 or newer is needed, and python3 is Python 3.9.2.\n", 1)


def test_the_python_that_was_asked_for_is_the_one_that_is_named(tmp_path):
    machine = Machine(tmp_path, python3=ENOUGH, old=TOO_OLD)

    assert machine.run(PYTHON="old") == ("Python 3.11 or newer is needed, and old is Python 3.9.2.\n", 1)


INSTALL = "'apt-get update; apt-get install -y --no-install-recommends libpango-1.0-0'"


@pytest.mark.parametrize(
    ("programs", "become_root"), [({"sudo": "exit 1"}, "sudo sh -c"), ({}, "su - -c")], ids=["sudo", "su"]
)
def test_who_is_not_root_gets_one_line_to_type(tmp_path, programs, become_root):
    machine = Machine(tmp_path, python3=LACKS_PANGO, apt_get="exit 1", **programs)

    assert machine.run() == (f"Type this first: {become_root} {INSTALL}\n", 1)


def test_root_without_a_network_gets_one_sentence_and_a_log(tmp_path):
    machine = Machine(tmp_path, python3=LACKS_PANGO, apt_get="echo no network; exit 100")
    machine.has(id="echo 0")
    said, status = machine.run(TMPDIR=str(tmp_path))
    log = said.rstrip(".\n").split()[-1]

    assert status == 1
    assert "apt-get could not install libpango-1.0-0: is there a network? See " in said
    assert Path(log).read_text() == "no network\nno network\n"


def test_a_virtual_environment_that_cannot_be_made_is_one_sentence(tmp_path):
    machine = Machine(tmp_path, python3=f'case "$1" in -m) {CANNOT} ;; esac')

    assert machine.run() == (f"No virtual environment can be made in {machine.checkout}/.venv.\n", 1)


def test_a_virtual_environment_that_was_cut_short_is_made_anew(tmp_path):
    made = tmp_path / "made"
    machine = Machine(tmp_path, python3=f'case "$1" in -m) echo "$*" >>{made} ;; esac')
    python = machine.checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    shutil.copy(machine.path / "python3", python)
    machine.run()

    assert "-m venv --clear" in made.read_text()


def test_packages_that_cannot_be_had_are_one_sentence_and_a_log(tmp_path):
    machine = Machine(tmp_path, python3=ENOUGH)
    venv = machine.checkout / ".venv"
    venv.joinpath("bin").mkdir(parents=True)
    venv.joinpath("requirements-dev.txt").touch()
    shutil.copy(machine.path / "python3", venv / "bin" / "python")
    venv.joinpath("bin", "python").write_text(f'#!/bin/sh\ncase "$1" in -m) {CANNOT} ;; esac\n')

    assert machine.run() == (
        "Installing the packages of requirements.txt …\n"
        f"The packages could not be installed: is there a network? See {venv}/pip.log.\n",
        1,
    )
    assert venv.joinpath("pip.log").read_text() == "Traceback\n"


@pytest.mark.parametrize("there", [[], [".venv/bin"]], ids=["nothing installed", "another lock file"])
def test_in_a_checkout_of_another_user_nothing_is_installed(there):
    with folders.temporary() as folder:
        machine = Machine(folder.path, python3=ENOUGH)
        closed = machine.checkout
        for name in there:
            shutil.copytree(machine.path, machine.checkout / name)
            (machine.checkout / name / "python3").rename(machine.checkout / name / "python")
            closed = machine.checkout / ".venv"
            closed.joinpath("requirements.txt").write_text("another")
        closed.chmod(0o555)
        other = programs.account()

        assert machine.run(user=other.pw_uid if other else None) == (
            f"Nothing can be installed in {closed}: run this as the user it belongs to, "
            "or in a clone of your own.\n",
            1,
        )


def test_ctrl_c_before_it_listens_ends_it_without_a_traceback(tmp_path):
    """A package of that name that presses Ctrl-C while it is read."""
    machine = Machine(tmp_path, python3=ENOUGH)
    bin_folder = machine.checkout / ".venv" / "bin"
    bin_folder.mkdir(parents=True)
    bin_folder.joinpath("python").symlink_to(sys.executable)
    machine.checkout.joinpath(".venv", "requirements.txt").touch()
    package = machine.checkout / "zorgportaal"
    package.mkdir()
    package.joinpath("__init__.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")

    assert machine.run() == ("", -signal.SIGINT)
