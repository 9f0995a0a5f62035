"""What somebody sees before taking figures over: what counts already, and who is missing."""

from datetime import date

import pytest

from zorgportaal.regions.models import Municipality, PopulationFigure
from zorgportaal.regions.tests.uploading import upload, words

HEAD = "gm_code;peildatum;inwoners\n"
DAY = date(2025, 1, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def finance(sign_in, finance_administrator):
    return sign_in(finance_administrator)


def shown(client, text: str, **fields) -> str:
    return words(client.get(upload(client, text, **fields).url))


def limburg(day: date, *, without: str = "") -> str:
    """A file with all municipalities of Limburg but one."""
    there = Municipality.objects.of_limburg(day).exclude(name=without)
    return HEAD + "".join(f"{one.gm_code};{day};9000\n" for one in there)


def test_a_provisional_figure_stands_beside_the_definitive_one_that_goes_on_counting(finance):
    page = shown(finance, f"{HEAD}GM0888;2024-01-01;99999\n")

    assert '16.215<span class="table__sub">definitief</span>' in page
    assert "+83.784" in page
    assert "Er is al een definitief aantal. Dat blijft gelden." in page


def test_a_definitive_file_read_as_provisional_is_not_new(finance):
    page = shown(finance, f"{HEAD}GM0888;2024-01-01;16215\nGM0889;2024-01-01;13394\n")

    assert 'data-label="Nieuw">0</td>' in page
    assert 'data-label="Gelijk">2</td>' in page
    assert "Dat blijft gelden.</strong> Zo is het bij 2 van de 2 aantallen in dit bestand" in page


def test_a_provisional_figure_is_compared_with_the_provisional_one_it_replaces(finance, beesel):
    PopulationFigure.objects.create(
        municipality=beesel, reference_date=date(2024, 1, 1), inhabitants=13_400, status="provisional"
    )

    assert "+10" in shown(finance, f"{HEAD}GM0889;2024-01-01;13410\n")


def test_a_figure_that_becomes_definitive_is_a_difference_with_an_equal_number_too(finance, beesel):
    PopulationFigure.objects.create(
        municipality=beesel, reference_date=DAY, inhabitants=13_300, status="provisional"
    )

    page = shown(finance, f"{HEAD}GM0889;2025-01-01;13300\n", status="definitive")

    assert "wordt definitief" in page
    assert "Geen verschillen." not in page
    assert "blijft gelden" not in page


def test_a_file_without_one_municipality_of_limburg_names_it(finance):
    page = shown(finance, limburg(DAY, without="Stein"))

    assert "Van Stein is er geen aantal op 1 januari 2025." in page


def test_who_is_known_that_day_already_is_not_missing(finance):
    finance.post(upload(finance, f"{HEAD}GM0971;2025-01-01;25000\n").url)

    assert "is er geen aantal op" not in shown(finance, limburg(DAY, without="Stein"))


@pytest.mark.parametrize(
    ("day", "without", "missing"),
    [
        (date(2018, 1, 1), "Nuth", "Van Nuth is er geen aantal op 1 januari 2018."),
        (date(2025, 1, 1), "Beekdaelen", "Van Beekdaelen is er geen aantal op 1 januari 2025."),
    ],
)
def test_missing_is_who_existed_that_day(finance, day, without, missing):
    assert missing in shown(finance, limburg(day, without=without))


def test_who_merged_later_is_in_the_number_of_the_heir(finance):
    heirs = Municipality.objects.of_limburg()
    text = HEAD + "".join(f"{one.gm_code};2018-01-01;9000\n" for one in heirs)

    assert "is er geen aantal op" not in shown(finance, text)


def test_the_list_names_who_is_not_in_the_total(finance):
    finance.post(upload(finance, limburg(DAY, without="Stein")).url)

    page = words(finance.get("/inwoners/"))

    assert (
        "Van Stein is er geen aantal op 1 januari 2025. Het totaal van Limburg is dus niet compleet." in page
    )
    assert "Limburg, niet compleet</th>" in page


@pytest.mark.parametrize("day", ["2024-01-01", "2017-01-01"])
def test_a_day_with_all_municipalities_is_complete(finance, day):
    page = words(finance.get(f"/inwoners/?peildatum={day}"))

    assert "niet compleet" not in page


@pytest.mark.parametrize("without", ["", "Stein"])
def test_the_preview_costs_the_same_for_whoever_is_missing(finance, count_queries, without):
    address = upload(finance, limburg(DAY, without=without)).url

    assert count_queries(finance, address) == 4  # user, kept rows, municipalities, present figures
