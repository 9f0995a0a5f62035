"""Fields whose column holds ciphertext and whose attribute is plaintext.

    class Person(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid4)
        key = models.ForeignKey("vault.DataKey", null=True, on_delete=models.SET_NULL)
        surname = SealedTextField("achternaam")

The model has a UUID primary key and a relation `key`. Reading opens the value when it is asked for,
so a list that shows no name opens none. The associated data bind it to table, column, row and key.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from zorgportaal.vault import keyring


class NotQueryable(TypeError):
    """A sealed column cannot be filtered on or updated in bulk: look it up by blind index."""


@dataclass(frozen=True)
class Sealed:
    """Ciphertext as it came from the database."""

    content: bytes


class SealedAttribute(DeferredAttribute):
    """Opens the value on reading; empty text is stored as NULL, so that nothing leaks by length 0."""

    field: "SealedTextField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = self.field.open(instance, value)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedBytesField(models.BinaryField):
    """Bytes that only the holder of the row's data key can read."""

    descriptor_class = SealedAttribute

    def bound_to(self, instance: models.Model) -> str:
        key_id = getattr(instance, "key_id")  # noqa: B009 (not every model has one)
        return f"{instance._meta.db_table}|{self.column}|{instance.pk}|{key_id}"

    def from_db_value(self, value: Any, *_: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def open(self, instance: Any, value: Sealed) -> Any:
        """The plaintext. Raises keyring.Unreadable, also when the key was destroyed."""
        if instance.key is None:
            raise keyring.Unreadable
        return keyring.unseal(instance.key.secret(), value.content, self.bound_to(instance))

    def pre_save(self, model_instance: Any, add: bool) -> Any:  # noqa: FBT001 (Django's signature)
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed) or value in (None, "", b""):
            return value or None
        if model_instance.key is None:
            raise keyring.Unreadable
        sealed = keyring.seal(
            model_instance.key.secret(), self.to_bytes(value), self.bound_to(model_instance)
        )
        return Sealed(sealed)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise NotQueryable(self.name)
        return connection.Database.Binary(value.content)

    def to_bytes(self, value: Any) -> bytes:
        return bytes(value)

    def get_default(self) -> Any:
        return None

    def value_to_string(self, obj: Any) -> str:
        raise NotQueryable(self.name)


class SealedTextField(SealedBytesField):
    """Text that only the holder of the row's data key can read; never None, but ''."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"null": True, "blank": True, "editable": True, **kwargs})

    def from_db_value(self, value: Any, *_: Any) -> Any:
        return "" if value is None else Sealed(bytes(value))

    def get_default(self) -> str:
        return ""

    def open(self, instance: Any, value: Sealed) -> str:
        return bytes(super().open(instance, value)).decode()

    def to_bytes(self, value: str) -> bytes:
        return value.encode()
