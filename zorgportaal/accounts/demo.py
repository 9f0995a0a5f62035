# ruff: noqa: E501 (one person a line)
"""Fictitious people for demo and test: enough to play every step by two people and own/other.

Rooms find somebody by key: `person("coordinator.noord")`. Nobody here exists.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Manager
from django.utils import timezone

from zorgportaal.accounts.choices import OrganisationKind, Role
from zorgportaal.accounts.models import Organisation, User

PASSWORD = "vier losse woorden samen"  # noqa: S105 (of accounts that exist in demo and test only)


@dataclass(frozen=True)
class Somebody:
    key: str
    name: str
    role: Role
    organisation: str
    kind: OrganisationKind
    house: str = ""
    municipality: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@voorbeeld.invalid"


NORTH, SOUTH = "Voorbeeldhuis Noord", "Voorbeeldhuis Heuvelland"
FINANCE, MANAGEMENT = "Voorbeeldbureau Bijdragen", "Voorbeeldbureau Beheer"
K = OrganisationKind
PEOPLE = [
    Somebody("coordinator.noord", "Noor Voorbeeld", Role.CARE_COORDINATOR, NORTH, K.SAFETY_HOUSE, "noord-limburg"),
    Somebody("collega.noord", "Joris Proefdal", Role.CARE_COORDINATOR, NORTH, K.SAFETY_HOUSE, "noord-limburg"),
    Somebody("coordinator.heuvelland", "Ilse Testers", Role.CARE_COORDINATOR, SOUTH, K.SAFETY_HOUSE, "maastricht-heuvelland"),
    Somebody("collega.heuvelland", "Sjef Verzonnen", Role.CARE_COORDINATOR, SOUTH, K.SAFETY_HOUSE, "maastricht-heuvelland"),
    Somebody("ketenregisseur", "Ketie Proefketen", Role.CHAIN_DIRECTOR, "Voorbeeldketen Limburg", K.OTHER),
    Somebody("procesregisseur", "Pieter Proces-Voorbeeld", Role.PROCESS_DIRECTOR, NORTH, K.SAFETY_HOUSE, "noord-limburg"),
    Somebody("politie", "Alex Avimproef", Role.POLICE_LIAISON, "AVIM (voorbeeld)", K.POLICE),
    Somebody("aanbieder.swalmdal", "Bea Bedvoorbeeld", Role.PROVIDER_CONTACT, "Noodbed Swalmdal", K.PROVIDER),
    Somebody("aanbieder.peelrand", "Otto Opvangproef", Role.PROVIDER_CONTACT, "Opvang Peelrand", K.PROVIDER),
    Somebody("financien.een", "Emiel Proefrekening", Role.FINANCE_ADMINISTRATOR, FINANCE, K.OTHER),
    Somebody("financien.twee", "Fatima Tegenlezer", Role.FINANCE_ADMINISTRATOR, FINANCE, K.OTHER),
    Somebody("beesel", "Fenna Voorbeeldsma", Role.FINANCE_OFFICER, "Gemeente Beesel (voorbeeld)", K.MUNICIPALITY, municipality="GM0889"),
    Somebody("weert", "Wim Voorbeeldveld", Role.FINANCE_OFFICER, "Gemeente Weert (voorbeeld)", K.MUNICIPALITY, municipality="GM0988"),
    Somebody("beleid", "Bram Beleidsproef", Role.POLICY_ADVISOR, "Voorbeeldregio Limburg", K.OTHER),
    Somebody("beheer.een", "Hanna Beheerproef", Role.FUNCTIONAL_ADMINISTRATOR, MANAGEMENT, K.OTHER),
    Somebody("beheer.twee", "Huub Tweedeman", Role.FUNCTIONAL_ADMINISTRATOR, MANAGEMENT, K.OTHER),
    Somebody("privacy", "Petra Privacyproef", Role.PRIVACY_OFFICER, MANAGEMENT, K.OTHER),
    Somebody("aandacht", "Anne Aandachtproef", Role.FOCAL_POINT, "Gemeente Beesel (voorbeeld)", K.MUNICIPALITY, municipality="GM0889"),
]  # fmt: skip


def person(key: str) -> User:
    """A demo account, such as `person("coordinator.noord")`."""
    people = User.objects.select_related("house__care_region", "organisation")
    user: User = people.get(email=f"{key}@voorbeeld.invalid")
    return user


def make() -> None:
    """Make the accounts that are not there yet; the ones that are keep what was changed."""
    for somebody in PEOPLE:
        if not User.objects.filter(email=somebody.email).exists():
            _make_one(somebody)


def _make_one(somebody: Somebody) -> None:
    organisation, _ = Organisation.objects.get_or_create(
        name=somebody.organisation, defaults={"kind": somebody.kind}
    )
    houses, municipalities = (_related(name) for name in ("house", "municipalities"))
    user = User(
        email=somebody.email,
        name=somebody.name,
        role=somebody.role,
        organisation=organisation,
        house=houses.get(slug=somebody.house) if somebody.house else None,
        ends_on=timezone.localdate() + timedelta(days=360),
    )
    user.set_password(PASSWORD)
    user.save()
    user.municipalities.set(municipalities.filter(gm_code=somebody.municipality))


def _related(name: str) -> Manager[Any]:
    """The rows behind a relation: people stand below regions and may not import it."""
    model: Any = User._meta.get_field(name).related_model
    manager: Manager[Any] = model._default_manager
    return manager
