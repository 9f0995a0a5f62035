"""Files as they come: what is read, and the sentence for everything that is refused."""

import unicodedata
from datetime import date

import pytest

from zorgportaal.regions.population_columns import Unusable
from zorgportaal.regions.population_file import Known, inhabitants, read

TODAY = date(2026, 11, 20)
HEAD = "gm_code;gemeente;peildatum;inwoners\n"
KNOWN = {
    municipality.code: municipality
    for municipality in [
        Known("GM0889", "Beesel", None, ""),
        Known("GM0988", "Weert", None, ""),
        Known("GM0893", "Bergen (L.)", None, ""),
        Known("GM0373", "Bergen (NH.)", None, ""),
        Known("GM1900", "Súdwest-Fryslân", None, ""),
        Known("GM0951", "Nuth", date(2019, 1, 1), "Beekdaelen"),
    ]
}


def figures(content: bytes) -> list[tuple[str, date, int]]:
    return [(f.code, f.reference_date, f.inhabitants) for f in read(content, KNOWN, today=TODAY)]


def refusal(content: bytes) -> tuple[str, ...]:
    with pytest.raises(Unusable) as caught:
        read(content, KNOWN, today=TODAY)
    return caught.value.problems


@pytest.mark.parametrize(
    "text",
    [
        "gm_code,gemeente,peildatum,inwoners\nGM0889,Beesel,2020-01-01,13482\n",
        "gm_code;gemeente;peildatum;inwoners\r\nGM0889;Beesel;1-1-2020;13.482\r\n",
        '"GM code";"Gemeente";"Peildatum";"Inwoners"\n"gm0889 ";"Beesel";"01/01/2020";"13482,0"\n',
        "Gemeentenaam\tPeildatum\tAantal inwoners\nBeesel\t20200101\t13 482\n",
        "\ufeffregiocode;peildatum;inwoners\n889;1 januari 2020;13482.0\n\n",
        "gm_code;gemeente;peildatum;inwoners;bron\n;Beesel;2020-01-01;13482;CBS\n",
        "gm_code,gemeente,2020\nGM0889,Beesel,13482\n",
        "gemeente;Aantal inwoners op 1 januari 2020\nBeesel;13.482\n",
        "Gemeente\tinwoners_2020\nBeesel\t13482\n",
        "Regio's;Perioden;Bevolking|Totale bevolking (aantal)\nBeesel;2020;13482\nBron: CBS\n",
        "RegioS;Perioden;TotaleBevolking_1\nGM0889  ;2020JJ00;13482\n",
        "Regio;Perioden;aantal\nNederland;2020;17407585\nLimburg (PV);2020;9\nBeesel (GM);2020;13482\n",
        "gm_code;peildatum;jaar;inwoners\nGM0889;2020-01-01;2021;13482\n",
    ],
)
def test_all_these_dialects_say_the_same(text):
    assert figures(text.encode()) == [("GM0889", date(2020, 1, 1), 13_482)]


@pytest.mark.parametrize(
    "alphabet", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252", "cp850", "mac_roman"]
)
def test_an_accent_arrives_from_every_alphabet(alphabet):
    text = f"{HEAD}GM1900;Súdwest-Fryslân;2020-01-01;89999\n"

    assert figures(text.encode(alphabet)) == [("GM1900", date(2020, 1, 1), 89_999)]


def test_an_accent_that_stands_apart_from_its_letter_arrives():
    name = unicodedata.normalize("NFD", "Súdwest-Fryslân")

    assert figures(f"gemeente;2020\n{name};89999\n".encode()) == [("GM1900", date(2020, 1, 1), 89_999)]


@pytest.mark.parametrize("alphabet", ["cp1252", "cp850", "mac_roman"])
def test_a_province_with_an_accent_is_passed_by_in_every_alphabet(alphabet):
    text = "Regio;Perioden;aantal\nFryslân (PV);2020;649957\nBeesel (GM);2020;13482\n"

    assert figures(text.encode(alphabet)) == [("GM0889", date(2020, 1, 1), 13_482)]


@pytest.mark.parametrize("alphabet", ["utf-8", "cp1252"])
def test_a_hard_space_in_a_number_is_no_strange_letter(alphabet):
    text = "gm_code;peildatum;inwoners\nGM0889;2020-01-01;13\u00a0482\n"

    assert figures(text.encode(alphabet)) == [("GM0889", date(2020, 1, 1), 13_482)]


TITLE = "Bevolking op 1 januari; geslacht, leeftijd en regio"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (f'"{TITLE}"\n\n', '"Bron: CBS"\n'),
        (f"{TITLE}\n\n", "© CBS; Den Haag\n"),
        (f'"{TITLE}";;;\n;;;\n', "Bron: CBS;;;\n"),
        ("sep=;\n", "Toelichting: voorlopig\n"),
        ("Onderwerp;Bevolking\nPerioden;2020\n", "Bron: CBS\n"),
    ],
)
def test_titles_above_and_a_source_below_are_passed_by(above, below):
    text = f"{above}{HEAD}GM0889;Beesel;2020-01-01;13482\n{below}"

    assert figures(text.encode()) == [("GM0889", date(2020, 1, 1), 13_482)]


def test_a_wrong_line_under_a_title_has_the_number_that_excel_shows():
    text = f'"{TITLE}"\n\n{HEAD}GM0889;Beesel;2020-01-01;13482\nGM9999;X;2020-01-01;5\n'

    assert refusal(text.encode()) == ("Regel 5: de gemeentecode GM9999 bestaat niet.",)


def test_a_line_with_units_under_the_heading_is_passed_by():
    text = '"Regio\'s";"Perioden";"Bevolking"\n"";"";"aantal"\n"Beesel";"2020";"13482"\n'

    assert figures(text.encode()) == [("GM0889", date(2020, 1, 1), 13_482)]


@pytest.mark.parametrize(
    ("text", "line"), [("a;b;c\nGM0889;Beesel;13482\n", 1), (f'"{TITLE}"\n\nGM0889;Beesel;13482\n', 3)]
)
def test_a_file_without_a_heading_gets_one_sentence_with_the_line(text, line):
    (problem,) = refusal(text.encode())

    assert problem.startswith(f"Regel {line}: dit is geen kop. Zet daar de namen van de kolommen")


@pytest.mark.parametrize(
    "start",
    [
        b"PK\x03\x04",
        b"%PDF-1.7\n",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        b"\x00\x01\x02\x03" * 20,
        b"\xff\xfe\x00\xd8",
        b"<html>",
    ],
)
def test_what_is_no_text_with_columns_gets_one_sentence_that_helps(start):
    (problem,) = refusal(start + b"\xe2\xe3;\n1 0 obj\n" * 20)

    assert problem.startswith("Dit is geen CSV-bestand.")
    assert "“CSV UTF-8”" in problem


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("GM9999;X;2020-01-01;5", "Regel 2: de gemeentecode GM9999 bestaat niet."),
        ("Beesel;Beesel;2020-01-01;-5", "Regel 2: -5 inwoners kan niet: het aantal moet meer dan 0 zijn."),
        ("GM0889;Beesel;2020-01-01;0", "Regel 2: 0 inwoners kan niet: het aantal moet meer dan 0 zijn."),
        ("GM0889;Beesel;2020-01-01;", "Regel 2: het aantal inwoners ontbreekt."),
        ("GM0889;Beesel;2020-01-01;13,5", "Regel 2: “13,5” is geen heel aantal inwoners."),
        (
            "GM0889;Beesel;2020-01-01;9999999999",
            "Regel 2: 9999999999 inwoners kan niet: geen gemeente heeft er meer dan 2 miljoen.",
        ),
        ("GM0889;Beesel;;13482", "Regel 2: de peildatum ontbreekt."),
        (
            "GM0889;Beesel;31-02-2020;13482",
            "Regel 2: “31-02-2020” is geen datum. Schrijf de peildatum als 2026-01-01 of 1-1-2026.",
        ),
        (
            "GM0889;Beesel;2027-01-01;13482",
            "Regel 2: de peildatum 1 januari 2027 kan niet: kies een dag van 1990 tot vandaag.",
        ),
        ("x9;Beesel;2020-01-01;13482", "Regel 2: “x9” is geen gemeentecode, zoals GM0889."),
        ("GM0889;Weert;2020-01-01;13482", "Regel 2: bij GM0889 hoort Beesel, niet Weert."),
        (
            ";Bergen;2020-01-01;13482",
            "Regel 2: de gemeentecode ontbreekt en “Bergen” wijst niet één gemeente aan.",
        ),
        (
            "GM0951;Nuth;2020-01-01;15000",
            "Regel 2: Nuth (GM0951) bestond niet meer op 1 januari 2020: nu Beekdaelen.",
        ),
        ("GM0889;Beesel;2020-01-01;13;482", "Regel 2: er staan 5 kolommen en in de kop 4."),
        ("GM0889;Beesel", "Regel 2: er staan 2 kolommen en in de kop 4."),
        (
            'GM0889;"Beesel;2020-01-01;13482',
            "Regel 2: deze regel is niet te lezen. Een aanhalingsteken staat fout of de regel is te lang.",
        ),
    ],
)
def test_a_wrong_line_is_refused_with_its_number(line, sentence):
    assert sentence.removeprefix("Regel 2: ") in " ".join(refusal((HEAD + line).encode()))
    assert refusal((HEAD + line).encode())[0].startswith("Regel 2: ")


def test_every_wrong_line_is_told_at_once():
    text = f"{HEAD}GM0889;Beesel;2020-01-01;13482\n\nGM9999;X;2020-01-01;1\nGM0988;Weert;2020-01-01;0\n"

    assert [problem.split(":")[0] for problem in refusal(text.encode())] == ["Regel 4", "Regel 5"]


def test_a_line_that_stands_there_twice_is_refused():
    text = f"{HEAD}GM0889;Beesel;2020-01-01;13482\n889;Beesel;1-1-2020;13483\n"

    assert refusal(text.encode()) == ("Regel 3: Beesel staat met deze peildatum ook op regel 2.",)


def test_a_line_that_stands_there_twice_with_one_number_is_refused_too():
    text = f"{HEAD}GM0889;Beesel;2020-01-01;13482\nGM0889;Beesel;2020-01-01;13482\n"

    assert refusal(text.encode()) == ("Regel 3: Beesel staat met deze peildatum ook op regel 2.",)


def test_a_municipality_lives_from_its_first_day_until_the_day_on_which_it_is_gone():
    known = Known("GM1954", "Beekdaelen", date(2030, 1, 1), "", date(2019, 1, 1))
    days = [date(2018, 12, 31), date(2019, 1, 1), date(2029, 12, 31), date(2030, 1, 1)]

    assert [known.lives(day) for day in days] == [False, True, True, False]


def test_on_the_day_a_municipality_is_gone_it_has_no_inhabitants():
    text = f"{HEAD}GM0951;Nuth;2019-01-01;15000\n"

    assert refusal(text.encode())[0].endswith("bestond niet meer op 1 januari 2019: nu Beekdaelen.")


def test_a_reference_date_is_from_1990_until_today():
    for day, year in (("1990-01-01", 1990), ("2026-11-20", 2026)):
        ((_, found, _),) = figures(f"{HEAD}GM0889;Beesel;{day};13482\n".encode())
        assert found.year == year

    for day in ("1989-12-31", "2026-11-21"):
        assert "van 1990 tot vandaag" in refusal(f"{HEAD}GM0889;Beesel;{day};13482\n".encode())[0]


def test_a_wide_file_gives_a_figure_for_each_day():
    text = "gm_code;gemeente;2019;1-1-2020\nGM0889;Beesel;13519;13482\nGM0988;Weert;49855;49735\n"

    assert figures(text.encode()) == [
        ("GM0889", date(2019, 1, 1), 13_519),
        ("GM0889", date(2020, 1, 1), 13_482),
        ("GM0988", date(2019, 1, 1), 49_855),
        ("GM0988", date(2020, 1, 1), 49_735),
    ]


def test_a_wide_file_tells_the_line_and_the_column():
    text = "gm_code;gemeente;2018;2020\nGM0889;Beesel;0;13482\nGM9999;X;1;1\nGM0951;Nuth;15000;14000\n"

    assert refusal(text.encode()) == (
        "Regel 2, kolom 2018: 0 inwoners kan niet: het aantal moet meer dan 0 zijn.",
        "Regel 3: de gemeentecode GM9999 bestaat niet.",
        "Regel 4, kolom 2020: Nuth (GM0951) bestond niet meer op 1 januari 2020: nu Beekdaelen.",
    )


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("gm_code;2030", "Kolom “2030”: de peildatum 1 januari 2030 kan niet: kies een dag"),
        ("gm_code;2020;1-1-2020", "De kolommen “2020” en “1-1-2020” gaan allebei over 1 januari 2020."),
        (
            "gm_code;inwoners;2020",
            "Bij de kolom “inwoners” staat geen peildatum, en bij andere kolommen wel.",
        ),
        ("2019;2020", "Dit bestand heeft geen kolom “gm_code” of “gemeente”."),
    ],
)
def test_a_heading_that_cannot_be_is_refused(heading, sentence):
    assert refusal(heading.encode())[0].startswith(sentence)


@pytest.mark.parametrize("empty", ["", ".", "x"])
def test_no_number_is_right_only_for_who_did_not_exist_that_day(empty):
    head = "Regio;Perioden;aantal\n"
    text = f"{head}Nuth;2020;{empty}\nOud-Nergens;2020;{empty}\nWeert;2020;49735\n"

    assert figures(text.encode()) == [("GM0988", date(2020, 1, 1), 49_735)]
    assert refusal(f"{head}Weert;2020;{empty}\n".encode()) == ("Regel 2: het aantal inwoners ontbreekt.",)


@pytest.mark.parametrize("code", ["GM1954", ""])
def test_who_had_yet_to_begin_may_have_no_number_or_that_of_its_parts(code):
    known = KNOWN | {"GM1954": Known("GM1954", "Beekdaelen", None, "", date(2019, 1, 1))}
    head = "gm_code;gemeente;2017;2019\nGM0988;Weert;49105;49855\n"

    for number in ("", "36022"):
        found = read(f"{head}{code};Beekdaelen;{number};35979\n".encode(), known, today=TODAY)
        assert len(found) == (4 if number else 3)


def test_a_name_shorter_than_in_the_register_is_found_if_it_can_be_one_only():
    known = {"GM0164": Known("GM0164", "Hengelo (O)", None, "")}
    gone = {"GM0248": Known("GM0248", "Hengelo (Gld)", date(2005, 1, 1), "Bronckhorst")}
    content = b"Regio;Perioden;aantal\nHengelo;2020;81140\n"

    assert [figure.code for figure in read(content, known | gone, today=TODAY)] == ["GM0164"]


@pytest.mark.parametrize(
    ("period", "written", "status"),
    [
        ("2020", "voorlopig", "provisional"),
        ("2020", "Definitief", "definitive"),
        ("2020", "", ""),
        ("2020*", "", "provisional"),
        ("2020**", "", "provisional"),
    ],
)
def test_a_file_may_tell_the_status_of_a_figure(period, written, status):
    content = f"gm_code;perioden;inwoners;status\nGM0889;{period};13482;{written}\n".encode()

    assert [figure.status for figure in read(content, KNOWN, today=TODAY)] == [status]


def test_a_status_that_is_none_is_refused():
    content = b"gm_code;peildatum;inwoners;status\nGM0889;2020-01-01;13482;ja\n"

    assert refusal(content) == ("Regel 2: “ja” is geen status. Schrijf voorlopig of definitief.",)


def test_a_file_without_reference_date_is_refused_with_a_clear_sentence():
    assert refusal(b"gm_code,gemeente,inwoners\nGM0889,Beesel,13569\n") == (
        "Dit bestand heeft geen kolom “peildatum”. Zonder peildatum weten wij niet van welke dag de"
        " aantallen zijn. Voeg die kolom toe, bijvoorbeeld met 2026-01-01 op elke regel."
        " Een kolom voor elk jaar mag ook.",
    )


@pytest.mark.parametrize("name", [b"Bee\xffsel", b"Bees\xc3l", "Bee\ufffdsel".encode(), b"Bee\x00sel"])
def test_broken_letters_are_refused_at_their_line(name):
    content = HEAD.encode() + b"GM0889;" + name + b";2020-01-01;13482\n"

    assert refusal(content)[0].startswith("Regel 2: hier staan tekens die niet te lezen zijn.")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Het bestand is leeg."),
        (b"\xef\xbb\xbf\r\n", "Het bestand is leeg."),
        (b"\xff\xfe", "Het bestand is leeg."),
        (b";;;\r\n;;;\r\n", "Het bestand is leeg."),
        (HEAD.encode(), "Er staat geen enkele gemeente in dit bestand."),
        (b"x" * 2_100_000, "Het bestand is groter dan 2 MB. Laat kolommen weg die niet nodig zijn."),
    ],
)
def test_a_file_that_is_no_list_of_figures_is_refused(content, sentence):
    assert refusal(content) == (sentence,)


def test_a_very_long_name_gives_a_short_sentence():
    problems = refusal(f"{HEAD};{'B' * 100_000};2020-01-01;5\n".encode())

    assert len(problems[0]) < 200


@pytest.mark.parametrize("text", ["13482", "13.482", "13482.0", "13482,00", "13.482,0", " 13\u00a0482 "])
def test_a_number_of_inhabitants_in_every_notation(text):
    assert inhabitants(text) == 13_482
