"""Compare a need with an offer: hard gates first, then a score, always with reasons. Plain Python.

    explain(need, offer) → Verdict

It never decides: the coordinator chooses from what is explained. law.py holds the gates of the
law; the gates here are the dimensions that a provider states per service.
"""

from collections.abc import Callable
from typing import TypeVar

from cases.routing import law
from cases.routing.need import ADULT, Access, Barrier, Need, Offer, Reason, Verdict, Weight

YES, NO, ASK = Weight.YES, Weight.NO, Weight.ASK
GENDERS = {"F": "vrouwen", "M": "mannen", "X": "non-binaire mensen"}
SECURITY = ["Open adres", "Besloten adres", "Geheim adres", "Beveiligd, dag en nacht begeleiding"]

T = TypeVar("T")
Gate = Callable[[Need, Offer], Barrier | None]
Scale = Callable[[Need, Offer], Reason | None]


def explain(need: Need, offer: Offer) -> Verdict:
    """Whether the offer fits the need, how well, and why or why not."""
    barriers = (*law.barriers(need, offer), *_found(GATES, need, offer))
    reasons = _found(SCALES, need, offer)
    deviations = tuple(Reason(NO, barrier.sentence, -4) for barrier in barriers if barrier.may_deviate)
    score = sum(reason.points for reason in (*reasons, *deviations))
    return Verdict(not barriers, score, _in_order((*reasons, *deviations)), barriers)


def _found(rules: tuple[Callable[[Need, Offer], T | None], ...], need: Need, offer: Offer) -> tuple[T, ...]:
    return tuple(found for rule in rules if (found := rule(need, offer)) is not None)


def _in_order(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """What speaks for it, then what must be asked, then what speaks against."""
    return tuple(sorted(reasons, key=lambda reason: (YES, ASK, NO).index(reason.weight)))


# --- gates ----------------------------------------------------------------
def _help_type(need: Need, offer: Offer) -> Barrier | None:
    if need.help_type in offer.help_types:
        return None
    return Barrier("Biedt deze hulp niet.")


def _age(need: Need, offer: Offer) -> Barrier | None:
    age = need.age_to_match
    too_young = offer.age_min is not None and (
        age < offer.age_min if age is not None else need.is_child and offer.age_min >= ADULT
    )
    too_old = offer.age_max is not None and (
        age > offer.age_max if age is not None else not need.is_child and offer.age_max < ADULT
    )
    return Barrier(f"Leeftijd: alleen {ages(offer)}.") if too_young or too_old else None


def _gender(need: Need, offer: Offer) -> Barrier | None:
    if not offer.genders or need.gender not in ("F", "M") or need.gender in offer.genders:
        return None
    only = " en ".join(GENDERS[gender] for gender in sorted(offer.genders))
    return Barrier(f"Alleen {only}.")


def _children(need: Need, offer: Offer) -> Barrier | None:
    if need.children <= offer.max_children:
        return None
    if offer.max_children == 0:
        return Barrier("Geen plek voor kinderen.")
    return Barrier(f"Hooguit {offer.max_children} kind{'eren' * (offer.max_children > 1)} mee.")


def _residence_status(need: Need, offer: Offer) -> Barrier | None:
    closed = offer.residence_statuses and need.residence_status not in offer.residence_statuses
    if not closed or need.residence_status == "UNKNOWN":
        return None
    return Barrier("Neemt niemand aan met deze verblijfsstatus.")


def _avoided_municipality(need: Need, offer: Offer) -> Barrier | None:
    if not need.avoid_municipality or need.avoid_municipality != offer.municipality:
        return None
    return Barrier(f"Ligt in het gebied dat {need.who} moet mijden.", f"Nee, niet veilig voor {need.whom}")


def ages(offer: Offer) -> str:
    """The ages in words: "vanaf 18 jaar", "12 tot en met 17 jaar"; empty without limits."""
    if offer.age_min is not None and offer.age_max is not None:
        return f"{offer.age_min} tot en met {offer.age_max} jaar"
    if offer.age_min is not None:
        return f"vanaf {offer.age_min} jaar"
    return f"tot en met {offer.age_max} jaar" if offer.age_max is not None else ""


# --- scales ---------------------------------------------------------------
def _designated(need: Need, offer: Offer) -> Reason | None:
    if not law.is_designated(need, offer):
        return None
    way = "voor een kind" if need.is_child else "in de bedenktijd"
    return Reason(YES, f"De aangewezen weg {way}", 6)


def _expertise(need: Need, offer: Offer) -> Reason | None:
    if need.exploitation_form not in offer.exploitation_forms:
        return None
    return Reason(YES, "Ervaring met deze vorm van uitbuiting", 3)


def _security(need: Need, offer: Offer) -> Reason | None:
    if offer.security_level < need.security_needed:
        return Reason(NO, f"{SECURITY[offer.security_level]}: minder veilig dan nodig", -3)
    return Reason(YES, SECURITY[offer.security_level], 2) if offer.security_level else None


def _region(need: Need, offer: Offer) -> Reason | None:
    if offer.care_region and offer.care_region == need.care_region:
        return Reason(YES, "In de eigen zorgregio", 2)
    place = "In een andere regio" if offer.care_region else "Waarschijnlijk buiten Limburg"
    return Reason(ASK, f"{place}. Wil {need.who} dat?")


def _around_the_clock(need: Need, offer: Offer) -> Reason | None:
    if not need.is_urgent:
        return None
    if offer.available_24_7:
        return Reason(YES, "Dag en nacht bereikbaar", 1)
    return Reason(NO, "Niet dag en nacht bereikbaar", -1)


def _interpreter(need: Need, offer: Offer) -> Reason | None:
    if offer.has_interpreter and (need.interpreter_needed or need.residence_status != law.DUTCH):
        return Reason(YES, "Tolk beschikbaar", 2 if need.interpreter_needed else 1)
    if need.interpreter_needed:
        return Reason(NO, "Geen eigen tolk", -1)
    return None if need.residence_status == law.DUTCH else Reason(ASK, "Tolk niet zeker")


def _pregnancy(need: Need, offer: Offer) -> Reason | None:
    """Where no child may come along, the day of birth is a question."""
    if not need.is_pregnant or not offer.shelter_type or offer.max_children > need.children:
        return None
    return Reason(ASK, f"Vraag of {need.who} kan blijven als het kind er is")


def _capacity(need: Need, offer: Offer) -> Reason | None:
    if not offer.knows_capacity(need.today):
        return None
    return Reason(NO, "Nu vol", -3) if offer.capacity_free == 0 else Reason(YES, "Plek vrij", 3)


def _entry(_need: Need, offer: Offer) -> Reason | None:
    if offer.entry_route == "DIRECT":
        return None
    return Reason(ASK, f"Alleen {offer.entry_label}: noem als voorkeur", -2)


def _unknown_age(need: Need, offer: Offer) -> Reason | None:
    limited = offer.age_min is not None or offer.age_max is not None
    return Reason(ASK, f"Leeftijd onbekend. Neemt {ages(offer)}") if need.age is None and limited else None


def _unknown_gender(need: Need, offer: Offer) -> Reason | None:
    if need.gender in ("F", "M") or not offer.genders or need.gender in offer.genders:
        return None
    return Reason(ASK, "Vraag of deze persoon hier welkom is")


def _unsure_status(need: Need, offer: Offer) -> Reason | None:
    if not offer.is_wmo or need.wmo != Access.ASK:
        return None
    return Reason(ASK, "Vraag of deze verblijfsstatus recht geeft op opvang uit de Wmo", -1)


def _unknown_place(need: Need, offer: Offer) -> Reason | None:
    if not need.avoid_municipality or offer.municipality:
        return None
    return Reason(ASK, f"Vraag of de plek buiten het gebied ligt dat {need.who} moet mijden")


GATES: tuple[Gate, ...] = (
    _help_type,
    _age,
    _gender,
    _children,
    _residence_status,
    _avoided_municipality,
)
SCALES: tuple[Scale, ...] = (
    _designated,
    _expertise,
    _security,
    _region,
    _around_the_clock,
    _interpreter,
    _pregnancy,
    _capacity,
    _unknown_age,
    _unknown_gender,
    _unsure_status,
    _unknown_place,
    _entry,
)
