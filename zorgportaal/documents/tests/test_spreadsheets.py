from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from zorgportaal.documents.spreadsheets import harmless, ods, xlsx

WRITERS = [xlsx, ods]
INVISIBLE = " \t\r\n\0\x01\x0b\x1b\u00a0\u00ad\u200b\u200e\u2060\u3000\ufeff\u115f\u2800\u3164\u0301"
STARTS = "=+-@\u2212\uff0b\uff0d\uff1d\uff20\ufe62\ufe63\ufe66\ufe6b\u207a\u208c"


def read_back(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("write", WRITERS)
def test_numbers_stay_numbers_dates_stay_dates_and_money_stays_exact(write):
    rows = [["Beesel", 13_478, Decimal("1078.24"), date(2020, 2, 3)]]

    sheet = read_back(write(["Gemeente", "Inwoners", "Bedrag", "Datum"], rows, title="Bijdragen"))

    assert sheet[0] == ["Gemeente", "Inwoners", "Bedrag", "Datum"]
    assert sheet[1] == ["Beesel", 13_478, 1078.24, date(2020, 2, 3)]


@pytest.mark.parametrize("write", WRITERS)
def test_negative_amount_is_no_formula_and_stays_negative(write):
    sheet = read_back(write(["Bedrag"], [[Decimal("-12.50")], [-3]], title="Credit"))

    assert [row[0] for row in sheet[1:]] == [-12.5, -3]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize(
    "typed",
    [
        '=HYPERLINK("http://voorbeeld.invalid";"klik")',
        "+31 6 00000000",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "  =1+1",
        "\u200b=1+1",
        "\u3000=1+1",
        "＝1+1",
        "＋1",
        "−1",
        "\x00=1",
    ],
)
def test_text_that_could_be_a_formula_gets_an_apostrophe(write, typed):
    cell = read_back(write(["Opmerking"], [[typed]], title="Voorbeeld"))[1][0]

    assert str(cell).startswith("'")


@pytest.mark.parametrize(
    "typed", ["Beesel", "3 + 4", "'s-Hertogenbosch", "a=b", "e-mail@voorbeeld.invalid", "", "  gewoon"]
)
def test_ordinary_text_is_left_alone(typed):
    assert harmless(typed) == typed


@given(st.text(INVISIBLE, max_size=6), st.sampled_from(STARTS), st.text(max_size=20))
@settings(max_examples=2_000, deadline=None)
def test_no_prefix_hides_a_formula(prefix, start, rest):
    assert harmless(prefix + start + rest).startswith("'")


@given(st.lists(st.text(max_size=40), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_written_and_none_becomes_a_formula(texts):
    for write in WRITERS:
        content = write(["Tekst"], [[text] for text in texts], title="Voorbeeld")
        with ZipFile(BytesIO(content)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
        assert not any(b"<f>" in part or b"table:formula" in part for part in parts)
        assert len(read_back(content)) <= len(texts) + 1


@pytest.mark.parametrize("write", WRITERS)
def test_equal_tables_give_equal_bytes_without_a_maker(write):
    first, second = (write(["A"], [[1]], title="Voorbeeld") for _ in range(2))

    assert first == second
    assert b"root" not in first


def test_a_text_too_long_for_a_cell_is_cut_and_not_lost():
    cell = read_back(xlsx(["A"], [["x" * 40_000]], title="Voorbeeld"))[1][0]

    assert len(str(cell)) == 32_766
