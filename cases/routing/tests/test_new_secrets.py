"""Keys get new secrets while people work: nobody is refused, and nothing typed is lost."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

import pytest
from django.db import connections, transaction
from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier
from cases.routing.models import HelpRequest
from zorgportaal.vault import keyring, renewal
from zorgportaal.vault.fields import Sealed
from zorgportaal.vault.models import DataKey

WRITERS, READERS, ROUNDS = 2, 4, 8
pytestmark = pytest.mark.servers


@pytest.fixture
def asked(committed_db, new_case, word, coordinator) -> HelpRequest:
    with transaction.atomic():
        return HelpRequest.objects.create(
            dossier=new_case(note="eerste notitie"),
            type=word(Vocabulary.HELP_REQUEST_TYPE, "SHELTER"),
            urgency="now",
            note="0",
            created_by=coordinator,
        )


class Busy:
    """People who write and read one help request until they are told to stop."""

    def __init__(self, asked: HelpRequest) -> None:
        self.asked, self.stop, self.lock = asked, Event(), Lock()
        self.written = self.read = 0

    def write(self) -> None:
        while not self.stop.is_set():
            with transaction.atomic():
                row = HelpRequest.objects.select_for_update(of=["self"]).get(pk=self.asked.pk)
                row.note = str(int(row.note) + 1)
                row.save()
            with self.lock:
                self.written += 1
            # Faster than people, but not without pause: a renewal never makes a writer wait, so it needs one.
            time.sleep(random.uniform(0.1, 0.4))
        connections.close_all()

    def look(self) -> None:
        while not self.stop.is_set():
            row = HelpRequest.objects.get(pk=self.asked.pk)
            time.sleep(0.002)  # so that a renewal passes between the row and its key
            assert row.note.isdigit()
            assert row.dossier.note == "eerste notitie"
            with self.lock:
                self.read += 1
        connections.close_all()


def renew(rounds: int, busy: Busy) -> list[bytes]:
    """The secrets that were, one after the other."""
    were = []
    try:
        for _ in range(rounds):
            were += [key.secret() for key in DataKey.objects.all()]
            for _ in renewal.renew("noord-limburg", before=timezone.now()):
                pass
    finally:
        busy.stop.set()
        connections.close_all()
    return were


def test_people_read_and_write_on_while_their_key_gets_new_secrets(asked):
    busy = Busy(asked)
    with ThreadPoolExecutor(WRITERS + READERS + 1) as pool:
        renewing = pool.submit(renew, ROUNDS, busy)
        people = [pool.submit(busy.write) for _ in range(WRITERS)]
        people += [pool.submit(busy.look) for _ in range(READERS)]
        try:
            were = renewing.result(timeout=120)
        finally:
            busy.stop.set()
        for one in people:
            one.result()

    row = HelpRequest.objects.get(pk=asked.pk)
    sealed: Sealed = row.__dict__["note"]
    assert int(row.note) == busy.written > ROUNDS
    assert busy.read > ROUNDS
    for secret in were:
        with pytest.raises(keyring.Unreadable):
            keyring.unseal(secret, sealed.content, HelpRequest._meta.get_field("note").bound_to(row))


def test_a_renewal_waits_for_who_adds_to_the_dossier(asked):
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            dossier = Dossier.objects.get(pk=asked.dossier_id)
            new = HelpRequest.objects.create(
                dossier=dossier, type=asked.type, urgency="now", note="erbij", created_by=asked.created_by
            )
            renewing = pool.submit(renew, 1, Busy(asked))
            time.sleep(0.3)
            assert not renewing.done()
        renewing.result(timeout=10)

    assert HelpRequest.objects.get(pk=new.pk).note == "erbij"


def test_who_loaded_the_key_before_a_renewal_writes_with_the_new_secret(asked):
    row = HelpRequest.objects.select_related("dossier__key").get(pk=asked.pk)
    assert row.note == "0"
    renew(1, Busy(asked))
    with transaction.atomic():
        row.note = "daarna"
        row.save()

    assert HelpRequest.objects.get(pk=asked.pk).note == "daarna"


def test_a_sealed_column_is_not_written_outside_a_transaction(asked):
    row = HelpRequest.objects.get(pk=asked.pk)
    row.note = "los"

    with pytest.raises(transaction.TransactionManagementError):
        row.save()
