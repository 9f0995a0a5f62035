"""The corpus, file by file: what is taken comes out bare, what is refused says why (C066 to C068)."""

import io

import pikepdf
import pytest
from PIL import Image

from zorgportaal.documents.cleaning import apart
from zorgportaal.documents.cleaning.kinds import Kind
from zorgportaal.documents.cleaning.reasons import REFUSALS, Reason, Refused
from zorgportaal.documents.incoming import made_safe
from zorgportaal.documents.tests import corpus
from zorgportaal.documents.uploads import recognise_within_limits


def through(name: str, content: bytes) -> apart.Cleaned:
    """What the request and the worker do with a file, without a database."""
    return made_safe(recognise_within_limits(name, content), content)


@pytest.mark.parametrize("what", corpus.TAKEN)
def test_what_partners_send_comes_through_without_anything_that_points_at_somebody(what):
    name, make = corpus.TAKEN[what]

    cleaned = through(name, make())

    assert cleaned.files or cleaned.mail["text"]
    if not cleaned.mail:
        assert all(corpus.CANARY not in file.content for file in cleaned.files)


@pytest.mark.parametrize("what", corpus.REFUSED)
def test_what_may_not_come_in_is_refused_with_its_reason(what):
    name, make, reason = corpus.REFUSED[what]

    with pytest.raises(Refused) as refused:
        through(name, make())

    assert refused.value.reason == reason


def test_every_reason_is_a_sentence_and_has_a_file_in_the_corpus():
    assert REFUSALS.keys() == set(Reason)
    assert {reason for _, _, reason in corpus.REFUSED.values()} == set(Reason)


@pytest.fixture(scope="module")
def stripped() -> pikepdf.Pdf:
    (file,) = through("x.pdf", corpus.changed_pdf(corpus.with_everything)).files
    return pikepdf.open(io.BytesIO(file.content))


def test_a_pdf_keeps_its_pages_and_nothing_that_acts(stripped):
    assert set(stripped.Root.keys()) == {"/Type", "/Pages"}
    assert set(stripped.pages[0].keys()) <= {"/Type", "/Parent", "/Contents", "/Resources", "/MediaBox"}
    assert b"Een regel" in stripped.pages[0].Contents.read_bytes()


def test_a_pdf_loses_its_author_and_attachments(stripped):
    assert not stripped.docinfo.keys()
    assert not stripped.attachments
    assert "/Metadata" not in stripped.Root


def test_a_filled_in_form_stays_readable_and_sends_nothing_away():
    (file,) = through("x.pdf", corpus.changed_pdf(corpus.with_form)).files

    with pikepdf.open(io.BytesIO(file.content)) as made:
        drawn = [form.read_bytes() for form in made.pages[0].Resources.XObject.values()]

        assert any(b"Ingevuld" in part for part in drawn)
        assert "/Annots" not in made.pages[0]
    assert b"kanarie.invalid" not in file.content


def test_a_pdf_reads_no_stream_from_elsewhere():
    (file,) = through("x.pdf", corpus.changed_pdf(corpus.with_external_stream)).files

    assert b"kanarie.invalid" not in file.content


def test_a_photo_loses_its_place_and_stands_upright():
    (placed,) = through("foto.jpg", corpus.photo_with_place()).files
    (turned,) = through("foto.jpg", corpus.photo_on_its_side()).files

    assert not Image.open(io.BytesIO(placed.content)).getexif()
    assert Image.open(io.BytesIO(turned.content)).size == (40, 60)


def test_a_photo_of_a_phone_becomes_a_jpeg():
    (file,) = through("IMG_0001.HEIC", corpus.HEIC).files

    assert file.kind == Kind.JPEG
    assert Image.open(io.BytesIO(file.content)).size == (64, 48)


def test_a_mail_gives_its_words_and_points_at_nothing():
    cleaned = through("bericht.eml", corpus.mail(html=corpus.TRACKED))

    assert cleaned.mail["text"] == "Hallo\n\nTot ziens"
    assert cleaned.mail["subject"] == "Stuk voor het dossier"


def test_of_a_mail_come_along_the_attachments_that_may_and_the_others_are_counted():
    name, make = corpus.TAKEN["a mail with attachments"]

    cleaned = through(name, make())

    assert [file.kind for file in cleaned.files] == [Kind.PDF]
    assert cleaned.skipped == 1


def test_the_process_that_opens_files_can_write_none_and_knows_no_database(monkeypatch, tmp_path):
    look = "import os, cleaning.__main__ as m; m.confine(); assert 'KEYS_DIR' not in os.environ; "
    write = f"open({str(tmp_path / 'x')!r}, 'wb', 0).write(b'x')"
    monkeypatch.setattr(apart, "COMMAND", [apart.sys.executable, "-c", look + write])

    with pytest.raises(Refused) as refused:
        apart.clean(Kind.PDF, b"")

    assert refused.value.reason == Reason.UNREADABLE
    assert not (tmp_path / "x").read_bytes()


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(apart, "COMMAND", [apart.sys.executable, "-c", "import time; time.sleep(9)"])
    monkeypatch.setattr(apart, "PATIENCE", 0.3)

    with pytest.raises(Refused) as refused:
        apart.clean(Kind.PDF, b"")

    assert refused.value.reason == Reason.TOO_HEAVY
