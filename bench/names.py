"""Search by name among many, beside the same work without the vault: the same rows, opened by nobody."""

import random
import secrets
from datetime import date, timedelta
from functools import cache

from django.db import transaction
from django.utils import timezone

from bench.measure import Pair, row
from cases.dossiers import case_number, lookup
from cases.dossiers.choices import Gender, IdentityMode, SafetyLevel, Vocabulary, option_id
from cases.dossiers.models import Dossier, Person
from cases.finding.comparing import Wanted, alike
from cases.names.comparing import compare
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.regions.models import Municipality, SafetyHouse
from zorgportaal.vault.choices import Family
from zorgportaal.vault.models import DataKey

PERSONS, BATCH = 5_000, 1_000
SEARCHES = 10
PARTS = 400  # invented syllables: 160,000 names, some of them often


def some_names(number: int) -> list[tuple[str, str]]:
    """Invented surnames and given names; a tenth of them are among the twenty most common."""
    draw = random.Random(1)  # noqa: S311 (invented names, the same each time)
    syllables = ["ba", "ko", "li", "mar", "nu", "pe", "ros", "ta", "vi", "zan", "del", "fo", "gri", "hus"]
    words = ["".join(draw.choices(syllables, k=draw.choice((2, 3)))).title() for _ in range(PARTS)]
    common = words[:20]
    return [
        (draw.choice(common if draw.random() < 0.1 else words), draw.choice(words)) for _ in range(number)
    ]


def plant(number: int) -> SafetyHouse:
    """As many dossiers with a name at one house, straight into the tables."""
    house = SafetyHouse.objects.exclude(vault_region="").order_by("slug").first()
    assert house
    by = _account(house)
    missing = number - Dossier.objects.filter(house=house, person__isnull=False).count()
    for start in range(0, max(missing, 0), BATCH):
        with transaction.atomic():
            _plant(some_names(number)[start : start + BATCH], house, by)
    return house


def _plant(names: list[tuple[str, str]], house: SafetyHouse, by: User) -> None:
    people = [_person(surname, given, house) for surname, given in names]
    dossiers = [_dossier(person, house, by) for person in people]
    keys = [one.key for one in (*people, *dossiers)]
    DataKey.objects.bulk_create(keys)
    Person.objects.bulk_create(people)
    Dossier.objects.bulk_create(dossiers)


def _person(surname: str, given: str, house: SafetyHouse) -> Person:
    person = Person(key=_key(Family.PERSON, house), surname=surname, given_names=given)
    person.birth_date = date(1970 + len(surname) * len(given) % 40, 1, 1)
    for column, value in lookup.indexes(person, "").items():
        setattr(person, column, value)
    return person


@cache
def venlo() -> Municipality:
    return Municipality.objects.get(gm_code="GM0983")


def _key(family: Family, house: SafetyHouse) -> DataKey:
    key = DataKey(family=family, region=house.vault_region)
    key.wrap(secrets.token_bytes(32))
    return key


def _account(house: SafetyHouse) -> User:
    return User.objects.get_or_create(
        email="meting@voorbeeld.invalid",
        defaults={
            "name": "Meting Voorbeeld",
            "role": Role.CARE_COORDINATOR,
            "house": house,
            "organisation": Organisation.objects.get_or_create(name="Voorbeeld meting", kind="other")[0],
            "ends_on": timezone.localdate() + timedelta(days=300),
        },
    )[0]


def _dossier(person: Person, house: SafetyHouse, by: User) -> Dossier:
    return Dossier(
        key=_key(Family.DOSSIER, house),
        case_number=case_number.make(house.care_region.code),
        house=house,
        person=person,
        identity_mode=IdentityMode.FULL,
        gender=Gender.FEMALE,
        exploitation_form_id=option_id(Vocabulary.EXPLOITATION_FORM, "SEXUAL"),
        residence_status_id=option_id(Vocabulary.RESIDENCE_STATUS, "NL"),
        reporter_category_id=option_id(Vocabulary.REPORTER_CATEGORY, "POLICE"),
        legal_basis_id=option_id(Vocabulary.LEGAL_BASIS, "PUBLIC_TASK"),
        safety_level=SafetyLevel.NONE,
        found_municipality=venlo(),
        reported_on=date(2026, 1, 1),
        registered_by=by,
    )


@row("names.search", n=5, each=SEARCHES)
def search() -> Pair:
    """A search by name in a house of 5,000 persons, beside comparing a thousand names in the open."""
    house = plant(PERSONS)
    asked = [Wanted(f"{given} {surname}") for surname, given in some_names(SEARCHES)]
    in_the_open = [f"{given} {surname}" for surname, given in some_names(1000)]

    def ours() -> None:
        for wanted in asked:
            alike(wanted, Dossier.objects.filter(house=house))

    def bare() -> None:
        for wanted in asked:
            for name in in_the_open:
                compare(wanted.name, name)

    return Pair(ours, bare)
