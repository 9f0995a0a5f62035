"""What the law says about who may go where. Plain Python; each rule names its source.

Which status opens what, and which kind of shelter is which, stands in the lists of the field
(`data/options.csv` of the dossiers): here is only what follows from it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cases.routing.need import Access, Barrier, Need, Offer

DUTCH, REFLECTION = "NL", "REFLECTION"
EMERGENCY, COSM, NIDOS, YOUTH = "EMERGENCY", "COSM", "BO", "YOUTH_OPEN"

WMO_SOURCE = "Wmo 2015 art. 1.2.2, Vw 2000 art. 8"
REFLECTION_SOURCE = "Wmo 2015 art. 1.2.2, Vw 2000 art. 8 onder k"
COSM_SOURCE = "CoMensha, coördinatie van opvang; Vc 2000 B8/3"
CHILD_SOURCE = "Verdrag van de Raad van Europa tegen mensenhandel art. 10, Jeugdwet"
EMERGENCY_SOURCE = "Vc 2000 B8/3: eerste opvang in de eigen regio"
NO_ROOM = "Nee, de wet geeft geen ruimte"

Rule = Callable[[Need, Offer], Barrier | None]


@dataclass(frozen=True)
class Notice:
    """What the coordinator must know of the law before she reads the list."""

    headline: str
    text: str
    source: str


def is_designated(need: Need, offer: Offer) -> bool:
    """The way the law and the agreements point out for somebody of this status and age."""
    if need.is_child:
        return offer.shelter_type == (YOUTH if need.residence_status == DUTCH else NIDOS)
    return need.residence_status == REFLECTION and offer.shelter_type == COSM


def barriers(need: Need, offer: Offer) -> list[Barrier]:
    """What the law closes for this person at this kind of shelter."""
    return [found for rule in RULES if (found := rule(need, offer))]


def _wmo(need: Need, offer: Offer) -> Barrier | None:
    if not offer.is_wmo or need.wmo != Access.CLOSED:
        return None
    if need.residence_status == REFLECTION:
        return Barrier("Wmo-opvang. Geen recht in de bedenktijd.", NO_ROOM, source=REFLECTION_SOURCE)
    return Barrier("Wmo-opvang. Geen recht met deze verblijfsstatus.", NO_ROOM, source=WMO_SOURCE)


def _adults_only(need: Need, offer: Offer) -> Barrier | None:
    if not (offer.adults_only and need.is_child):
        return None
    return Barrier("Alleen voor volwassenen. Een kind gaat niet naar COSM.", NO_ROOM, source=CHILD_SOURCE)


def _cosm(need: Need, offer: Offer) -> Barrier | None:
    if offer.shelter_type != COSM or need.is_child or need.cosm != Access.CLOSED:
        return None
    if need.route == "REFLECTION_FIRST":
        return Barrier("COSM kan pas in de bedenktijd. De politie biedt die aan.", source=COSM_SOURCE)
    return Barrier("COSM is er alleen in de bedenktijd.", source=COSM_SOURCE)


def _minors_only(need: Need, offer: Offer) -> Barrier | None:
    if not offer.minors_only:
        return None
    if not need.is_child:
        return Barrier("Alleen voor minderjarigen.", NO_ROOM, source=CHILD_SOURCE)
    if offer.shelter_type == NIDOS and need.residence_status == DUTCH:
        return Barrier("Nidos is er niet voor Nederlandse kinderen.", NO_ROOM, source=CHILD_SOURCE)
    return None


def _emergency(need: Need, offer: Offer) -> Barrier | None:
    """An emergency bed is off the usual way, but stands open with a written reason."""
    if offer.shelter_type != EMERGENCY or not (need.is_child or need.wmo == Access.CLOSED):
        return None
    source = CHILD_SOURCE if need.is_child else EMERGENCY_SOURCE
    return Barrier(
        "Wijkt af van de gewone weg: geef een reden", "Ja, met een reden", may_deviate=True, source=source
    )


RULES: tuple[Rule, ...] = (_wmo, _adults_only, _cosm, _minors_only, _emergency)


# --- the sentence above the list ------------------------------------------
FOREIGN_CHILD = Notice(
    "Een minderjarige gaat niet naar COSM.",
    "Nidos beslist over de beschermde opvang, u vraagt aan. Wie misschien jonger dan 18 is, geldt als kind.",
    CHILD_SOURCE,
)
DUTCH_CHILD = Notice(
    "Voor een minderjarige geldt de Jeugdwet.",
    "De gemeente of de gecertificeerde instelling beslist over jeugdhulp met verblijf.",
    CHILD_SOURCE,
)
IN_REFLECTION = Notice(
    "In de bedenktijd is er geen recht op opvang uit de Wmo.",
    "Een volwassene gaat naar COSM. CoMensha beslist over de plek, u vraagt aan.",
    REFLECTION_SOURCE,
)
WHERE_ELSE = {
    "RVB": "Kijk naar de regeling verstrekkingen (Rvb).",
    "COA": "Opvang loopt via COA.",
    "REFLECTION_FIRST": "Vraag de politie eerst de bedenktijd aan te bieden. Dan staat COSM open.",
}


def notice(need: Need) -> Notice | None:
    """What to know of the law for somebody of this status and age; None when nothing special."""
    if need.is_child:
        return DUTCH_CHILD if need.residence_status == DUTCH else FOREIGN_CHILD
    if need.residence_status == REFLECTION:
        return IN_REFLECTION
    if need.wmo == Access.CLOSED:
        return Notice(
            "Met deze verblijfsstatus is er geen recht op opvang uit de Wmo.",
            WHERE_ELSE.get(need.route, "Vraag juridisch advies over de opvang."),
            WMO_SOURCE,
        )
    return None
