"""The export in the words of the Human Trafficking Case Data Standard 2.0."""

from collections import Counter

import pytest

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier, Option
from cases.exchange import htcds
from cases.exchange.citizenship import countries
from cases.exchange.deidentify import ENOUGH
from cases.exchange.models import Export
from cases.exploitation.models import Exploitation, FurtherForm, Sector
from cases.vocabulary.choices import HTCDS_FIELDS
from zorgportaal.regions.models import Country, Nationality

V = Vocabulary
OWN = "x"
OF_SOMEBODY = (
    "prs_Gender",
    "x_AgeBand",
    "prs_Citizenship",
    "vic_TypeOfExploitation",
    "vic_TypeOfSexExploitation",
    "vic_ForcedLabourIndustry",
    "x_ForcedCriminalityType",
    "vic_MethodsOfControl",
    "vic_MethodOfRecruitment",
    "cas_Status",
    "x_IncomingReferralQuarter",
)


@pytest.fixture
def told(new_case, word):
    """`told(marks=[(V.COERCION, "DEBT")], sectors=[("SEXUAL", V.SECTOR_SEXUAL, "HOTEL")], …)`: a dossier."""

    def make(*, further=(), sectors=(), marks=(), **changes) -> Dossier:
        dossier = new_case(**changes)
        for code in further:
            FurtherForm.objects.create(dossier=dossier, form=word(V.EXPLOITATION_FORM, code))
        for form, vocabulary, code in sectors:
            form = word(V.EXPLOITATION_FORM, form)
            Sector.objects.create(dossier=dossier, form=form, sector=word(vocabulary, code))
        if marks:
            row = Exploitation.objects.create(dossier=dossier)
            row.marks.set([word(vocabulary, code) for vocabulary, code in marks])
        return dossier

    return make


@pytest.fixture
def rows(coordinator):
    """`rows()`: the rows of the export, by heading."""

    def make() -> list[dict[str, object]]:
        sheet = htcds.sheet_of(Export(requested_by=coordinator))
        return [dict(zip(sheet.headers, row, strict=True)) for row in sheet.rows]

    return make


def test_the_whole_account_is_told_in_the_words_of_the_standard(told, rows):
    for _ in range(ENOUGH):
        told(
            exploitation_form="CRIMINAL",
            further=["SEXUAL", "LABOUR"],
            sectors=[
                ("CRIMINAL", V.SECTOR_CRIMINAL, "DRUGS_COURIER"),
                ("SEXUAL", V.SECTOR_SEXUAL, "HOTEL"),
                ("LABOUR", V.SECTOR_LABOUR, "MEAT"),
            ],
            marks=[(V.COERCION, "DEBT"), (V.COERCION, "FORCE"), (V.RECRUITMENT, "ONLINE")],
            nationality=Nationality.objects.get(name="Poolse"),
        )

    assert {name: rows()[0][name] for name in OF_SOMEBODY} == {
        "prs_Gender": "Feminine",
        "x_AgeBand": "18-22",
        "prs_Citizenship": "PL",
        "vic_TypeOfExploitation": "ForcedLabour;SexualExploitation;xForcedCriminality",
        "vic_TypeOfSexExploitation": "Prostitution",
        "vic_ForcedLabourIndustry": "C_Manufacturing",
        "x_ForcedCriminalityType": "xDrugTrade",
        "vic_MethodsOfControl": "DebtBondage;xCoercion",
        "vic_MethodOfRecruitment": "ThroughOnlineSocialNetworks",
        "cas_Status": "Active",
        "x_IncomingReferralQuarter": "2026-Q4",
    }


@pytest.mark.parametrize(
    "own",
    [
        {"marks": [(V.COERCION, "SUBSTANCES")]},
        {"marks": [(V.RECRUITMENT, "SCHOOL")]},
        {"sectors": [("SEXUAL", V.SECTOR_SEXUAL, "WEBCAM")]},
        {"further": ["ORGAN"]},
        {"age": 61},
    ],
    ids=lambda own: next(iter(own)),
)
def test_who_is_the_only_one_with_something_is_not_told_of_it(told, rows, own):
    for _ in range(ENOUGH):
        told()
    told(**own)

    outlines = [tuple(row[name] for name in OF_SOMEBODY) for row in rows()]
    assert all(number >= ENOUGH or not any(outline) for outline, number in Counter(outlines).items())


def test_every_column_about_somebody_is_protected(told, rows):
    told(marks=[(V.COERCION, "DEBT")])
    row = rows()[0]

    assert not any(row[name] for name in OF_SOMEBODY)
    assert set(row) == {"row", "vic_TraffickingStatus", *OF_SOMEBODY}


def test_a_sector_whose_form_is_gone_is_not_told(told, rows):
    for _ in range(ENOUGH):
        told(exploitation_form="LABOUR", sectors=[("SEXUAL", V.SECTOR_SEXUAL, "HOTEL")])

    assert {row["vic_TypeOfSexExploitation"] for row in rows()} == {""}


@pytest.mark.parametrize("number", [1, 10])
def test_it_asks_the_same_number_of_questions_for_any_number_of_dossiers(
    told, rows, number, django_assert_max_num_queries
):
    for _ in range(number):
        told(further=["LABOUR"], sectors=[("SEXUAL", V.SECTOR_SEXUAL, "HOTEL")], marks=[(V.COERCION, "DEBT")])
    with django_assert_max_num_queries(8):
        rows()


def test_every_nationality_has_a_country_or_a_value_of_our_own(db):
    codes = set(Country.objects.values_list("alpha2", flat=True))
    known = countries()

    assert set(Nationality.objects.values_list("brp_code", flat=True)) == set(known)
    assert all(country in codes or country.startswith(OWN) for country in known.values())


def test_every_word_of_a_mapped_list_has_a_value(db):
    options = Option.objects.filter(vocabulary__in=HTCDS_FIELDS, is_kept_here=False)

    assert [option for option in options if not option.attributes.get("htcds")] == []


def test_a_word_of_an_administrator_is_told_as_other():
    assert Option(vocabulary=V.COERCION).htcds == "Other"
    assert Option(vocabulary=V.SECTOR_LABOUR).htcds == "xOther"
