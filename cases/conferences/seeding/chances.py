"""How often what occurs: roughly as the published figures have it (domain.md 1.7), not as any year was."""

from collections.abc import Mapping
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from cases.dossiers.choices import Gender, IdentityMode, SafetyLevel, Status
from cases.routing.choices import Urgency

T = TypeVar("T")


class Chances(Generic[T]):
    """Draws one of some values, each with its own weight."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self._values = list(weights)
        self._weights = list(accumulate(weights.values()))

    def draw(self, random: Random) -> T:
        return random.choices(self._values, cum_weights=self._weights)[0]


HOUSES = Chances(
    {
        "noord-limburg": 26,
        "midden-limburg": 16,
        "westelijke-mijnstreek": 15,
        "parkstad": 22,
        "maastricht-heuvelland": 21,
    }
)
FORMS_BEFORE = Chances(
    {"SEXUAL": 46, "LABOUR": 26, "CRIMINAL": 14, "SERVICES": 3, "BEGGING": 1, "NOT_YET": 4, "UNKNOWN": 6}
)
FORMS_NOW = Chances(
    {"SEXUAL": 32, "LABOUR": 43, "CRIMINAL": 15, "SERVICES": 2, "BEGGING": 1, "NOT_YET": 3, "UNKNOWN": 4}
)
GENDERS = {
    "SEXUAL": Chances({Gender.FEMALE: 90, Gender.MALE: 7, Gender.OTHER: 2, Gender.UNKNOWN: 1}),
    "LABOUR": Chances({Gender.FEMALE: 30, Gender.MALE: 69, Gender.UNKNOWN: 1}),
}
OTHER_GENDERS = Chances({Gender.FEMALE: 45, Gender.MALE: 53, Gender.UNKNOWN: 2})
# Mean and spread of the age in years.
AGES = {"SEXUAL": (24, 7), "LABOUR": (34, 9), "CRIMINAL": (20, 6)}
OTHER_AGES = (29, 10)
DUTCH_SHARE = {"SEXUAL": 0.34, "LABOUR": 0.05, "CRIMINAL": 0.4}
# Codes of national table 32; the first ones are of the European Union.
EUROPEAN = ("0072", "0074", "0053", "0061", "0027")
NATIONALITIES = Chances(
    {
        "0072": 20, "0074": 15, "0053": 9, "0061": 5, "0027": 3, "0137": 12, "0342": 6, "0050": 4, "0131": 5,
        "0336": 5, "0117": 2, "0253": 4, "0255": 3, "0307": 3, "0309": 2, "0312": 2,
    }
)  # fmt: skip
STATUSES_ELSEWHERE = Chances(
    {
        "REFLECTION": 30, "PERMIT_REGULAR": 20, "PENDING_ASYLUM": 15, "UNDOCUMENTED": 16, "DUBLIN": 9,
        "PERMIT_ASYLUM": 5, "UNKNOWN": 5,
    }
)  # fmt: skip
REPORTERS = Chances(
    {
        "POLICE": 30, "COORDINATOR": 27, "FAIRWORK": 8, "SHELTER": 8, "OUTREACH": 6, "NLA": 5,
        "VEILIG_THUIS": 5, "MUNICIPALITY": 4, "HEALTH": 3, "SELF": 2, "KMAR": 1, "LAWYER": 1,
    }
)  # fmt: skip
REPORTERS_OF_CHILDREN = Chances({"YOUTH_CARE": 40, "POLICE": 30, "VEILIG_THUIS": 20, "COORDINATOR": 10})
WITH_DUTY = ("POLICE", "KMAR", "NLA")
MODES = Chances({IdentityMode.FULL: 68, IdentityMode.PSEUDONYM: 20, IdentityMode.ANONYMOUS: 12})
BASES = Chances({"CONSENT_SELF": 58, "PUBLIC_TASK": 32, "LEGIT_INTEREST": 7, "VITAL": 3})
SAFETY = Chances({SafetyLevel.NONE: 35, SafetyLevel.RAISED: 40, SafetyLevel.HIGH: 20, SafetyLevel.ACUTE: 5})
CHILDREN = Chances({0: 84, 1: 9, 2: 5, 3: 2})
LANGUAGES = Chances(
    {"pl": 20, "ro": 15, "en": 18, "bg": 9, "hu": 5, "es": 8, "pt": 4, "ar": 7, "vi": 3, "tr": 3, "OTHER": 8}
)
CUSTODY = Chances({"PARENT": 45, "GUARDIAN": 25, "NOBODY": 10, "UNKNOWN": 20})
# Never call, never text, never post: what nobody asked about stays forbidden.
NEVER = Chances(
    {(True, True, True): 40, (False, True, True): 25, (False, False, True): 25, (False, False, False): 10}
)
NEEDS = {"BED": 0.55, "DOCTOR": 0.2, "POLICE": 0.15, "INTERPRETER": 0.35, "MONEY_FOOD": 0.2, "CLOTHES": 0.1}
CONTACTS = ("begeleider", "politie", "eigen telefoon")
# Status by the number of days since the report: up to 30, up to a year, longer.
FRESH = Chances({Status.REGISTERED: 45, Status.ACTIVE: 35, Status.WAITING: 20})
RUNNING = Chances({Status.ACTIVE: 55, Status.WAITING: 15, Status.AFTERCARE: 18, Status.CLOSED: 12})
OLD = Chances({Status.ACTIVE: 8, Status.AFTERCARE: 10, Status.CLOSED: 82})

HELP = Chances(
    {
        "PSYCH": 20, "MEDICAL": 18, "LEGAL_IMMIGRATION": 14, "INCOME": 10, "HOUSING": 10, "SAFETY": 9,
        "LEGAL_CRIMINAL": 8, "WORK_EDU": 5, "COMPENSATION": 3, "CHILDREN": 2, "RETURN": 1,
    }
)  # fmt: skip
SHELTER_SHARE = 0.62
MORE_HELP = Chances({0: 35, 1: 35, 2: 20, 3: 10})
URGENCIES = Chances({Urgency.NOW: 30, Urgency.WEEK: 45, Urgency.LATER: 25})
REFUSALS = Chances(
    {
        "FULL": 45, "TARGET_GROUP": 12, "STATUS_FUNDING": 12, "LVB_GGZ": 8, "CLIENT": 8, "REGION": 5,
        "NO_ANSWER": 4, "ADDICTION": 3, "AGE": 3,
    }
)  # fmt: skip
REFUSED_FIRST = Chances({0: 62, 1: 26, 2: 12})

GIVEN_NAMES = ("Proef", "Test", "Voorbeeld", "Fictief", "Verzonnen", "Bedacht", "Denkbeeldig", "Niemand")
SURNAME_STARTS = ("Voorbeeld", "Proef", "Testers", "Verzonnen", "Fictief", "Bedacht", "Nietbestaand", "Model")
SURNAME_ENDS = ("ova", "ski", "escu", "dal", "stad", "mans", "sen", "ović", "eira", "ó", "veld", "huis")
STREETS = ("Verzonnenstraat", "Voorbeeldlaan", "Proefweg", "Modelhof")
NOTES = (
    "Verzonnen: contact loopt via de begeleider.",
    "Verzonnen: spreekt liever met een vrouw.",
    "Verzonnen: vraagt om een tolk aan de telefoon.",
    "Verzonnen: belt alleen overdag terug.",
    "",
)
SHARED = (
    "Verzonnen: de begeleider gaat mee naar de afspraak.",
    "Verzonnen: er is een plek gevraagd.",
    "Verzonnen: de situatie thuis is rustig.",
)
DECISIONS = ("Verzonnen: eerst een advocaat.", "Verzonnen: volgende keer terug op de agenda.")
PROMISES = ("Verzonnen: tolk regelen.", "Verzonnen: aanbieder bellen.", "Verzonnen: afspraak maken.")
TITLES = ("Verzonnen: stand van zaken", "Verzonnen: vervolgplek", "Verzonnen: veiligheid")
