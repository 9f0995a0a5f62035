"""Fields whose column holds ciphertext and whose attribute is plaintext.

    class Person(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid4)
        key = models.ForeignKey("vault.DataKey", null=True, on_delete=models.SET_NULL)
        surname = SealedTextField("achternaam")

The model has a UUID primary key and a relation `key`, or says in `key_path` by which relations it
gets at one (`key_path = "dossier__key"`). Reading opens the value when it is asked for, so a list that
shows no name opens none. The associated data bind it to table, column, row and key.
"""

from dataclasses import dataclass
from typing import Any

from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.constants import LOOKUP_SEP
from django.db.models.query_utils import DeferredAttribute

from zorgportaal.vault import keyring


class NotQueryable(TypeError):
    """A sealed column cannot be filtered on or updated in bulk: look it up by blind index."""


@dataclass(frozen=True)
class Sealed:
    """Ciphertext as it came from the database."""

    content: bytes


def key_path(model: type[models.Model]) -> str:
    """By which relations the rows of a model get at their data key."""
    return str(getattr(model, "key_path", "key"))


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
        return self.binding(instance.pk, getattr(instance, "key_id"))  # noqa: B009 (not every model has one)

    def binding(self, row: Any, key: Any) -> str:
        return f"{self.model._meta.db_table}|{self.column}|{row}|{key}"

    def from_db_value(self, value: Any, *_: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def open(self, instance: Any, value: Sealed) -> Any:
        """The plaintext. Raises keyring.Unreadable, also when the key was destroyed."""
        if instance.key is None:
            raise keyring.Unreadable
        bound_to = self.bound_to(instance)
        try:
            return keyring.unseal(instance.key.secret(), value.content, bound_to)
        except keyring.Unreadable:
            # The key may have got a new secret between the loading of the row and that of the key.
            secret, content = self._together(instance)
            return keyring.unseal(secret, content, bound_to)

    def _together(self, instance: models.Model) -> tuple[bytes, bytes]:
        """The secret and the sealed value as they are now: of one moment, for it is one query."""
        path = key_path(type(instance))
        row = type(instance)._base_manager.select_related(path).filter(pk=instance.pk).first()
        value, key = row.__dict__[self.attname] if row else None, row
        for name in path.split(LOOKUP_SEP):
            key = getattr(key, name, None)
        if key is None or not isinstance(value, Sealed):
            raise keyring.Unreadable
        return key.secret(), value.content  # type: ignore[attr-defined]

    def pre_save(self, model_instance: Any, add: bool) -> Any:  # noqa: FBT001 (Django's signature)
        value = model_instance.__dict__.get(self.attname)
        if value in (None, "", b""):
            return None
        if isinstance(value, Sealed):
            # Nobody opened it. What was loaded is not written back: it may have been sealed anew since.
            return value if add else models.F(self.attname)
        if model_instance.key is None:
            raise keyring.Unreadable
        secret = model_instance.key.secret_to_write_with()
        return Sealed(keyring.seal(secret, self.to_bytes(value), self.bound_to(model_instance)))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise NotQueryable(self.name)
        return connection.Database.Binary(value.content)

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *self._check_path_to_key()]

    def _check_path_to_key(self) -> list[checks.CheckMessage]:
        """Without it a renewal of keys would pass this column by, and leave it unreadable."""
        model: Any = self.model
        try:
            for name in key_path(self.model).split(LOOKUP_SEP):
                model = model._meta.get_field(name).related_model
        except (FieldDoesNotExist, AttributeError):
            model = None
        if model is not None and model._meta.label == "vault.DataKey":
            return []
        hint = 'Say by which relations it gets at its data key, such as key_path = "dossier__key".'
        return [checks.Error("A sealed column without a key.", hint, obj=self, id="vault.E001")]

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
