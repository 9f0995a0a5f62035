"""Municipalities that merged, nation-wide and by date, and files from before and after such a day."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from zorgportaal.regions.models import Municipality, PopulationImport

pytestmark = pytest.mark.django_db
UNDATED = b"gm_code,gemeente,inwoners,let_op\nGM0889,Beesel,13569,peildatum onbekend; niet gebruiken\n"


@pytest.fixture
def upload(sign_in, finance_administrator):
    client = sign_in(finance_administrator)

    def send(content: bytes):
        file = SimpleUploadedFile("cijfers.csv", content)
        return client.post(
            "/inwoners/inlezen/", {"source": "CBS", "status": "definitive", "file": file}, follow=True
        )

    return send


@pytest.mark.parametrize(
    ("year", "number"),
    [(2016, 390), (2017, 388), (2018, 380), (2019, 355), (2020, 355), (2021, 352), (2022, 345), (2023, 342)],
)
def test_the_country_has_as_many_municipalities_as_cbs_counts(year, number):
    assert Municipality.objects.on(date(year, 1, 1)).count() == number


@pytest.mark.parametrize(
    ("ended", "day", "heir"),
    [
        ("Nuth", date(2019, 1, 1), "Beekdaelen"),
        ("Brielle", date(2023, 1, 1), "Voorne aan Zee"),
        ("Weesp", date(2022, 3, 24), "Amsterdam"),
        ("Appingedam", date(2021, 1, 1), "Eemsdelta"),
    ],
)
def test_what_ended_names_its_day_and_its_heir(ended, day, heir):
    municipality = Municipality.objects.exclude(valid_until=None).get(name=ended)

    assert (municipality.valid_until, municipality.successor.name) == (day, heir)


def test_whatever_ended_since_2016_has_an_heir():
    ended = Municipality.objects.filter(valid_until__gte=date(2016, 1, 1))

    assert ended.count() == 71
    assert not ended.filter(successor=None).exists()


def test_a_figure_of_a_merged_municipality_is_refused_with_its_line_and_heir(upload):
    page = upload(b"gm_code;gemeente;peildatum;inwoners\nGM0501;Brielle;2024-01-01;17500\n").content.decode()

    assert "Regel 2: Brielle (GM0501) bestond niet meer op 1 januari 2024: nu Voorne aan Zee." in page
    assert not PopulationImport.objects.exists()


def test_a_figure_from_before_the_merger_is_taken(upload):
    upload(b"gm_code;gemeente;peildatum;inwoners\nGM0501;Brielle;2022-01-01;17500\n")

    assert PopulationImport.objects.get().rows == [[2, "GM0501", "2022-01-01", 17_500, "definitive"]]


def test_an_undated_file_is_refused_on_the_page(upload):
    page = upload(UNDATED).content.decode()

    assert "Dit bestand heeft geen kolom “peildatum”." in page
    assert not PopulationImport.objects.exists()


@pytest.mark.parametrize("alphabet", ["utf-8-sig", "latin-1"])
def test_a_file_of_the_whole_country_is_read_in_each_dialect(upload, alphabet):
    living = Municipality.objects.on(date(2023, 1, 1))
    lines = [f'"";"{one.name}";"1-1-2023";"1.{one.gm_code[3:]},0"' for one in living]

    upload("\r\n".join(['"gm_code";"gemeente";"peildatum";"inwoners"', *lines]).encode(alphabet))

    assert len(PopulationImport.objects.get().rows) == 342
