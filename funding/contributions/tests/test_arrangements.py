"""The arrangement decides whether a municipality gets a line, the decision whether that is in order."""

from datetime import date

import pytest

from funding.contributions import actions
from funding.contributions.choices import ArrangementKind, Cover, VatTreatment
from funding.contributions.models import Arrangement, CouncilDecision, Round, Scheme
from funding.contributions.review import Remark, review, totals
from zorgportaal.regions.choices import PopulationStatus
from zorgportaal.regions.models import Municipality


@pytest.fixture
def agree(venlo, finance_administrator):
    def make(kind: ArrangementKind) -> Arrangement:
        return Arrangement.objects.create(
            municipality=venlo,
            year=2020,
            kind=kind,
            decision="Regionaal besluit",
            kept_by=finance_administrator,
        )

    return make


@pytest.fixture
def make_round(structural, finance_administrator):
    return lambda: actions.make_round(scheme=structural, year=2020, by=finance_administrator)


def remarks_on(round_: Round, municipality: Municipality) -> list[Remark]:
    return next(row.remarks for row in review(round_, None) if row.line.municipality == municipality)


@pytest.mark.parametrize("kind", [ArrangementKind.GRANT, ArrangementKind.NONE])
def test_who_does_not_pay_per_inhabitant_gets_no_line(agree, make_round, venlo, kind):
    agree(kind)

    assert not make_round().lines.filter(municipality=venlo).exists()


def test_who_pays_in_both_ways_gets_a_line_that_warns(agree, make_round, venlo):
    agree(ArrangementKind.BOTH)

    assert remarks_on(make_round(), venlo) == [Remark.DOUBLE, Remark.NO_DECISION]


def test_an_arrangement_of_another_year_changes_nothing(agree, make_round, venlo):
    Arrangement.objects.filter(pk=agree(ArrangementKind.NONE).pk).update(year=2021)

    assert make_round().lines.filter(municipality=venlo).exists()


def test_a_line_is_in_order_only_with_a_dated_decision(structural, make_round, venlo):
    beek = Municipality.objects.get(name="Beek")
    CouncilDecision.objects.create(
        scheme=structural,
        municipality=venlo,
        document="collegebesluit",
        number="7",
        decided_on=date(2020, 1, 14),
    )
    CouncilDecision.objects.create(scheme=structural, municipality=beek, document="collegevoorstel")
    round_ = make_round()

    assert remarks_on(round_, venlo) == [Remark.NONE]
    assert remarks_on(round_, beek) == [Remark.NO_DECISION]
    assert round_.lines.get(municipality=venlo).paper == "collegebesluit 7 van 14 januari 2020"


def test_a_scheme_of_the_whole_country_has_a_line_for_each_municipality(finance_administrator):
    national = Scheme.objects.create(
        slug="landelijk", name="Landelijk", per_inhabitant="0.01", unit="per_year",
        starts_on=date(2023, 1, 1), basis="Proef", cover=Cover.NETHERLANDS,
        vat_treatment=VatTreatment.EXEMPT, vat_ground="art. 11",
    )  # fmt: skip

    assert actions.make_round(scheme=national, year=2023, by=finance_administrator).lines.count() == 342


def test_a_provisional_figure_says_so_in_the_line_and_in_the_sum(make_round, venlo):
    figure = venlo.population_figures.filter(reference_date=date(2020, 1, 1))
    figure.update(status=PopulationStatus.PROVISIONAL)

    round_ = make_round()

    line = round_.lines.get(municipality=venlo)
    assert Remark.PROVISIONAL in remarks_on(round_, venlo)
    assert line.source_text == "CBS, voorlopig cijfer, peildatum 1 januari 2020"
    assert totals(review(round_, None)).provisional == 1


def test_a_definitive_figure_that_comes_later_leaves_the_round_alone(make_round, venlo):
    figure = venlo.population_figures.filter(reference_date=date(2020, 1, 1))
    figure.update(status=PopulationStatus.PROVISIONAL)
    round_ = make_round()
    figure.update(status=PopulationStatus.DEFINITIVE)

    assert round_.lines.get(municipality=venlo).is_provisional
