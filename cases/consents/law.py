"""Who must agree at which age. Plain Python; each rule names its source.

Under 12 a parent or guardian, from 12 to 15 both, from 16 the person alone. Whose age is uncertain and
who may be a child counts as one of 12 to 15, unless the estimate is lower.
"""

from dataclasses import dataclass
from enum import StrEnum

GUARDED_BELOW, TOGETHER_BELOW = 12, 16
YOUTH_ACT = "Jeugdwet art. 7.3.4"
PROTOCOL = "Protocol registratie slachtoffers, jeugdhulp"
TREATY = "Verdrag van Warschau art. 10 lid 3"


class Signer(StrEnum):
    SELF = "self"
    GUARDIAN = "guardian"
    BOTH = "both"


@dataclass(frozen=True)
class Rule:
    """Who must agree, why, and whether the law leaves room for the young person alone."""

    signer: Signer
    sentence: str
    source: str
    may_be_alone: bool = False


UNDER_12 = Rule(Signer.GUARDIAN, "Jonger dan 12: een ouder of voogd geeft toestemming.", YOUTH_ACT)
FROM_12 = Rule(
    Signer.BOTH, "Van 12 tot en met 15: de jongere én een ouder of voogd geven toestemming.", YOUTH_ACT
)
UNCERTAIN = Rule(
    Signer.BOTH,
    "De leeftijd is onzeker en misschien is dit een kind. Dan geven de persoon zelf én een ouder of "
    "voogd toestemming.",
    TREATY,
)
FROM_16 = Rule(Signer.SELF, "Vanaf 16 jaar geeft iemand zelf toestemming.", PROTOCOL)


def rule(age: int | None, *, may_be_minor: bool, is_care: bool) -> Rule:
    """The rule for somebody of this age. `is_care`: about help, where the Youth Act leaves room."""
    found = _by_age(age, may_be_minor)
    if found.signer == Signer.BOTH and is_care:
        return Rule(found.signer, found.sentence, found.source, may_be_alone=True)
    return found


def _by_age(age: int | None, may_be_minor: bool) -> Rule:  # noqa: FBT001
    if age is not None and age < GUARDED_BELOW:
        return UNDER_12
    if may_be_minor:
        return UNCERTAIN
    if age is not None and age < TOGETHER_BELOW:
        return FROM_12
    return FROM_16
