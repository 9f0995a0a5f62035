# ruff: noqa: E501 (one example a line)
"""Fictitious dossiers in two houses, registered through the same action as on screen. Nobody exists."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from cases.dossiers import actions
from cases.dossiers.choices import Gender, IdentityMode, SafetyLevel, Vocabulary
from cases.dossiers.models import Dossier, Option
from cases.dossiers.registration import Facts, Identity
from zorgportaal.accounts.demo import person
from zorgportaal.accounts.models import User
from zorgportaal.regions.models import Municipality, Nationality, SafetyHouse

G, M = Gender, IdentityMode


@dataclass(frozen=True)
class Example:
    """One possible victim as a coordinator would type it; `surname` empty means anonymous."""

    who: str
    gender: Gender
    age: int
    form: str
    residence: str
    reporter: str
    basis: str
    found: str
    days_ago: int
    nationality: str
    surname: str = ""
    safety: SafetyLevel = SafetyLevel.RAISED
    may_be_minor: bool = False
    estimated: bool = False
    language: str = "nl"
    needs: tuple[str, ...] = ()


N, C, H = "coordinator.noord", "collega.noord", "coordinator.heuvelland"
EXAMPLES = [
    Example(N, G.FEMALE, 22, "SEXUAL", "REFLECTION", "POLICE", "STATUTORY_DUTY", "GM0983", 34, "0342", "Verzonnenova", SafetyLevel.HIGH, language="en", needs=("BED", "DOCTOR")),
    Example(N, G.MALE, 31, "LABOUR", "EU_EEA", "NLA", "STATUTORY_DUTY", "GM0984", 9, "0074", "Proefescu", language="ro", needs=("MONEY_FOOD", "INTERPRETER")),
    Example(N, G.FEMALE, 16, "SEXUAL", "NL", "YOUTH_CARE", "CONSENT_SELF", "GM1507", 14, "0001", "Voorbeeldsen", SafetyLevel.HIGH),
    Example(N, G.FEMALE, 19, "SEXUAL", "REFLECTION", "POLICE", "STATUTORY_DUTY", "GM0983", 1, "0253", "Testeira", SafetyLevel.ACUTE, may_be_minor=True, estimated=True, language="pt", needs=("BED", "INTERPRETER", "CLOTHES")),
    Example(C, G.MALE, 44, "LABOUR", "EU_EEA", "FAIRWORK", "CONSENT_SELF", "GM0893", 27, "0072", "Proefski", language="pl"),
    Example(C, G.MALE, 28, "CRIMINAL", "UNDOCUMENTED", "SHELTER", "NONE_ANONYMOUS", "GM0889", 35, "0000"),
    Example(N, G.FEMALE, 35, "SERVICES", "PERMIT_REGULAR", "COORDINATOR", "PUBLIC_TASK", "GM0983", 70, "0131", "Denkbeeldig", language="ar"),
    Example(N, G.OTHER, 26, "SEXUAL", "NL", "SELF", "CONSENT_SELF", "GM1894", 90, "0001", "Fictief"),
    Example(H, G.FEMALE, 24, "SEXUAL", "PENDING_ASYLUM", "POLICE", "STATUTORY_DUTY", "GM0935", 5, "0342", "Nietbestaand", SafetyLevel.HIGH, language="en", needs=("BED",)),
    Example(H, G.MALE, 39, "LABOUR", "EU_EEA", "NLA", "STATUTORY_DUTY", "GM0981", 12, "0072", "Voorbeeldowicz", language="pl"),
    Example(H, G.FEMALE, 17, "CRIMINAL", "NL", "VEILIG_THUIS", "CONSENT_SELF", "GM0938", 40, "0001", "Proefmans", SafetyLevel.HIGH),
    Example(H, G.MALE, 23, "CRIMINAL", "NL", "HEALTH", "NONE_ANONYMOUS", "GM0935", 60, "0000"),
]  # fmt: skip


def make() -> None:
    """Register the examples, once."""
    if Dossier.objects.exists():
        return
    for number, example in enumerate(EXAMPLES):
        coordinator = person(example.who)
        mode = M.FULL if number % 2 == 0 else M.PSEUDONYM
        actions.register_dossier(
            by=coordinator,
            house=_house(coordinator),
            facts=_facts(example, mode if example.surname else M.ANONYMOUS),
            identity=_identity(example, number) if example.surname else None,
        )


def _house(user: User) -> SafetyHouse:
    return SafetyHouse.objects.get(people=user)


def _facts(example: Example, mode: IdentityMode) -> Facts:
    return Facts(
        identity_mode=mode,
        gender=example.gender,
        age=example.age,
        age_is_estimated=example.estimated,
        may_be_minor=example.may_be_minor,
        exploitation_form=_option(Vocabulary.EXPLOITATION_FORM, example.form),
        residence_status=_option(Vocabulary.RESIDENCE_STATUS, example.residence),
        reporter_category=_option(Vocabulary.REPORTER_CATEGORY, example.reporter),
        legal_basis=_option(Vocabulary.LEGAL_BASIS, example.basis),
        nationality=Nationality.objects.get(brp_code=example.nationality),
        found_municipality=Municipality.objects.get(gm_code=example.found),
        safety_level=example.safety,
        language=_option(Vocabulary.LANGUAGE, example.language),
        interpreter_needed=example.language not in ("nl", "en"),
        is_hurt="DOCTOR" in example.needs,
        custody=_option(Vocabulary.CUSTODY, "NOBODY") if example.may_be_minor else None,
        reflection_started_on=_reflection(example),
        contact_via="begeleider" if mode != M.ANONYMOUS else "",
        never_call=example.safety >= SafetyLevel.HIGH,
        needs_now=example.needs,
        reported_on=timezone.localdate() - timedelta(days=example.days_ago),
        note="Voorbeeld: contact loopt via de begeleider.",
    )


def _reflection(example: Example) -> date | None:
    """It began on the day of the report."""
    is_so = example.residence == "REFLECTION"
    return timezone.localdate() - timedelta(days=example.days_ago) if is_so else None


def _identity(example: Example, number: int) -> Identity:
    """Numbers that nobody can have: a V-number of zeros and a phone in the range for fiction."""
    reported_on = timezone.localdate() - timedelta(days=example.days_ago)
    return Identity(
        surname=example.surname,
        given_names="Proef",
        birth_date=None if example.estimated else date(reported_on.year - example.age, 1, 1),
        v_number=f"00000000{number:02d}",
        phone=f"06-0000 00{number:02d}",
        whereabouts="Voorbeeldadres, plaats onbekend",
    )


def _option(vocabulary: Vocabulary, code: str) -> Option:
    return Option.objects.get(vocabulary=vocabulary, code=code)
