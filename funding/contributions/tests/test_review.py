"""What a person reads of each line: all the remarks, in order, with the figures behind them."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from funding.contributions import actions
from funding.contributions.choices import ArrangementKind
from funding.contributions.models import Arrangement, PopulationDecision, RoundLine
from funding.contributions.review import Remark, Reviewed, review, totals
from funding.contributions.sheet import HEADERS, sheet
from zorgportaal.regions.models import PopulationFigure


def text(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


@pytest.fixture
def own_figure(structural, venlo):
    """`own_figure(n)` lets a paper of Venlo name a number; CBS has 101.802."""

    def keep(inhabitants: int) -> PopulationDecision:
        return PopulationDecision.objects.create(
            scheme=structural, municipality=venlo, inhabitants=inhabitants,
            paper="collegebesluit", phrase="collegebesluit", note="proef",
        )  # fmt: skip

    return keep


@pytest.fixture
def make_round(structural, finance_administrator):
    return lambda: actions.make_round(scheme=structural, year=2020, by=finance_administrator)


@pytest.fixture
def row_of(make_round):
    def of(municipality, previous=None) -> Reviewed:
        rows = review(make_round(), previous)
        return next(row for row in rows if row.line.municipality == municipality)

    return of


def test_an_own_figure_far_from_cbs_says_how_far(own_figure, row_of, venlo):
    own_figure(1_000_000)

    said = dict(row_of(venlo).said)

    assert said[Remark.OWN_DIFFERS] == "CBS: 101.802, 882,3% meer"
    assert Remark.OWN_FIGURE in said


def test_an_own_figure_near_cbs_is_an_own_figure_only(own_figure, row_of, venlo):
    own_figure(101_000)

    row = row_of(venlo)

    assert row.remarks == [Remark.OWN_FIGURE, Remark.NO_DECISION]
    assert row.said[0] == (Remark.OWN_FIGURE, "CBS: 101.802")


@pytest.mark.parametrize(
    ("inhabitants", "differs"), [(98, False), (97, True), (102, False), (103, True), (100, False)]
)
def test_two_per_cent_is_where_a_difference_is_told(inhabitants, differs):
    line = RoundLine(source="decision", inhabitants=inhabitants, cbs_inhabitants=100)

    assert (Remark.OWN_DIFFERS in Reviewed(line).remarks) == differs
    assert (Remark.CHANGED in Reviewed(line, before=100).remarks) == differs


def test_an_own_figure_without_one_of_cbs_has_nothing_to_differ_from():
    line = RoundLine(source="decision", inhabitants=100)

    assert Reviewed(line).said == [(Remark.OWN_FIGURE, ""), (Remark.NO_DECISION, "")]


def test_paying_double_does_not_hide_an_own_figure_or_a_change(
    own_figure, row_of, venlo, bridging, finance_administrator
):
    own_figure(1_000_000)
    Arrangement.objects.create(
        municipality=venlo,
        year=2020,
        kind=ArrangementKind.BOTH,
        decision="besluit",
        kept_by=finance_administrator,
    )
    previous = actions.make_round(scheme=bridging, year=2019, by=finance_administrator)

    row = row_of(venlo, previous)

    assert row.remarks == [
        Remark.OWN_DIFFERS, Remark.DOUBLE, Remark.CHANGED, Remark.OWN_FIGURE, Remark.NO_DECISION,
    ]  # fmt: skip
    assert dict(row.said)[Remark.CHANGED] == "vorige ronde: 101.603, 884,2% meer"


def test_the_worst_line_stands_on_top(own_figure, make_round, venlo):
    own_figure(1_000_000)

    assert review(make_round(), None)[0].line.municipality == venlo


def test_a_decision_is_missing_also_where_the_figure_is_the_own_one(make_round):
    sums = totals(review(make_round(), None))

    assert (sums.without_decision, sums.own_figures) == (31, 2)


def test_the_button_of_a_remark_gives_every_line_that_has_it(sign_in, finance_administrator, make_round):
    page = text(sign_in(finance_administrator).get(f"{make_round().get_absolute_url()}?regels=no_decision"))

    assert "Besluit nagaan: 31" in page
    assert all(f"{name}</th>" in page for name in ["Beesel", "Weert", "Venlo"])


def test_who_was_not_in_the_round_before_is_new(
    sign_in, finance_administrator, make_round, venlo, bridging, issue
):
    Arrangement.objects.create(
        municipality=venlo,
        year=2019,
        kind=ArrangementKind.NONE,
        decision="besluit",
        kept_by=finance_administrator,
    )
    issue(bridging, 2019)

    page = text(sign_in(finance_administrator).get(make_round().get_absolute_url()))

    assert page.count(">nieuw<") == 1


def test_nobody_is_new_in_a_first_round(row_of, venlo):
    assert row_of(venlo).change_text == ""


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_spreadsheet_has_all_remarks_of_a_line(
    sign_in, finance_administrator, own_figure, make_round, kind
):
    own_figure(1_000_000)
    address = reverse(f"contributions:{kind}", args=[make_round().pk])

    response = sign_in(finance_administrator).get(address)

    rows = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()
    venlo = next(row for row in rows if row[1] == "Venlo")
    assert venlo[9] == "Eigen cijfer wijkt af van CBS; Eigen cijfer uit collegestuk; Besluit nagaan"
    assert venlo[10] == "CBS: 101.802, 882,3% meer"


@pytest.mark.parametrize(
    ("inhabitants", "rate", "words"),
    [(100, "0.10", "+€\u00a02,00"), (100, "0.07", "−€\u00a01,00"), (80, "0.10", "€\u00a00,00")],
)
def test_the_change_in_euro_tells_what_another_rate_means(inhabitants, rate, words):
    line = RoundLine(inhabitants=inhabitants, amount=inhabitants * Decimal(rate))

    assert Reviewed(line, before=100, paid_before=Decimal(8)).change_in_euro_text == words


def test_the_sheet_has_the_change_in_euro_or_says_that_there_is_no_round_before(
    make_round, venlo, bridging, issue
):
    drafted = make_round()
    column = HEADERS.index("Sinds vorige ronde")
    first, *_ = sheet(review(drafted, None))
    lines = {row[1]: row for row in sheet(review(drafted, issue(bridging, 2019)))}

    assert first[column : column + 2] == ["geen eerdere ronde", None]
    assert lines["Venlo"][column : column + 2] == [199, Decimal("3064.01")]
    assert {len(row) for row in lines.values()} == {len(HEADERS)}


def test_a_great_change_by_cbs_alone_is_told_too(row_of, venlo, bridging, finance_administrator):
    figures = PopulationFigure.objects.filter(municipality=venlo, reference_date=date(2019, 1, 1))
    figures.update(inhabitants=90_000)
    previous = actions.make_round(scheme=bridging, year=2019, by=finance_administrator)

    assert row_of(venlo, previous).remarks == [Remark.CHANGED, Remark.NO_DECISION]
