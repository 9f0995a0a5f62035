"""What a seed grows on: the lists, houses, organisations and accounts that are there already."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from cases.conferences.seeding.chances import Chances
from cases.dossiers.choices import Vocabulary, option_id
from cases.dossiers.models import Option
from cases.routing import demo as routing
from cases.routing.models import ProviderService
from zorgportaal.accounts.choices import OrganisationKind, Role
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.regions.models import (
    Municipality,
    MunicipalityPlacement,
    Nationality,
    PopulationFigure,
    SafetyHouse,
)


@dataclass(frozen=True)
class Ground:
    """Everything is looked up once, for any number of dossiers."""

    options: dict[object, Option]
    nationalities: dict[str, Nationality]
    houses: dict[str, SafetyHouse]
    municipalities: dict[str, Chances[Municipality]]
    accounts: dict[str, User]
    services: list[ProviderService]
    police: Organisation
    provider: Organisation

    @classmethod
    def look(cls) -> "Ground":
        houses = _houses()
        accounts = {slug: _account(house) for slug, house in houses.items()}
        services = _services(list(accounts.values()))
        return cls(
            options=Option.objects.in_bulk(),
            nationalities={one.brp_code: one for one in Nationality.objects.all()},
            houses=houses,
            municipalities={slug: _municipalities(house) for slug, house in houses.items()},
            accounts=accounts,
            services=services,
            police=_organisation("AVIM (voorbeeld)", OrganisationKind.POLICE),
            provider=services[0].provider.organisation,
        )

    def word(self, vocabulary: Vocabulary, code: str) -> Option:
        return self.options[option_id(vocabulary, code)]

    @cached_property
    def helpers(self) -> dict[str, list[ProviderService]]:
        """The services by what they help with."""
        found: dict[str, list[ProviderService]] = {}
        for service in self.services:
            for type_ in service.help_request_types.all():
                found.setdefault(type_.code, []).append(service)
        return found


def _houses() -> dict[str, SafetyHouse]:
    today = SafetyHouse.objects.on(timezone.localdate()).select_related("care_region")
    return {house.slug: house for house in today.order_by("slug")}


def _municipalities(house: SafetyHouse) -> Chances[Municipality]:
    """More people are found where more people live."""
    today = MunicipalityPlacement.objects.filter(house=house).on(timezone.localdate())
    municipalities = [placed.municipality for placed in today.select_related("municipality")]
    newest = PopulationFigure.objects.reference_dates()[0]
    inhabitants = dict(PopulationFigure.objects.at(newest).values_list("municipality", "inhabitants"))
    in_order = sorted(municipalities, key=lambda municipality: municipality.gm_code)
    return Chances({municipality: inhabitants.get(municipality.pk, 1) for municipality in in_order})


def _account(house: SafetyHouse) -> User:
    """A coordinator of the house, or else an account that nobody can sign in with."""
    coordinators = User.objects.current().filter(role=Role.CARE_COORDINATOR, house=house).order_by("email")
    found: User | None = coordinators.first()
    if found:
        return found
    user = User(
        email=f"proef.{house.slug}@voorbeeld.invalid",
        name=f"Proef Invoer {house.slug.title()}",
        role=Role.CARE_COORDINATOR,
        house=house,
        organisation=_organisation(
            f"Voorbeeldhuis {house.name.removeprefix('Zorg- en Veiligheidshuis ')}",
            OrganisationKind.SAFETY_HOUSE,
        ),
        ends_on=timezone.localdate() + timedelta(days=300),
    )
    user.set_unusable_password()
    user.save()
    return user


def _services(accounts: list[User]) -> list[ProviderService]:
    services = ProviderService.objects.active().with_terms().order_by("name", "id")
    if not services.exists():
        routing.make_providers(accounts[0], accounts[1])
    return list(services)


def _organisation(name: str, kind: OrganisationKind) -> Organisation:
    return Organisation.objects.get_or_create(name=name, defaults={"kind": kind})[0]
