import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory

from zorgportaal import environment
from zorgportaal.documents.uploads import LARGEST


def sent(content: bytes) -> InMemoryUploadedFile:
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("Kanarie.pdf", content)})
    return request.FILES["file"]


def test_a_file_larger_than_djangos_own_limit_stays_off_the_disk():
    file = sent(b"x" * 4_000_000)

    assert isinstance(file, InMemoryUploadedFile)
    assert file.read() == b"x" * 4_000_000


def test_of_a_file_that_is_too_large_only_its_size_is_kept():
    file = sent(b"x" * (LARGEST + 1))

    assert (file.size, file.read()) == (LARGEST + 1, b"")


def test_production_refuses_the_pretended_scanner(monkeypatch):
    monkeypatch.setenv("VIRUS_SCANNER", "pretend")

    with pytest.raises(ImproperlyConfigured, match="pretend"):
        environment.virus_scanner(pretend=False)


def test_production_has_no_scanner_until_one_is_named(monkeypatch):
    monkeypatch.delenv("VIRUS_SCANNER", raising=False)

    assert environment.virus_scanner(pretend=False) == ""
    assert environment.virus_scanner(pretend=True) == "pretend"


def test_a_scanner_has_an_address(monkeypatch):
    monkeypatch.setenv("VIRUS_SCANNER", "clamd")

    with pytest.raises(ImproperlyConfigured, match="tcp"):
        environment.virus_scanner(pretend=True)
