"""What the law says about who may go where. Plain Python; each rule names its source.

The codes are those of the vocabularies `shelter_type` and `residence_status`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cases.routing.need import Barrier, Need, Offer

WMO = frozenset({"VO", "MANO", "MO", "BW"})
COSM = frozenset({"COSM", "COSM_NLA", "OMM"})
YOUTH = frozenset({"YOUTH_OPEN", "YOUTH_CLOSED", "BO"})
EMERGENCY = "EMERGENCY"
REFLECTION = "REFLECTION"

# Wmo 2015 art. 1.2.2 opens it to Vw art. 8 a to e and l. Refugees from Ukraine: ask, see hints().
WMO_OPEN = frozenset({"NL", "EU_EEA", "PERMIT_REGULAR", "PERMIT_ASYLUM"})
WMO_ASK = frozenset({"EU_EEA", "TEMP_PROTECTION", "UNKNOWN"})
COSM_CLOSED = {
    "NL": "COSM is er alleen voor mensen zonder Nederlandse nationaliteit.",
    "PERMIT_REGULAR": "COSM is er voor de bedenktijd. Met een vergunning gaat de weg via de Wmo.",
    "PERMIT_ASYLUM": "COSM is er voor de bedenktijd. Met een vergunning gaat de weg via de Wmo.",
    "UNDOCUMENTED": "COSM kan pas in de bedenktijd. Vraag de politie eerst de bedenktijd aan te bieden.",
}
WMO_SOURCE = "Wmo 2015 art. 1.2.2, Vw 2000 art. 8"
REFLECTION_SOURCE = "Wmo 2015 art. 1.2.2, Vw 2000 art. 8 onder k"
COSM_SOURCE = "CoMensha, coördinatie van opvang; Vc 2000 B8/3"
CHILD_SOURCE = "Verdrag Raad van Europa tegen mensenhandel art. 10; Jeugdwet"
NO_ROOM = "Nee, de wet geeft geen ruimte"


@dataclass(frozen=True)
class Notice:
    """What the coordinator must know of the law before she reads the list."""

    headline: str
    text: str
    source: str


def barriers(need: Need, offer: Offer) -> list[Barrier]:
    """What the law closes for this person at this kind of shelter."""
    return [found for rule in RULES if (found := rule(need, offer))]


def wmo_is_closed(need: Need) -> bool:
    return need.residence_status not in WMO_OPEN | WMO_ASK


def is_designated(need: Need, offer: Offer) -> bool:
    """The way the law and the agreements point out for somebody of this status and age."""
    if need.is_child:
        return offer.shelter_type == ("YOUTH_OPEN" if need.residence_status == "NL" else "BO")
    return need.residence_status == REFLECTION and offer.shelter_type == "COSM"


def notice(need: Need) -> Notice | None:
    """The sentence above the list; None when the law says nothing special."""
    if need.is_child and need.residence_status != "NL":
        return Notice(
            "Een minderjarige gaat niet naar COSM.",
            "Nidos beslist over de beschermde opvang en heeft de voogdij. U vraagt aan."
            " Ook wie misschien minderjarig is, geldt als kind.",
            CHILD_SOURCE,
        )
    if need.is_child:
        return Notice(
            "Voor een minderjarige geldt de Jeugdwet.",
            "De gemeente of de gecertificeerde instelling beslist over jeugdhulp met verblijf.",
            CHILD_SOURCE,
        )
    if need.residence_status == REFLECTION:
        return Notice(
            "In de bedenktijd is er geen recht op opvang uit de Wmo.",
            "Een volwassene gaat naar COSM. CoMensha beslist over de plek, u vraagt aan.",
            REFLECTION_SOURCE,
        )
    if need.residence_status == "UNDOCUMENTED":
        return Notice(
            "Zonder rechtmatig verblijf is er geen recht op opvang uit de Wmo.",
            "Vraag de politie eerst de bedenktijd aan te bieden. Daarna staat COSM open.",
            WMO_SOURCE,
        )
    if wmo_is_closed(need):
        return Notice(
            "Met deze verblijfsstatus is er geen recht op opvang uit de Wmo.",
            "Kijk naar COA of naar de regeling verstrekkingen (Rvb).",
            WMO_SOURCE,
        )
    return None


def _wmo(need: Need, offer: Offer) -> Barrier | None:
    if offer.shelter_type not in WMO or not wmo_is_closed(need):
        return None
    if need.residence_status == REFLECTION:
        return Barrier(
            "Wmo-opvang. Geen recht in de bedenktijd.", NO_ROOM, source=REFLECTION_SOURCE
        )
    return Barrier("Wmo-opvang. Geen recht met deze verblijfsstatus.", NO_ROOM, source=WMO_SOURCE)


def _cosm(need: Need, offer: Offer) -> Barrier | None:
    if offer.shelter_type not in COSM:
        return None
    if need.is_child:
        return Barrier("COSM is er alleen voor volwassenen.", NO_ROOM, source=CHILD_SOURCE)
    sentence = COSM_CLOSED.get(need.residence_status) if offer.shelter_type == "COSM" else None
    return Barrier(sentence, source=COSM_SOURCE) if sentence else None


def _youth(need: Need, offer: Offer) -> Barrier | None:
    if offer.shelter_type not in YOUTH:
        return None
    if not need.is_child:
        return Barrier("Alleen voor minderjarigen.", NO_ROOM, source=CHILD_SOURCE)
    if offer.shelter_type == "BO" and need.residence_status == "NL":
        return Barrier("Nidos is er niet voor Nederlandse kinderen.", NO_ROOM, source=CHILD_SOURCE)
    return None


def _emergency(need: Need, offer: Offer) -> Barrier | None:
    """An emergency bed is off the usual way, but stands open with a written reason."""
    if offer.shelter_type != EMERGENCY or not (need.is_child or wmo_is_closed(need)):
        return None
    return Barrier(
        "Wijkt af van de gewone weg: geef een reden.",
        "Ja, met een reden",
        may_deviate=True,
        source=CHILD_SOURCE if need.is_child else "Vc 2000 B8/3: eerste opvang in de eigen regio",
    )


RULES: tuple[Callable[[Need, Offer], Barrier | None], ...] = (_wmo, _cosm, _youth, _emergency)
