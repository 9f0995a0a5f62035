"""Fictitious providers, and help requests at the demo dossiers. No provider here exists.

CoMensha and Nidos do exist: they stand for the way there, with no number of theirs.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier, Option
from cases.routing import actions
from cases.routing.choices import EntryRoute, SecurityLevel, Urgency
from cases.routing.models import HelpRequest, Provider, ProviderService
from cases.routing.shortlist import make as shortlist
from zorgportaal.accounts.choices import OrganisationKind
from zorgportaal.accounts.demo import person
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.regions.models import CareRegion, Municipality

REQUESTS = 12
NORTH, SOUTH = "NM", "ZL"
ADULT = {"age_min": 18}
SHELTER = ("SHELTER", "SAFETY")


@dataclass(frozen=True)
class Example:
    """One provider with one service. `days_ago` is when the free places were confirmed."""

    organisation: str
    name: str
    shelter: str = ""
    helps: tuple[str, ...] = SHELTER
    forms: tuple[str, ...] = ()
    region: str = ""
    lies_in: str = ""
    free: int | None = None
    days_ago: int = 0
    terms: dict[str, Any] = field(default_factory=dict)


EXAMPLES = [
    Example(
        "COSM, via CoMensha",
        "COSM, via CoMensha",
        "COSM",
        forms=("SEXUAL", "LABOUR", "CRIMINAL"),
        terms={**ADULT, "security_level": SecurityLevel.GUARDED, "available_24_7": True, "max_children": 3},
    ),
    Example(
        "Noodbed Swalmdal",
        "Noodbed Swalmdal",
        "EMERGENCY",
        region=NORTH,
        lies_in="GM0957",
        free=1,
        terms={
            **ADULT,
            "security_level": SecurityLevel.SECRET,
            "available_24_7": True,
            "has_interpreter": True,
            "max_children": 2,
        },
    ),
    Example(
        "Opvang Peelrand",
        "Opvang Peelrand",
        "COSM",
        free=1,
        days_ago=19,
        terms={
            **ADULT,
            "genders": ["F"],
            "security_level": SecurityLevel.CLOSED,
            "entry_route": EntryRoute.COMENSHA,
        },
    ),
    Example(
        "Vrouwenopvang Roersteen",
        "Vrouwenopvang Roersteen",
        "VO",
        forms=("SEXUAL",),
        region=NORTH,
        free=2,
        days_ago=3,
        terms={
            **ADULT,
            "genders": ["F"],
            "security_level": SecurityLevel.SECRET,
            "max_children": 3,
            "available_24_7": True,
        },
    ),
    Example(
        "Huis aan de Geul",
        "Huis aan de Geul",
        "MO",
        region=SOUTH,
        lies_in="GM0994",
        free=3,
        days_ago=6,
        terms={**ADULT, "max_children": 2},
    ),
    Example(
        "Jongerenhuis De Schans",
        "Jongerenhuis De Schans",
        "YOUTH_OPEN",
        forms=("SEXUAL", "CRIMINAL"),
        region=NORTH,
        free=1,
        days_ago=1,
        terms={"age_min": 12, "age_max": 17, "security_level": SecurityLevel.CLOSED, "available_24_7": True},
    ),
    Example(
        "Mannenopvang Zuid",
        "Mannenopvang Zuid",
        "MANO",
        forms=("LABOUR",),
        region=SOUTH,
        free=0,
        days_ago=2,
        terms={**ADULT, "genders": ["M"], "security_level": SecurityLevel.CLOSED},
    ),
    Example(
        "Pension Venlo-Noord",
        "Pension Venlo-Noord",
        "EMERGENCY",
        region=NORTH,
        lies_in="GM0983",
        free=4,
        terms=ADULT,
    ),
    Example(
        "Beschermde Opvang, via Nidos",
        "Beschermde Opvang, via Nidos",
        "BO",
        terms={"age_max": 17, "security_level": SecurityLevel.GUARDED, "available_24_7": True},
    ),
    Example(
        "Moederhuis Proefdal",
        "Moederhuis Proefdal",
        "VO",
        region=SOUTH,
        free=1,
        days_ago=9,
        terms={"genders": ["F"], "age_min": 16, "age_max": 23, "max_children": 2, "security_level": 1},
    ),
    Example(
        "Woonhuis Verzonnen Brug",
        "Woonhuis Verzonnen Brug",
        "BW",
        region=NORTH,
        free=1,
        days_ago=30,
        terms={**ADULT, "entry_route": EntryRoute.MUNICIPALITY},
    ),
    Example(
        "Praktijk Voorbeeldzorg",
        "Praktijk Voorbeeldzorg",
        helps=("MEDICAL", "PSYCH", "ADDICTION"),
        region=NORTH,
        terms={"has_interpreter": True, "max_children": 5},
    ),
    Example(
        "Rechtshulp Proefstad",
        "Rechtshulp Proefstad",
        helps=("LEGAL_IMMIGRATION", "LEGAL_CRIMINAL", "COMPENSATION"),
        terms={"has_interpreter": True, "max_children": 5},
    ),
]
WAITS_FOR_APPROVAL = "Opvang Nieuw-Voorbeeld"


def make() -> None:
    """Providers first, then help requests where the demo dossiers have none yet."""
    make_providers(person("beheer.een"), person("beheer.twee"))
    if not HelpRequest.objects.exists():
        make_requests(person("coordinator.noord"))
        make_requests(person("coordinator.heuvelland"))


def make_providers(maker: User, approver: User) -> None:
    """One administrator proposes, the other approves; the last one still waits for that."""
    for example in EXAMPLES:
        organisation = _organisation(example.organisation)
        if not Provider.objects.filter(organisation=organisation).exists():
            provider = actions.propose_provider(organisation=organisation, phone="088 000 00 00", by=maker)
            actions.approve_provider(provider, by=approver)
            _add_service(provider, example, by=maker)
    waiting = _organisation(WAITS_FOR_APPROVAL)
    if not Provider.objects.filter(organisation=waiting).exists():
        actions.propose_provider(organisation=waiting, phone="088 000 00 00", by=maker)


def make_requests(coordinator: User) -> None:
    """Ask for shelter at a number of dossiers: some wait, some are asked, some are placed."""
    dossiers = Dossier.objects.visible_to(coordinator).order_by("-reported_on", "case_number")
    for number, dossier in enumerate(dossiers[:REQUESTS]):
        asked = actions.ask_help(
            dossier,
            by=coordinator,
            type=_option(Vocabulary.HELP_REQUEST_TYPE, "SHELTER"),
            urgency=list(Urgency)[number % 3],
            security_needed=dossier.safety_level,
            avoid_municipality=dossier.found_municipality if number % 2 == 0 else None,
        )
        _request_and_answer(asked, number, coordinator)


def _request_and_answer(asked: HelpRequest, number: int, coordinator: User) -> None:
    """Every third stays open, every third waits for an answer, every third gets a place or a no."""
    if number % 3 == 0:
        return
    asked = HelpRequest.objects.with_case().with_placements().get(pk=asked.pk)
    fitting = [choice for choice in shortlist(asked, by=coordinator).to_ask if choice.verdict.fits]
    if not fitting:
        return
    shared = sorted(asked.may_share & {"age", "age_band", "gender", "children"})
    placement = actions.request_place(asked, fitting[0].service, shared_fields=shared, by=coordinator)
    if number % 3 == 2:
        refusal = _option(Vocabulary.REFUSAL_REASON, "FULL") if number % 2 else None
        outcome = "declined" if refusal else "accepted"
        actions.record_answer(placement, outcome=outcome, refusal_reason=refusal, by=coordinator)


def _add_service(provider: Provider, example: Example, *, by: User) -> None:
    known_since = timezone.localdate() - timedelta(days=example.days_ago)
    service = ProviderService(
        provider=provider,
        name=example.name,
        shelter_type=_option(Vocabulary.SHELTER_TYPE, example.shelter) if example.shelter else None,
        care_region=CareRegion.objects.filter(code=example.region).first(),
        municipality=Municipality.objects.filter(gm_code=example.lies_in).first(),
        capacity_free=example.free,
        capacity_confirmed_on=None if example.free is None else known_since,
        **example.terms,
    )
    lists = {
        "help_request_types": [_option(Vocabulary.HELP_REQUEST_TYPE, code) for code in example.helps],
        "exploitation_forms": [_option(Vocabulary.EXPLOITATION_FORM, code) for code in example.forms],
    }
    actions.keep_service(service, lists=lists, by=by)


def _organisation(name: str) -> Organisation:
    fields = {"kind": OrganisationKind.PROVIDER}
    return Organisation.objects.get_or_create(name=name, defaults=fields)[0]


def _option(vocabulary: Vocabulary, code: str) -> Option:
    return Option.objects.get(vocabulary=vocabulary, code=code)
