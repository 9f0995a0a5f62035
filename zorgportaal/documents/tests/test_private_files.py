import hashlib

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.test import RequestFactory

from zorgportaal.documents.choices import ContentType
from zorgportaal.documents.models import PrivateFile
from zorgportaal.documents.serving import serve
from zorgportaal.vault import keyring
from zorgportaal.vault.models import DataKey

CONTENT = b"%PDF-1.7 Factuur voor Voorbeeldgemeente"
pytestmark = pytest.mark.django_db


@pytest.fixture
def file() -> PrivateFile:
    stored = PrivateFile.objects.store(
        CONTENT, name="factuur-2020-GM0889.pdf", content_type=ContentType.PDF, region="bijdragen"
    )
    return PrivateFile.objects.to_open().get(pk=stored.pk)


def test_file_comes_back_as_it_went_in(file):
    assert bytes(file.content) == CONTENT
    assert (file.size, file.sha256) == (len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


def test_opening_a_file_takes_one_query(file, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert PrivateFile.objects.to_open().get(pk=file.pk).content


def test_column_holds_no_readable_byte_of_the_file(file):
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM documents_privatefile WHERE id = %s", [file.pk])
        stored = bytes(cursor.fetchone()[0])

    assert b"Voorbeeldgemeente" not in stored
    assert len(stored) == len(CONTENT) + 12 + 16  # nonce and seal of AES-GCM


def test_two_files_never_share_a_key(file):
    other = PrivateFile.objects.store(
        CONTENT, name="factuur-2020-GM0988.pdf", content_type=ContentType.PDF, region="bijdragen"
    )

    assert other.key_id != file.key_id


@pytest.mark.parametrize("field", ["name", "sha256", "region"])
def test_a_file_never_changes(file, field):
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        PrivateFile.objects.filter(pk=file.pk).update(**{field: "anders.pdf"})


def test_destroying_the_key_makes_the_file_unreadable(file):
    DataKey.objects.get(pk=file.key_id).delete()

    with pytest.raises(keyring.Unreadable):
        _ = PrivateFile.objects.to_open().get(pk=file.pk).content


@pytest.mark.parametrize(
    "name",
    ["../etc/passwd", "factuur van Jansen.pdf", 'a".pdf', "factuur.html", "a\r\nSet-Cookie: x.pdf"],
)
def test_a_name_that_says_or_does_something_is_refused(name):
    with pytest.raises(IntegrityError, match="name_is_opaque"), transaction.atomic():
        PrivateFile.objects.store(CONTENT, name=name, content_type=ContentType.PDF, region="bijdragen")


def test_file_leaves_as_a_download_that_no_browser_runs_or_keeps(file):
    response = serve(RequestFactory().get("/"), file)

    assert response.content == CONTENT
    assert response.headers == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="factuur-2020-GM0889.pdf"',
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store, private",
    }
