from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.measure import Pair, row
from cases.dossiers.models import Person
from zorgportaal.vault import keyring
from zorgportaal.vault.choices import Family
from zorgportaal.vault.fields import Sealed
from zorgportaal.vault.models import DataKey

MANY = 10_000
SURNAME = Person._meta.get_field("surname")


def sealed_person() -> Person:
    """As it comes from the database: nothing unwrapped or opened yet."""
    key = DataKey(family=Family.PERSON, region="noord-limburg")
    key.wrap(b"k" * 32)
    person = Person(key=key)
    person.__dict__["surname"] = Sealed(keyring.seal(b"k" * 32, b"Verzonnen", SURNAME.bound_to(person)))
    return person


@row("vault.open", n=10, each=MANY, unit="µs")
def open_values() -> Pair:
    """Ten thousand surnames, each under a key of its own, beside two bare decryptions of each."""
    people = [sealed_person() for _ in range(MANY)]
    sealed = {person.pk: person.__dict__["surname"] for person in people}
    bare_key = AESGCM(b"k" * 32)
    nonce = b"n" * 12
    wrapped, value = bare_key.encrypt(nonce, b"k" * 32, b"x"), bare_key.encrypt(nonce, b"Verzonnen", b"x")

    def close_again() -> None:
        for person in people:
            person.__dict__["surname"] = sealed[person.pk]
            person.key.__dict__.pop("_secret", None)

    def ours() -> None:
        for person in people:
            _ = person.surname

    def bare() -> None:
        for _ in people:
            data_key = bare_key.decrypt(nonce, wrapped, b"x")
            AESGCM(data_key).decrypt(nonce, value, b"x")

    return Pair(ours, bare, close_again)
