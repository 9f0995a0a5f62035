"""The rules of matching, as the law and the lists of the field state them. No database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.dossiers.reference import options
from cases.routing import law
from cases.routing.matching import explain
from cases.routing.models.requests import ACCESS
from cases.routing.need import Access, Need, Offer, Weight

TODAY = date(2026, 11, 20)
OPTIONS = {(option.vocabulary, option.code): option.attributes for option in options()}


def status(code):
    """A residence status with what the list of the field says of it."""
    said = OPTIONS["residence_status", code]
    return {
        "residence_status": code,
        "wmo": ACCESS.get(said["wmo"], Access.ASK),
        "cosm": ACCESS.get(said["cosm"], Access.ASK),
        "route": said.get("route", ""),
    }


def shelter(code, **terms):
    said = OPTIONS["shelter_type", code]
    kinds = {name: said.get(name, False) for name in ("is_wmo", "adults_only", "minors_only")}
    return Offer(code, **kinds, help_types=SHELTER, **terms)


SHELTER = frozenset({"SHELTER"})
WOMAN = Need(
    "SHELTER",
    TODAY,
    gender="F",
    age=22,
    **status("REFLECTION"),
    exploitation_form="SEXUAL",
    security_needed=2,
    care_region="ML",
    is_urgent=True,
)
CHILD = replace(WOMAN, age=16, is_child=True)
COSM = shelter("COSM", age_min=18, security_level=2, available_24_7=True)
WOMEN = shelter("VO", genders=frozenset({"F"}), age_min=18, security_level=2, care_region="ML")
PROTECTED = shelter("BO", age_max=17, security_level=2)
BED = shelter("EMERGENCY", security_level=2, care_region="ML", available_24_7=True)


@pytest.mark.parametrize("shelter_type", ["VO", "MANO", "MO", "BW"])
def test_wmo_shelter_is_closed_in_the_reflection_period_and_says_why(shelter_type):
    verdict = explain(WOMAN, shelter(shelter_type, age_min=18))

    assert not verdict.is_suitable
    assert verdict.main_barrier.sentence == "Wmo-opvang. Geen recht in de bedenktijd."
    assert verdict.main_barrier.room == "Nee, de wet geeft geen ruimte"
    assert verdict.source == "Wmo 2015 art. 1.2.2, Vw 2000 art. 8 onder k"


def test_adult_in_the_reflection_period_goes_to_cosm_first():
    verdict = explain(WOMAN, COSM)

    assert verdict.fits
    assert verdict.reasons[0].sentence == "De aangewezen weg in de bedenktijd"
    assert verdict.score > explain(WOMAN, BED).score


def test_cosm_through_another_is_named_as_a_preference():
    other = replace(COSM, entry_route="COMENSHA", entry_label="via CoMensha")
    asked = [reason for reason in explain(WOMAN, other).reasons if reason.weight == Weight.ASK]
    assert "Alleen via CoMensha: noem als voorkeur" in [reason.sentence for reason in asked]


def test_child_never_goes_to_cosm_but_to_the_shelter_of_nidos():
    assert not explain(CHILD, COSM).is_suitable
    assert explain(CHILD, PROTECTED).fits
    assert explain(CHILD, PROTECTED).reasons[0].sentence == "De aangewezen weg voor een kind"


@pytest.mark.parametrize("estimate", [None, 19, 25])
def test_whoever_may_be_a_child_is_treated_as_one(estimate):
    perhaps = replace(CHILD, age=estimate)

    assert not explain(perhaps, COSM).is_suitable
    assert not explain(perhaps, replace(WOMEN, is_wmo=False)).is_suitable
    assert explain(perhaps, PROTECTED).is_suitable


def test_dutch_child_does_not_go_to_nidos():
    assert not explain(replace(CHILD, **status("NL")), PROTECTED).is_suitable


def test_adult_does_not_go_to_youth_shelter():
    assert not explain(WOMAN, replace(PROTECTED, age_max=None)).is_suitable


def test_emergency_bed_may_deviate_with_a_reason():
    verdict = explain(WOMAN, BED)

    assert not verdict.fits
    assert verdict.may_deviate
    assert verdict.reasons[-1].sentence == "Wijkt af van de gewone weg: geef een reden"


def test_emergency_bed_for_men_stays_closed_to_a_woman():
    verdict = explain(WOMAN, replace(BED, genders=frozenset({"M"})))

    assert not verdict.may_deviate
    assert verdict.main_barrier.sentence == "Alleen mannen."


def test_emergency_bed_is_the_usual_way_for_a_dutch_adult():
    assert explain(replace(WOMAN, **status("NL")), BED).fits


@pytest.mark.parametrize("code", ["NL", "PERMIT_REGULAR", "PERMIT_ASYLUM"])
def test_wmo_shelter_is_open_with_a_permit_or_as_a_citizen(code):
    assert explain(replace(WOMAN, **status(code)), WOMEN).fits


@pytest.mark.parametrize(
    "code", ["PENDING_REGULAR", "PENDING_ASYLUM", "OBJECTION", "DUBLIN", "UNDOCUMENTED", "VISA_FREE"]
)
def test_wmo_shelter_is_closed_with_every_other_status(code):
    verdict = explain(replace(WOMAN, **status(code)), WOMEN)
    assert verdict.main_barrier.source == "Wmo 2015 art. 1.2.2, Vw 2000 art. 8"


@pytest.mark.parametrize("code", ["UNKNOWN", "EU_EEA", "TEMP_PROTECTION"])
def test_doubtful_status_is_a_question_and_not_a_refusal(code):
    verdict = explain(replace(WOMAN, **status(code)), WOMEN)
    assert verdict.fits
    assert any("recht geeft op opvang uit de Wmo" in reason.sentence for reason in verdict.reasons)


@pytest.mark.parametrize("code", ["NL", "PERMIT_REGULAR", "UNDOCUMENTED"])
def test_cosm_is_only_for_the_reflection_period(code):
    assert not explain(replace(WOMAN, **status(code)), COSM).is_suitable


@pytest.mark.parametrize(
    ("offer", "sentence"),
    [
        (replace(COSM, help_types=frozenset({"MEDICAL"})), "Biedt deze hulp niet."),
        (replace(COSM, age_min=23), "Leeftijd: alleen vanaf 23 jaar."),
        (replace(COSM, age_max=20), "Leeftijd: alleen 18 tot en met 20 jaar."),
        (replace(COSM, genders=frozenset({"M"})), "Alleen mannen."),
        (replace(COSM, residence_statuses=frozenset({"NL"})), "Neemt niemand aan met deze verblijfsstatus."),
    ],
)
def test_hard_gate_says_why_it_is_closed(offer, sentence):
    verdict = explain(WOMAN, offer)
    assert not verdict.is_suitable
    assert verdict.main_barrier.sentence == sentence


@pytest.mark.parametrize(
    ("places", "sentence"), [(0, "Geen plek voor kinderen."), (1, "Hooguit 1 kind mee.")]
)
def test_children_along_need_a_place_each(places, sentence):
    verdict = explain(replace(WOMAN, children=2), replace(COSM, max_children=places))
    assert verdict.main_barrier.sentence == sentence


def test_avoided_municipality_is_closed_because_it_is_not_safe():
    need = replace(WOMAN, avoid_municipality="GM0983")
    verdict = explain(need, replace(COSM, municipality="GM0983"))
    assert verdict.main_barrier.room == "Nee, niet veilig voor haar"


@pytest.mark.parametrize(("age_in_days", "is_known"), [(0, True), (14, True), (15, False), (19, False)])
def test_capacity_older_than_14_days_is_unknown(age_in_days, is_known):
    offer = replace(COSM, capacity_free=1, capacity_confirmed_on=TODAY - timedelta(days=age_in_days))
    assert offer.knows_capacity(TODAY) is is_known


def test_less_security_than_needed_speaks_against():
    verdict = explain(WOMAN, replace(COSM, security_level=0))
    assert "Open adres: minder veilig dan nodig" in [reason.sentence for reason in verdict.reasons]


def test_expertise_region_and_a_free_place_put_an_offer_higher():
    plain = replace(COSM, care_region="ZL")
    better = replace(
        COSM,
        care_region="ML",
        exploitation_forms=frozenset({"SEXUAL"}),
        capacity_free=1,
        capacity_confirmed_on=TODAY,
    )
    assert explain(WOMAN, better).score > explain(WOMAN, plain).score


def test_law_is_named_above_the_list_with_its_source():
    assert law.notice(WOMAN).source == "Wmo 2015 art. 1.2.2, Vw 2000 art. 8 onder k"
    assert "Nidos" in law.notice(CHILD).text
    assert law.notice(replace(WOMAN, **status("NL"))) is None
