"""A coordinator brings her dossiers along: every line's fate first, then all or nothing."""

from datetime import timedelta
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from cases.dossiers.models import Dossier
from cases.takeover import actions
from cases.takeover.models import Takeover

UPLOAD = reverse("takeover:upload")
GOOD = {
    "Registratie": "Op naam",
    "Aangemeld op": "16-10-2026",
    "Achternaam": "Verzonnenova",
    "Leeftijd": "22",
    "Geslacht": "Vrouw",
    "Gevaar": "1 Verhoogd",
    "Verblijfsstatus": "Onbekend",
    "Aangetroffen in": "Venlo",
    "Aangemeld door": "Veilig Thuis",
    "Vorm van uitbuiting": "Onbekend",
    "Grondslag": "Taak van algemeen belang (Wmo/Jeugdwet/WGS)",
    "V-nummer": "",
}


def book(*lines: dict[str, object], headings=tuple(GOOD)) -> SimpleUploadedFile:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Dossiers")
        sheet.write_row(0, 0, headings)
        for number, line in enumerate(lines, start=1):
            sheet.write_row(number, 0, [line.get(heading, "") for heading in headings])
    return SimpleUploadedFile("mijn dossiers.xlsx", target.getvalue())


def upload(client, *lines, **kwargs):
    return client.post(UPLOAD, {"file": book(*lines, **kwargs)})


@pytest.fixture
def client_of(sign_in, coordinator):
    return sign_in(coordinator)


def test_every_line_becomes_a_dossier_in_the_case_team_of_who_brought_it(client_of, coordinator):
    page = upload(client_of, GOOD, {**GOOD, "Leeftijd": 31, "Achternaam": "Proefescu"})
    before = client_of.get(page.url)
    assert Dossier.objects.count() == 0
    assert "2 dossiers staan klaar" in before.content.decode()
    client_of.post(page.url)

    dossiers = Dossier.objects.of_team_member(coordinator).select_related("person__key")
    assert sorted((dossier.age, dossier.person.surname) for dossier in dossiers) == [
        (22, "Verzonnenova"),
        (31, "Proefescu"),
    ]


@pytest.mark.parametrize(
    ("wrong", "column", "sentence"),
    [
        ({"Leeftijd": "200"}, "Leeftijd", "van 0 tot en met 120"),
        ({"Aangetroffen in": "Atlantis"}, "Aangetroffen in", "staat niet in de lijst"),
        ({"Aangemeld op": "31-02-2026"}, "Aangemeld op", "datum"),
        ({"Achternaam": ""}, "Achternaam", "Vul een achternaam in"),
        ({"Leeftijd": "15", "Grondslag": "Toestemming betrokkene (≥ 16)"}, "Grondslag", "ouder of voogd"),
    ],
)
def test_what_is_wrong_is_said_per_line_and_column_and_nothing_is_taken_over(
    client_of, wrong, column, sentence
):
    page = upload(client_of, GOOD, {**GOOD, **wrong})
    (line,) = client_of.get(page.url).context["wrong"]
    client_of.post(page.url)

    assert line.number == 3
    assert any(name == column and sentence in said for name, said in line.problems)
    assert Dossier.objects.count() == 0


def test_no_name_stands_on_the_page_nor_in_the_database(client_of):
    page = upload(client_of, GOOD)
    assert "Verzonnenova" not in client_of.get(page.url).content.decode()

    with connection.cursor() as cursor:
        cursor.execute("SELECT lines::text FROM takeover_takeover")
        (stored,) = cursor.fetchone()
    assert b"Verzonnenova".hex() not in stored
    assert "Verzonnenova" not in stored


def test_a_second_click_takes_nothing_over_twice(client_of):
    page = upload(client_of, GOOD)
    client_of.post(page.url)

    assert client_of.post(page.url).status_code == 404
    assert Dossier.objects.count() == 1


def test_a_number_that_is_known_already_is_a_hint_not_a_refusal(client_of):
    first = upload(client_of, {**GOOD, "V-nummer": "1234567890"})
    client_of.post(first.url)
    page = upload(client_of, {**GOOD, "V-nummer": 1234567890})
    (line,) = client_of.get(page.url).context["lines"]

    assert line.problems == []
    assert Dossier.objects.get().case_number in line.hints[0]


def test_a_colleague_does_not_see_somebody_elses_spreadsheet(client_of, sign_in, colleague):
    page = upload(client_of, GOOD)

    assert sign_in(colleague).get(page.url).status_code == 404


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"geen excel", "kunnen dit bestand niet lezen"),
        (b"PK\x03\x04 half", "kunnen dit bestand niet lezen"),
        (b"0" * (2 * 1024 * 1024 + 1), "groter dan 2 MB"),
    ],
)
def test_a_file_that_is_no_template_is_refused_in_words(client_of, content, sentence):
    page = client_of.post(UPLOAD, {"file": SimpleUploadedFile("x.xlsx", content)})

    assert sentence in page.context["form"].errors["file"][0]


def test_a_missing_column_is_named(client_of):
    headings = [heading for heading in GOOD if heading != "Grondslag"]
    page = upload(client_of, GOOD, headings=headings)

    assert "ontbreken: Grondslag" in page.context["form"].errors["file"][0]


def test_the_template_can_be_filled_in_and_read_back(client_of):
    content = client_of.get(reverse("takeover:template")).content
    names = CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names

    assert names == ["Dossiers", "Keuzes", "Uitleg"]
    page = client_of.post(UPLOAD, {"file": SimpleUploadedFile("leeg.xlsx", content)})
    assert "geen enkel dossier" in page.context["form"].errors["file"][0]


def test_after_a_day_the_lines_and_their_key_are_gone(client_of):
    upload(client_of, GOOD)
    Takeover.objects.update(uploaded_at=timezone.now() - timedelta(hours=25))

    assert actions.end_old() == 1
    assert not Takeover.objects.exists()


def test_the_page_costs_the_same_for_any_number_of_lines(client_of, count_queries):
    few = upload(client_of, *[GOOD] * 10).url
    many = upload(client_of, *[GOOD] * 200).url

    assert count_queries(client_of, few) == count_queries(client_of, many) <= 12
