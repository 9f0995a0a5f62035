"""What the law says of a registration, to whoever is still filling it in: a sentence and its source."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from cases.dossiers.choices import CONSENTS, REPORTERS_WITH_DUTY, IdentityMode
from cases.dossiers.models import Option
from cases.dossiers.registration import JOINT_CONSENT, OWN_CONSENT

PROTOCOL = "Protocol registratie slachtoffers, jeugdhulp"


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
UNKNOWN_AGE = Rule(
    "Wie mag toestemming geven?",
    "Vanaf 16 jaar iemand zelf, daaronder een ouder of voogd.",
    PROTOCOL,
)
PERHAPS_A_CHILD = Rule(
    "Misschien een kind.",
    "Zolang de leeftijd niet vaststaat, geeft een ouder of voogd toestemming.",
    "Verdrag van Warschau art. 10 lid 3",
)
YOUNGEST = Rule(
    "Jonger dan 12.",
    "Een ouder of voogd geeft toestemming, op papier. Let op als een ouder betrokken kan zijn.",
    f"{PROTOCOL}; Jeugdwet art. 7.3.4",
)
YOUNG = Rule(
    "Van 12 tot en met 15 jaar.",
    "Een ouder of voogd geeft toestemming, op papier. In de jeugdhulp doet de jongere dat ook zelf.",
    f"{PROTOCOL}; Jeugdwet art. 7.3.4 lid 2",
)
OLD_ENOUGH = Rule("16 jaar of ouder.", "Iemand geeft zelf toestemming, op papier.", PROTOCOL)


def of_basis(known: Known) -> Iterator[Rule]:
    """Who must report, who may consent, and what an anonymous registration may hold."""
    if known.reporter_category and known.reporter_category.pk in REPORTERS_WITH_DUTY:
        yield DUTY
    if known.identity_mode == IdentityMode.ANONYMOUS:
        yield ANONYMOUS
    elif known.legal_basis is None or known.legal_basis.pk in CONSENTS:
        yield _of_consent(known)


def _of_consent(known: Known) -> Rule:
    if known.may_be_minor:
        return PERHAPS_A_CHILD
    if known.age is None:
        return UNKNOWN_AGE
    if known.age >= OWN_CONSENT:
        return OLD_ENOUGH
    return YOUNGEST if known.age < JOINT_CONSENT else YOUNG
