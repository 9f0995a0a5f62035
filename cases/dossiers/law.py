"""What the law says of a registration, to whoever is still filling it in: a sentence and its source."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from cases.dossiers.choices import CONSENTS, REPORTERS_WITH_DUTY, YOUTH_CARE, IdentityMode
from cases.dossiers.consent_age import ConsentRule, who_consents
from cases.dossiers.models import Option


@dataclass(frozen=True)
class Rule:
    headline: str
    sentence: str
    source: str


class Known(Protocol):
    """What is known so far."""

    @property
    def identity_mode(self) -> IdentityMode | None: ...
    @property
    def age(self) -> int | None: ...
    @property
    def may_be_minor(self) -> bool: ...
    @property
    def reporter_category(self) -> Option | None: ...
    @property
    def legal_basis(self) -> Option | None: ...


DUTY = Rule(
    "Deze aanmelder moet melden.",
    "De politie, de marechaussee en de Arbeidsinspectie melden ieder mogelijk slachtoffer bij CoMensha.",
    "Vc 2000 B8/3; Besluit politiegegevens art. 4:2",
)
ANONYMOUS = Rule(
    "Anoniem: geen naam, geen geboortedatum, geen contact.",
    "Wel vorm van uitbuiting, leeftijd, geslacht, nationaliteit en gemeente. CoMensha kan dan niet zien of "
    "iemand al bekend is.",
    "AVG art. 4 lid 1 en overweging 26",
)


def of_basis(known: Known) -> Iterator[Rule | ConsentRule]:
    """Who must report, who may consent, and what an anonymous registration may hold."""
    if known.reporter_category and known.reporter_category.pk in REPORTERS_WITH_DUTY:
        yield DUTY
    if known.identity_mode == IdentityMode.ANONYMOUS:
        yield ANONYMOUS
    elif known.legal_basis is None or known.legal_basis.pk in CONSENTS:
        yield _of_consent(known)


def _of_consent(known: Known) -> ConsentRule:
    is_youth_care = known.reporter_category is not None and known.reporter_category.pk == YOUTH_CARE
    return who_consents(known.age, may_be_minor=known.may_be_minor, to_register=not is_youth_care)
