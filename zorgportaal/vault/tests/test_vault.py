"""A stolen database names nobody; a moved, changed or orphaned value does not open."""

import secrets

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from zorgportaal.audit import trail
from zorgportaal.documents.models import PrivateFile
from zorgportaal.vault import actions, keyring
from zorgportaal.vault.choices import Family
from zorgportaal.vault.models import DataKey

KEY = secrets.token_bytes(32)


@given(st.binary(max_size=200), st.text(max_size=30))
def test_what_is_sealed_opens_again(plain, bound_to):
    assert keyring.unseal(KEY, keyring.seal(KEY, plain, bound_to), bound_to) == plain


def test_the_same_value_is_sealed_differently_each_time():
    assert keyring.seal(KEY, b"Voorbeeld", "x") != keyring.seal(KEY, b"Voorbeeld", "x")


def test_the_sealed_form_is_standard_aes_gcm():
    sealed = keyring.seal(KEY, b"Voorbeeld", "rij")

    assert AESGCM(KEY).decrypt(sealed[:12], sealed[12:], b"rij") == b"Voorbeeld"


@pytest.mark.parametrize("position", [0, 11, 12, -1])
def test_one_flipped_bit_makes_a_value_unreadable(position):
    sealed = bytearray(keyring.seal(KEY, b"Voorbeeld", "rij"))
    sealed[position] ^= 1

    with pytest.raises(keyring.Unreadable):
        keyring.unseal(KEY, bytes(sealed), "rij")


@pytest.mark.parametrize("length", [0, 5, 12, 20])
def test_a_cut_off_value_is_unreadable(length):
    with pytest.raises(keyring.Unreadable):
        keyring.unseal(KEY, keyring.seal(KEY, b"Voorbeeld", "rij")[:length], "rij")


def test_a_value_moved_to_another_row_or_column_is_unreadable():
    with pytest.raises(keyring.Unreadable):
        keyring.unseal(KEY, keyring.seal(KEY, b"Voorbeeld", "persoon|naam|1"), "persoon|naam|2")


def test_a_data_key_is_wrapped_and_opens(db):
    made = DataKey.objects.make(Family.PERSON, region="noord-limburg")

    stored = DataKey.objects.get(pk=made.pk)
    assert stored.secret() == made.secret()
    assert made.secret() not in bytes(stored.wrapped)


def test_a_data_key_of_another_region_does_not_open(db):
    made = DataKey.objects.make(Family.PERSON, region="noord-limburg")
    DataKey.objects.filter(pk=made.pk).update(region="parkstad")

    with pytest.raises(keyring.Unreadable):
        DataKey.objects.get(pk=made.pk).secret()


def test_a_region_without_a_key_can_hold_nothing(db):
    with pytest.raises(keyring.KeyMissing):
        DataKey.objects.make(Family.PERSON, region="nergens")


def test_a_blind_index_forgives_case_and_spaces_and_depends_on_the_column():
    assert keyring.blind_index("a", " De  Vries", "1990") == keyring.blind_index("a", "de vries", "1990")
    assert keyring.blind_index("a", "de vries") != keyring.blind_index("b", "de vries")
    assert keyring.blind_index("a", "x", "yz") != keyring.blind_index("a", "xy", "z")


def a_file(region: str = "bijdragen") -> PrivateFile:
    return PrivateFile.objects.store(
        b"geheime inhoud", name="proef.pdf", content_type="application/pdf", region=region
    )


def test_a_stored_file_shows_nothing_of_its_content_in_the_database(db):
    a_file()

    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM documents_privatefile")
        assert b"geheime" not in bytes(cursor.fetchone()[0])


def test_deleting_a_key_makes_its_family_unreadable(db):
    file = a_file()
    actions.destroy(file.key, by=trail.SYSTEM)

    with pytest.raises(keyring.Unreadable):
        _ = PrivateFile.objects.get(pk=file.pk).content


@pytest.fixture
def own_keys(tmp_path, settings):
    """A key folder of this test's own, so that a rotation leaves no second version behind."""
    for path in settings.KEYS_DIR.glob("*.key"):
        (tmp_path / path.name).write_text(path.read_text())
    settings.KEYS_DIR = tmp_path
    keyring._regional.cache_clear()
    yield tmp_path
    keyring._regional.cache_clear()


def test_rotation_wraps_every_key_anew_and_what_was_sealed_still_opens(db, own_keys):
    file = a_file()
    version = keyring.make("bijdragen")

    assert actions.rotate("bijdragen") == 1
    assert DataKey.objects.get().version == version
    (own_keys / f"region-bijdragen-{version - 1}.key").unlink()
    keyring._regional.cache_clear()
    assert PrivateFile.objects.get(pk=file.pk).content == b"geheime inhoud"


def test_values_written_during_a_rotation_use_the_new_key(db, own_keys):
    before = a_file()
    keyring.make("bijdragen")
    during = a_file()
    actions.rotate("bijdragen")

    assert {before.pk, during.pk} == set(PrivateFile.objects.values_list("pk", flat=True))
    assert DataKey.objects.values_list("version", flat=True).distinct().count() == 1


def test_a_rotation_that_stopped_half_way_goes_on(db, own_keys, monkeypatch):
    for _ in range(5):
        a_file()
    monkeypatch.setattr(actions, "BATCH", 2)
    version = keyring.make("bijdragen")
    actions._rewrap_batch("bijdragen", version)

    assert actions.rotate("bijdragen") == 3


def test_an_error_says_nothing_about_the_key_or_the_value():
    with pytest.raises(keyring.Unreadable) as raised:
        keyring.unseal(KEY, b"x" * 40, "persoon|naam|1")

    assert str(raised.value) == "Dit gegeven is niet te lezen."
    assert raised.value.__cause__ is None
