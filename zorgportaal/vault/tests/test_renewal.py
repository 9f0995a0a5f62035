"""A data key gets a new secret: the old one opens nothing any more, and a run may stop anywhere."""

from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from zorgportaal.audit.models import Event
from zorgportaal.documents.models import PrivateFile
from zorgportaal.vault import keyring, renewal
from zorgportaal.vault.choices import Family
from zorgportaal.vault.fields import key_path
from zorgportaal.vault.models import DataKey

REGION = "bijdragen"


def a_file() -> PrivateFile:
    return PrivateFile.objects.store(
        b"geheime inhoud", name="proef.pdf", content_type="application/pdf", region=REGION
    )


def opens(file: PrivateFile) -> bytes:
    return PrivateFile.objects.get(pk=file.pk).content


def renew(before: datetime | None = None) -> int:
    return len(list(renewal.renew(REGION, before=before or timezone.now())))


def stored(file: PrivateFile) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM documents_privatefile WHERE id = %s", [file.pk])
        return bytes(cursor.fetchone()[0])


def test_the_old_secret_opens_nothing_any_more(db):
    file = a_file()
    old = file.key.secret()

    assert renew() == 1
    assert opens(file) == b"geheime inhoud"
    bound_to = PrivateFile._meta.get_field("content").bound_to(file)
    with pytest.raises(keyring.Unreadable):
        keyring.unseal(old, stored(file), bound_to)


def test_who_loaded_row_and_key_before_the_renewal_still_reads(db):
    file = PrivateFile.objects.get(pk=a_file().pk)
    _ = file.key.secret()
    renew()

    assert file.content == b"geheime inhoud"


def test_who_loaded_the_row_before_and_the_key_after_the_renewal_still_reads(db):
    file = PrivateFile.objects.get(pk=a_file().pk)
    renew()

    assert file.content == b"geheime inhoud"


def test_a_row_that_was_loaded_before_writes_nothing_old_back(db):
    file = PrivateFile.objects.get(pk=a_file().pk)
    renew()
    file.save()

    assert opens(file) == b"geheime inhoud"


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(db):
    for _ in range(5):
        a_file()
    began = timezone.now()
    run = renewal.renew(REGION, before=began)
    done = [next(run), next(run)]
    run.close()

    assert len(set(done)) == 2
    assert renew(before=began) == 3
    assert renew(before=began) == 0


def test_a_family_that_does_not_open_stays_as_it_was(db, monkeypatch):
    file, before = a_file(), DataKey.objects.values_list("wrapped", flat=True)
    wrapped, content = bytes(before.get()), stored(file)
    monkeypatch.setattr(renewal.DataKey, "wrap", lambda *_: (_ for _ in ()).throw(keyring.Unreadable))

    with pytest.raises(keyring.Unreadable):
        renew()
    assert (bytes(before.get()), stored(file)) == (wrapped, content)


def test_a_key_of_another_region_keeps_its_secret(db):
    other = DataKey.objects.make(Family.PERSON, region="parkstad")
    renew()

    assert DataKey.objects.get(pk=other.pk).secret() == other.secret()


def test_a_key_that_was_destroyed_meanwhile_is_passed_by(db):
    file = a_file()
    file.key.delete()

    renewal.renew_one(file.key_id, before=timezone.now())
    assert not DataKey.objects.exists()


def test_what_may_never_change_is_closed_again_after_a_renewal(db):
    file = a_file()
    renew()

    with pytest.raises(DatabaseError), transaction.atomic():
        PrivateFile.objects.filter(pk=file.pk).update(name="anders.pdf")


def test_every_sealed_column_knows_its_key():
    for model, fields in renewal.sealed_models():
        assert key_path(model)
        assert [problem for field in fields for problem in field.check()] == []


def test_the_command_leaves_its_beginning_and_its_end_on_the_trail(db, trail_head, capsys):
    a_file()
    call_command("renew_keys", REGION)

    assert list(Event.objects.order_by("number").values_list("kind", flat=True)) == [
        "vault.renewal_begun",
        "vault.keys_renewed",
    ]
    assert Event.objects.latest("number").details["count"] == 1
    assert "--before" in capsys.readouterr().out


def test_the_command_goes_on_from_a_moment(db, trail_head, capsys):
    a_file()
    call_command("renew_keys", REGION, before=timezone.now() - timedelta(days=1))

    assert "0 datasleutels" in capsys.readouterr().out
