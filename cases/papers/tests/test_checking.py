"""From what came in to what may be opened: in the worker, behind the scanner, sealed."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from cases.papers import actions
from cases.papers.choices import State, Trail
from cases.papers.models import IncomingFile, Paper
from cases.papers.tests.conftest import work
from zorgportaal.audit.models import Event
from zorgportaal.documents import scanner
from zorgportaal.documents.cleaning.reasons import Reason, Refused
from zorgportaal.documents.models import PrivateFile
from zorgportaal.documents.tests import corpus
from zorgportaal.vault.models import DataKey

pytestmark = pytest.mark.django_db


def test_what_comes_in_can_be_opened_by_nobody_until_the_worker_looked_at_it(bring_in):
    paper = bring_in("scan.pdf", corpus.pdf())

    assert paper.state == State.CHECKING
    assert not Paper.objects.to_open().exists()


def test_the_worker_keeps_a_new_file_and_destroys_what_came_in(checked):
    paper = checked("Kanarie Jansen.pdf", corpus.changed_pdf(corpus.with_everything))

    assert paper.state == State.READY
    assert corpus.CANARY not in bytes(paper.file.content)
    assert not IncomingFile.objects.exists()


def test_what_came_in_leaves_no_key_behind(bring_in):
    key = bring_in("scan.pdf", corpus.pdf()).incoming.key_id

    work()

    assert not DataKey.objects.filter(pk=key).exists()


def test_the_name_of_a_file_is_kept_nowhere(checked):
    paper = checked("Kanariejansen.pdf", corpus.pdf())

    assert paper.file.name == f"dossier-{paper.code}.pdf"
    for model in (Paper, PrivateFile, IncomingFile):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT t::text FROM {model._meta.db_table} AS t")
            assert "kanarie" not in str(cursor.fetchall()).lower()


def test_a_refused_file_says_why_and_keeps_what_was_typed(checked):
    paper = checked("scan.pdf", corpus.locked_pdf())

    assert (paper.state, paper.problem, paper.title) == (State.REFUSED, Reason.LOCKED, "Kanarie brief")
    assert "wachtwoord" in paper.problem_in_words
    assert not IncomingFile.objects.exists()


def test_another_file_may_take_the_place_of_a_refused_one(checked, coordinator):
    paper = checked("scan.pdf", corpus.locked_pdf())

    actions.replace_file(paper, file=("scan.pdf", corpus.pdf()), by=coordinator)
    work()

    paper.refresh_from_db()
    assert (paper.state, paper.title) == (State.READY, "Kanarie brief")


def test_a_document_that_is_ready_takes_no_other_file(ready, coordinator):
    with pytest.raises(actions.CannotKeep):
        actions.replace_file(ready, file=("scan.pdf", corpus.pdf()), by=coordinator)


def test_checking_twice_changes_nothing(ready):
    before = ready.file_id

    actions.check_paper(ready.pk)

    ready.refresh_from_db()
    assert ready.file_id == before
    assert PrivateFile.objects.count() == 1


def test_a_mail_and_each_attachment_become_documents_of_their_own(checked):
    name, make = corpus.TAKEN["a mail with attachments"]
    mail = checked(name, make())
    (attachment,) = mail.parts.all()

    assert (mail.state, mail.skipped) == (State.READY, 1)
    assert (attachment.state, attachment.title) == (State.READY, "Bijlage 1 bij: Kanarie brief")


def test_a_bad_attachment_is_refused_by_itself(checked):
    mail = checked("bericht.eml", corpus.mail(("scan.pdf", corpus.locked_pdf())))

    assert mail.state == State.READY
    assert mail.parts.get().problem == Reason.LOCKED


def test_nobody_brings_in_more_than_so_many_files_a_day(bring_in, monkeypatch):
    monkeypatch.setattr(actions, "MOST_FILES", 1)
    bring_in("scan.pdf", corpus.pdf())

    with pytest.raises(actions.CannotKeep, match="Morgen"):
        bring_in("scan.pdf", corpus.pdf())


def test_nobody_brings_in_more_than_so_many_bytes_a_day(bring_in, monkeypatch):
    monkeypatch.setattr(actions, "MOST_BYTES", len(corpus.pdf()) + 10)
    bring_in("scan.pdf", corpus.pdf())

    with pytest.raises(actions.CannotKeep):
        bring_in("scan.pdf", corpus.pdf())


def test_what_is_not_taken_at_all_never_reaches_the_database(bring_in):
    with pytest.raises(Refused):
        bring_in("foto.jpg", corpus.HTML)

    assert not Paper.objects.exists()
    assert not IncomingFile.objects.exists()


def test_the_trail_knows_what_came_in_and_what_became_of_it(checked):
    checked("scan.pdf", corpus.locked_pdf())

    (refused,) = Event.objects.filter(kind=Trail.REFUSED)
    assert refused.details["reason"] == Reason.LOCKED


# --- the scanner --------------------------------------------------------------
class Clamd(threading.Thread):
    """A scanner that speaks clamd's INSTREAM and finds EICAR, or says something odd."""

    def __init__(self, says: bytes = b"") -> None:
        super().__init__(daemon=True)
        self.says, self.heard = says, []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self.door.getsockname()[1]}"

    def run(self) -> None:
        while True:
            try:
                visitor, _ = self.door.accept()
            except OSError:
                return
            with visitor, visitor.makefile("rb") as stream:
                command, content = stream.read(10), b""
                while size := struct.unpack("!L", stream.read(4))[0]:
                    content += stream.read(size)
                self.heard.append((command, content))
                visitor.sendall(self.says or (self._found(content) + b"\0"))

    def _found(self, content: bytes) -> bytes:
        return b"stream: Eicar-Test-Signature FOUND" if scanner.EICAR in content else b"stream: OK"


@contextmanager
def clamd(settings, says: bytes = b"") -> Iterator[Clamd]:
    server = Clamd(says)
    server.start()
    settings.VIRUS_SCANNER = server.address
    yield server
    server.door.close()


def test_the_scanner_gets_the_whole_file_in_chunks(settings):
    content = corpus.picture("PNG") + b"\1" * 150_000

    with clamd(settings) as server:
        assert scanner.scan(content) == scanner.Verdict.CLEAN

    assert server.heard == [(b"zINSTREAM\0", content)]


def test_the_scanner_names_a_virus(settings):
    with clamd(settings):
        assert scanner.scan(b"begin " + scanner.EICAR) == scanner.Verdict.INFECTED


@pytest.mark.parametrize(
    "says", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK and more\0", b"\0", b"stream: "]
)
def test_an_answer_that_is_not_clear_is_no_answer(settings, says):
    with clamd(settings, says), pytest.raises(scanner.ScannerAway):
        scanner.scan(b"x")


@pytest.mark.parametrize("address", ["", "tcp://127.0.0.1:1", "unix:///nergens/clamd.ctl"])
def test_without_a_scanner_a_file_waits_and_nobody_can_open_it(settings, checked, address):
    settings.VIRUS_SCANNER = address

    paper = checked("scan.pdf", corpus.pdf())

    assert paper.state == State.QUARANTINE
    assert not Paper.objects.to_open().exists()
    assert Event.objects.filter(kind=Trail.QUARANTINED).count() == 1


def test_what_waited_is_checked_once_the_scanner_is_back(settings, checked):
    settings.VIRUS_SCANNER = ""
    paper = checked("scan.pdf", corpus.pdf())
    actions.check_again()
    work()
    paper.refresh_from_db()
    assert paper.state == State.QUARANTINE

    with clamd(settings):
        actions.check_again()
        work()

    paper.refresh_from_db()
    assert paper.state == State.READY


def test_a_virus_is_refused_and_not_kept(settings, checked):
    with clamd(settings):
        paper = checked("scan.pdf", corpus.pdf() + b"\n%" + scanner.EICAR)

    assert (paper.state, paper.problem) == (State.REFUSED, Reason.VIRUS)
    assert not IncomingFile.objects.exists()
