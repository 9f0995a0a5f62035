"""Who consents at which age. One rule, asked by the registration and by every consent. Plain Python.

Below 12 a parent or guardian; from 12 to 15 both, but to be registered at CoMensha the parent or guardian
is enough; from 16 the person alone. Who may be a child counts as one until the age is certain.
"""

from dataclasses import dataclass
from enum import StrEnum

OWN_CONSENT, JOINT_CONSENT = 16, 12  # years
PROTOCOL = "Protocol registratie slachtoffers, jeugdhulp"
YOUTH_ACT = "Jeugdwet art. 7.3.4"
TREATY = "Verdrag van Warschau art. 10 lid 3"


class Signer(StrEnum):
    SELF = "self"
    GUARDIAN = "guardian"
    BOTH = "both"


@dataclass(frozen=True)
class ConsentRule:
    """Whose consent is enough, and why."""

    headline: str
    sentence: str
    source: str
    signers: tuple[Signer, ...]

    def __str__(self) -> str:
        return f"{self.headline} {self.sentence} ({self.source})"


UNDER_12 = ConsentRule(
    "Jonger dan 12.",
    "Een ouder of voogd geeft toestemming, op papier. Let op als een ouder betrokken kan zijn.",
    f"{PROTOCOL}; {YOUTH_ACT}",
    (Signer.GUARDIAN,),
)
FROM_12 = ConsentRule(
    "Van 12 tot en met 15 jaar.",
    "De jongere én een ouder of voogd geven allebei toestemming.",
    f"{YOUTH_ACT} lid 2",
    (Signer.BOTH,),
)
FROM_12_TO_REGISTER = ConsentRule(
    "Van 12 tot en met 15 jaar.",
    "Voor registratie bij CoMensha geeft een ouder of voogd toestemming, op papier. De jongere mag mee "
    "tekenen. In de jeugdhulp geven zij allebei toestemming.",
    PROTOCOL,
    (Signer.GUARDIAN, Signer.BOTH),
)
PERHAPS_A_CHILD = ConsentRule(
    "Misschien een kind.",
    "Zolang de leeftijd niet vaststaat, geven de persoon zelf én een ouder of voogd toestemming.",
    f"{TREATY}; {YOUTH_ACT} lid 2",
    (Signer.BOTH,),
)
PERHAPS_A_CHILD_TO_REGISTER = ConsentRule(
    "Misschien een kind.",
    "Zolang de leeftijd niet vaststaat, geeft voor registratie bij CoMensha een ouder of voogd toestemming.",
    f"{TREATY}; {PROTOCOL}",
    (Signer.GUARDIAN, Signer.BOTH),
)
FROM_16 = ConsentRule(
    "16 jaar of ouder.", "Iemand geeft zelf toestemming.", f"{PROTOCOL}; {YOUTH_ACT}", (Signer.SELF,)
)
UNKNOWN_AGE = ConsentRule(
    "Wie mag toestemming geven?",
    "Vanaf 16 jaar iemand zelf, daaronder een ouder of voogd. Is dit misschien een kind? Kies dat dan bij "
    "de leeftijd.",
    PROTOCOL,
    (Signer.SELF, Signer.BOTH),
)


def who_consents(age: int | None, *, may_be_minor: bool, to_register: bool) -> ConsentRule:
    """`to_register`: only at CoMensha; help and whatever is shared for it falls under the Youth Act."""
    if age is not None and age < JOINT_CONSENT:
        return UNDER_12
    if may_be_minor:
        return PERHAPS_A_CHILD_TO_REGISTER if to_register else PERHAPS_A_CHILD
    if age is None:
        return UNKNOWN_AGE
    if age >= OWN_CONSENT:
        return FROM_16
    return FROM_12_TO_REGISTER if to_register else FROM_12
