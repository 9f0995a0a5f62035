"""Many dossiers at once, straight into the tables: figures count rows, they open none."""

import itertools
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from cases.dossiers.choices import Gender, IdentityMode, SafetyLevel, Vocabulary
from cases.dossiers.models import Dossier, Option
from cases.routing.choices import HelpRequestState, PlacementOutcome, ProviderState, Urgency
from cases.routing.models import HelpRequest, PlacementRequest, Provider, ProviderService
from zorgportaal.accounts.choices import OrganisationKind
from zorgportaal.accounts.models import Organisation
from zorgportaal.regions.models import Municipality, Nationality

REPORTED_ON = date(2025, 5, 5)


def word(vocabulary: Vocabulary, code: str) -> Option:
    return Option.objects.get(vocabulary=vocabulary, code=code)


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


@pytest.fixture
def numbers():
    return itertools.count(1)


@pytest.fixture
def reported(coordinator, numbers):
    """`reported(7, form="LABOUR", on=date(…), house=…, age=15, …)` makes seven dossiers."""

    def make(count: int, *, on=REPORTED_ON, form="SEXUAL", reporter="SELF", **fields) -> list[Dossier]:
        nationality = fields.pop("nationality", "0027")
        common = {
            "house": coordinator.house,
            "identity_mode": IdentityMode.ANONYMOUS,
            "gender": Gender.UNKNOWN,
            "age": 30,
            "nationality": nationality and Nationality.objects.get(brp_code=nationality),
            "exploitation_form": word(Vocabulary.EXPLOITATION_FORM, form),
            "residence_status": word(Vocabulary.RESIDENCE_STATUS, "UNKNOWN"),
            "reporter_category": word(Vocabulary.REPORTER_CATEGORY, reporter),
            "legal_basis": word(Vocabulary.LEGAL_BASIS, "PUBLIC_TASK"),
            "safety_level": SafetyLevel.NONE,
            "found_municipality": Municipality.objects.get(gm_code="GM0983"),
            "reported_on": on,
            "registered_by": coordinator,
        } | fields
        rows = [Dossier(case_number=f"T{next(numbers)}", **common) for _ in range(count)]
        return Dossier.objects.bulk_create(rows)

    return make


@pytest.fixture
def asked(coordinator):
    """`asked(dossiers, "PSYCH", on=date(…), state=…)` adds a help request to each dossier."""

    def make(dossiers, code="SHELTER", *, on=REPORTED_ON, state=HelpRequestState.OPEN) -> list[HelpRequest]:
        type_ = word(Vocabulary.HELP_REQUEST_TYPE, code)
        common = {"type": type_, "urgency": Urgency.WEEK, "created_by": coordinator, "created_at": noon(on)}
        rows = [HelpRequest(dossier=dossier, state=state, **common) for dossier in dossiers]
        return HelpRequest.objects.bulk_create(rows)

    return make


@pytest.fixture
def service(coordinator, colleague) -> ProviderService:
    """A place that CoMensha decides on."""
    organisation = Organisation.objects.create(name="Opvang Voorbeelddal", kind=OrganisationKind.PROVIDER)
    provider = Provider.objects.create(
        organisation=organisation,
        state=ProviderState.ACTIVE,
        proposed_by=coordinator,
        approved_by=colleague,
        approved_at=timezone.now(),
    )
    cosm = word(Vocabulary.SHELTER_TYPE, "COSM")
    return ProviderService.objects.create(provider=provider, name="COSM", shelter_type=cosm)


@pytest.fixture
def answered(coordinator, service, numbers):
    """`answered(help_requests, days=4)` records a place; with `refused="FULL"` a refusal."""

    def make(help_requests, *, days=3, refused="") -> list[PlacementRequest]:
        reason = word(Vocabulary.REFUSAL_REASON, refused) if refused else None
        rows = [
            PlacementRequest(
                help_request=one,
                service=service,
                reference=f"R{next(numbers)}",
                requested_by=coordinator,
                shared_fields=[],
                outcome=PlacementOutcome.DECLINED if reason else PlacementOutcome.ACCEPTED,
                refusal_reason=reason,
                decided_by=coordinator,
                decided_at=one.created_at + timedelta(days=days),
            )
            for one in help_requests
        ]
        if not reason:
            ids = [one.pk for one in help_requests]
            HelpRequest.objects.filter(pk__in=ids).update(state=HelpRequestState.PLACED)
        return PlacementRequest.objects.bulk_create(rows)

    return make
