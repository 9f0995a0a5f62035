"""Data keys: one per person, dossier, meeting or file."""

import secrets
import uuid

from django.db import connection, models, transaction
from django.utils import timezone

from zorgportaal.vault import keyring
from zorgportaal.vault.choices import Family


class DataKeyManager(models.Manager["DataKey"]):
    def make(self, family: Family, *, region: str, id: uuid.UUID | None = None) -> "DataKey":
        """A new key, wrapped by the newest key of the region. Raises keyring.KeyMissing."""
        key = DataKey(id=id or uuid.uuid4(), family=family, region=region)
        key.wrap(secrets.token_bytes(32))
        key.save(force_insert=True)
        key.is_new = True
        transaction.on_commit(key.share)
        return key

    def drop(self, key_id: uuid.UUID | None) -> None:
        """Delete a key that no row is sealed with any more; the database refuses while there is one.

        Django would look for such rows itself, also in tables of cases, where whoever works on money may
        not look.
        """
        with connection.cursor() as at:
            at.execute("DELETE FROM vault_datakey WHERE id = %s", [key_id])


class DataKey(models.Model):
    """The key of one record family, wrapped by a regional key. «datasleutel»

    Deleting it makes all that was sealed with it unreadable, in every backup too.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.CharField("soort", max_length=12, choices=Family)
    region = models.CharField("regio", max_length=40)
    version = models.PositiveIntegerField("versie van de regiosleutel")
    wrapped = models.BinaryField("ingepakte sleutel")
    created_at = models.DateTimeField("gemaakt", auto_now_add=True)
    secret_since = models.DateTimeField("geheim sinds", default=timezone.now)

    # Made in the transaction that still runs: nobody else sees it, so nobody can renew it.
    is_new = False

    objects = DataKeyManager()

    class Meta:
        verbose_name = "datasleutel"
        verbose_name_plural = "datasleutels"
        indexes = [models.Index(fields=["region", "version"], name="data_key_by_version")]

    def __str__(self) -> str:
        return f"{self.family} {self.id}"

    @property
    def bound_to(self) -> str:
        return f"vault.datakey|{self.id}|{self.family}|{self.region}"

    def wrap(self, secret: bytes) -> None:
        wrapped = keyring.wrap(self.region, secret, self.bound_to)
        self.version, self.wrapped = wrapped.version, wrapped.content

    def secret(self) -> bytes:
        """The key itself; unwrapped once per loaded row. Raises keyring.Unreadable."""
        if not hasattr(self, "_secret"):
            wrapped = keyring.Wrapped(self.version, bytes(self.wrapped))
            self._secret = keyring.unwrap(self.region, wrapped, self.bound_to)
        return self._secret

    def secret_to_write_with(self) -> bytes:
        """The secret as it is now, and as it stays until this transaction ends.

        Writers share the lock among them; a renewal comes after all of them. Raises keyring.Unreadable.
        """
        if self.is_new:
            return self.secret()
        if not transaction.get_connection().in_atomic_block:
            raise transaction.TransactionManagementError("A sealed column is written in a transaction.")
        now = DataKey.objects.raw("SELECT * FROM vault_datakey WHERE id = %s FOR SHARE", [self.pk])
        for key in now:
            return key.secret()
        raise keyring.Unreadable

    def share(self) -> None:
        self.is_new = False
