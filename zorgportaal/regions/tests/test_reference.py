from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import Sum

from zorgportaal.regions.models import (
    CareRegion,
    Country,
    Municipality,
    MunicipalityPlacement,
    Nationality,
    PopulationFigure,
    SafetyHouse,
)
from zorgportaal.regions.reference import DATA, read

TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("day", "number"), [(date(2018, 12, 31), 33), (date(2019, 1, 1), 31), (TODAY, 31)])
def test_limburg_has_31_municipalities_since_beekdaelen_began(day, number):
    assert Municipality.objects.of_limburg(on=day).count() == number


def test_beekdaelen_follows_nuth_onderbanken_and_schinnen():
    beekdaelen = Municipality.objects.get(gm_code="GM1954")

    names = [municipality.name for municipality in beekdaelen.predecessors.all()]

    assert names == ["Nuth", "Onderbanken", "Schinnen"]


def test_each_municipality_of_limburg_has_one_house_with_a_key_region_today():
    placed = MunicipalityPlacement.objects.on(TODAY).select_related("municipality", "house")

    assert {placement.municipality for placement in placed} == set(Municipality.objects.of_limburg(on=TODAY))
    assert len(placed) == 31
    assert all(placement.house.vault_region for placement in placed)


@pytest.mark.parametrize(("day", "number"), [(date(2019, 4, 1), 2), (TODAY, 5)])
def test_two_houses_in_the_papers_of_2019_and_five_today(day, number):
    assert SafetyHouse.objects.on(day).count() == number


def test_every_key_region_of_a_house_is_one_that_keys_are_made_for(settings):
    regions = set(SafetyHouse.objects.exclude(vault_region="").values_list("vault_region", flat=True))

    assert regions < set(settings.VAULT_REGIONS)


def test_north_and_south_have_15_and_16_municipalities():
    placed = MunicipalityPlacement.objects.on(TODAY)

    per_region = {
        region.code: placed.filter(house__care_region=region).count() for region in CareRegion.objects.all()
    }

    assert per_region == {"NM": 15, "ZL": 16}


def test_weert_is_placed_with_midden_limburg_and_venlo(weert):
    placement = weert.placement(on=TODAY)

    assert (placement.house.slug, placement.centre_municipality.name) == ("midden-limburg", "Venlo")


def test_only_mook_en_middelaar_has_a_centre_municipality_to_confirm():
    unconfirmed = MunicipalityPlacement.objects.on(TODAY).filter(is_confirmed=False)

    assert unconfirmed.get().municipality.gm_code == "GM0944"


def test_a_municipality_cannot_have_two_houses_on_one_day(beesel):
    placement = beesel.placement(on=TODAY)

    with pytest.raises(IntegrityError, match="placement_one_at_a_time"), transaction.atomic():
        MunicipalityPlacement.objects.create(
            municipality=beesel,
            house=placement.house,
            centre_municipality=placement.centre_municipality,
            valid_from=date(2030, 1, 1),
        )


@pytest.mark.parametrize(
    "known", list(read(DATA / "population_dates.csv")), ids=lambda row: row["reference_date"]
)
def test_sum_and_number_of_the_figures_are_those_of_the_national_totals(known):
    figures = PopulationFigure.objects.at(date.fromisoformat(known["reference_date"]))

    assert figures.count() == int(known["municipalities"])
    assert figures.aggregate(total=Sum("inhabitants"))["total"] == int(known["total"])


@pytest.mark.parametrize(("code", "inhabitants"), [("GM0889", 13_482), ("GM0988", 50_105)])
def test_cbs_counts_of_beesel_and_weert_on_1_january_2020(code, inhabitants):
    figures = PopulationFigure.objects.at(date(2020, 1, 1))

    assert figures.get(municipality__gm_code=code).inhabitants == inhabitants


def test_countries_sort_as_a_dutch_reader_expects():
    names = [country.name for country in Country.objects.all()]

    assert names.index("Åland") < names.index("Albanië") < names.index("Zweden")


def test_nationalities_that_ended_are_known_but_not_current():
    assert Nationality.objects.filter(name="Joegoslavische").exists()
    assert not Nationality.objects.on(TODAY).filter(name="Joegoslavische").exists()


def test_loading_again_changes_nothing_and_keeps_every_id():
    before = set(Municipality.objects.values_list("pk", "gm_code"))

    call_command("load_reference", verbosity=0)

    assert set(Municipality.objects.values_list("pk", "gm_code")) == before
    assert PopulationFigure.objects.count() == 2499


def test_loading_again_leaves_a_corrected_figure_alone(beesel):
    figure = PopulationFigure.objects.at(date(2024, 1, 1)).get(municipality=beesel)
    PopulationFigure.objects.filter(pk=figure.pk).update(inhabitants=13_400)

    call_command("load_reference", verbosity=0)

    figure.refresh_from_db()
    assert figure.inhabitants == 13_400


def test_a_figure_of_zero_inhabitants_is_refused_by_the_database(beesel):
    with pytest.raises(IntegrityError, match="population_above_zero"), transaction.atomic():
        beesel.population_figures.create(
            reference_date=TODAY, inhabitants=0, status="definitive", source="Voorbeeld"
        )


def test_the_definitive_figure_goes_before_the_provisional_one(beesel):
    day = date(2024, 1, 1)
    beesel.population_figures.create(
        reference_date=day, inhabitants=13_393, status="provisional", source="Voorbeeld"
    )

    assert PopulationFigure.objects.at(day).get(municipality=beesel).inhabitants == 13_394
