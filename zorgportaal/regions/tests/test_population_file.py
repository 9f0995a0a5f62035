"""Files as they come: what is read, and the sentence for everything that is refused."""

from datetime import date

import pytest

from zorgportaal.regions.population_file import Known, Unusable, inhabitants, read

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
    ],
)
def test_all_these_dialects_say_the_same(text):
    assert figures(text.encode()) == [("GM0889", date(2020, 1, 1), 13_482)]


@pytest.mark.parametrize("alphabet", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_an_accent_arrives_from_every_alphabet(alphabet):
    text = f"{HEAD}GM1900;Súdwest-Fryslân;2020-01-01;89999\n"

    assert figures(text.encode(alphabet)) == [("GM1900", date(2020, 1, 1), 89_999)]


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


def test_a_file_without_reference_date_is_refused_with_a_clear_sentence():
    assert refusal(b"gm_code,gemeente,inwoners\nGM0889,Beesel,13569\n") == (
        "Dit bestand heeft geen kolom “peildatum”. Zonder peildatum weten wij niet van welke dag de"
        " aantallen zijn. Voeg die kolom toe, bijvoorbeeld met 2026-01-01 op elke regel.",
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
        (HEAD.encode(), "Er staat geen enkele gemeente in dit bestand."),
        (b"PK\x03\x04", "Dit is een Excel-bestand of zip. Sla het blad op als CSV en kies dat bestand."),
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
