"""Making, approving and cancelling rounds, and what the database refuses by itself."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.db.models import Sum
from django.utils import timezone

from funding.contributions import actions
from funding.contributions.choices import ArrangementKind, Cover, FigureSource, RoundState, Trail
from funding.contributions.draft import CannotMakeRound
from funding.contributions.models import Arrangement, Round, RoundLine, Scheme
from funding.contributions.reference import load
from zorgportaal.jobs.models import Job
from zorgportaal.regions.models import Municipality, PopulationFigure


@pytest.mark.parametrize(
    ("slug", "year", "gm_code", "inhabitants", "amount"),
    [
        ("overbrugging-2019", 2019, "GM0889", 13_478, "673.90"),
        ("structureel", 2020, "GM0889", 13_478, "1078.24"),
        ("overbrugging-2019", 2019, "GM0988", 49_735, "2486.75"),
        ("structureel", 2020, "GM0988", 49_735, "3978.80"),
    ],
)
def test_line_has_the_amount_of_the_council_paper(
    finance_administrator, slug, year, gm_code, inhabitants, amount
):
    scheme = Scheme.objects.get(slug=slug)

    line = actions.make_round(scheme=scheme, year=year, by=finance_administrator).lines.get(
        municipality__gm_code=gm_code
    )

    assert (line.inhabitants, line.amount) == (inhabitants, Decimal(amount))
    assert (line.source, line.reference_date, line.paper) == (
        FigureSource.DECISION,
        None,
        "collegevoorstel 2019",
    )


def test_other_municipalities_use_cbs_on_the_reference_date(draft):
    line = draft.lines.get(municipality__name="Venlo")

    assert (line.inhabitants, line.reference_date) == (101_802, date(2020, 1, 1))
    assert line.source_text == "CBS, peildatum 1 januari 2020"


def test_bridging_counts_inhabitants_on_the_first_of_january_2019(bridging, finance_administrator):
    round_ = actions.make_round(scheme=bridging, year=2019, by=finance_administrator)

    assert round_.reference_date == date(2019, 1, 1)
    assert round_.lines.get(municipality__name="Venlo").inhabitants == 101_603


def test_round_has_a_line_for_each_of_the_31_municipalities(draft):
    assert draft.lines.count() == 31
    assert draft.lines.aggregate(total=Sum("amount"))["total"] == Decimal("89346.16")


@pytest.mark.parametrize("year", [2018, 2020])
def test_round_outside_the_period_is_refused(bridging, finance_administrator, year):
    with pytest.raises(CannotMakeRound, match="loopt van 1 april 2019 tot en met 31 december 2019"):
        actions.make_round(scheme=bridging, year=year, by=finance_administrator)

    assert not Round.objects.exists()


def test_round_before_the_scheme_began_is_refused(structural, finance_administrator):
    with pytest.raises(CannotMakeRound, match="Kies een jaar vanaf 2020"):
        actions.make_round(scheme=structural, year=2019, by=finance_administrator)


def test_round_with_an_unknown_figure_names_the_municipality(structural, finance_administrator):
    PopulationFigure.objects.filter(municipality__name="Venlo", reference_date=date(2020, 1, 1)).delete()

    with pytest.raises(CannotMakeRound, match="1 januari 2020 is niet bekend van Venlo"):
        actions.make_round(scheme=structural, year=2020, by=finance_administrator)

    assert not Round.objects.exists()


def test_year_without_any_figures_names_a_few_and_counts_the_rest(structural, finance_administrator):
    with pytest.raises(CannotMakeRound, match=r"Beek, Beekdaelen.* en nog 24 gemeenten"):
        actions.make_round(scheme=structural, year=2025, by=finance_administrator)


def test_second_round_for_the_same_year_is_refused(draft, structural, second_finance_administrator):
    with pytest.raises(CannotMakeRound, match="Er is al een ronde Structurele bijdrage voor 2020"):
        actions.make_round(scheme=structural, year=2020, by=second_finance_administrator)


def test_cancelled_round_makes_room_for_a_new_one(draft, structural, finance_administrator):
    actions.cancel_round(draft, by=finance_administrator)

    assert actions.make_round(scheme=structural, year=2020, by=finance_administrator).is_draft


def test_later_figures_do_not_touch_a_round(draft):
    PopulationFigure.objects.filter(municipality__name="Venlo").update(inhabitants=1)

    assert draft.lines.get(municipality__name="Venlo").inhabitants == 101_802


# --- the round before ---------------------------------------------------------
@pytest.fixture
def made(finance_administrator):
    return lambda scheme, year: actions.make_round(scheme=scheme, year=year, by=finance_administrator)


@pytest.fixture
def new_scheme(structural):
    """`new_scheme(name, year, **fields)` makes a scheme like the structural one."""

    def make(name: str, year: int, **fields: object) -> Scheme:
        structural.pk, structural.slug, structural.name = None, name.lower(), name
        structural.starts_on, structural._state.adding = date(year, 1, 1), True
        for field, value in fields.items():
            setattr(structural, field, value)
        structural.save()
        return structural

    return make


def test_first_round_of_a_scheme_is_compared_with_the_scheme_before_it(made, issue, bridging, structural):
    earlier = issue(bridging, 2019)

    assert Round.objects.before(made(structural, 2020)) == earlier


def test_round_is_compared_with_the_same_scheme_first(made, issue, bridging, structural):
    first, of_2021 = issue(structural, 2020), made(structural, 2021)
    issue(bridging, 2019)

    assert Round.objects.before(of_2021) == first


def test_round_of_another_scheme_that_began_later_is_no_round_before(made, issue, structural, new_scheme):
    pk = structural.pk
    issue(new_scheme("Later", 2021), 2021)

    assert Round.objects.before(made(Scheme.objects.get(pk=pk), 2022)) is None


def test_round_of_the_whole_country_is_not_compared_with_one_of_limburg(made, issue, structural, new_scheme):
    issue(structural, 2020)
    national = new_scheme("Landelijk", 2023, cover=Cover.NETHERLANDS)

    assert Round.objects.before(made(national, 2023)) is None


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_round_without_invoices_is_no_round_before(
    made, bridging, structural, finance_administrator, is_cancelled
):
    earlier = made(bridging, 2019)
    if is_cancelled:
        actions.cancel_round(earlier, by=finance_administrator)

    assert Round.objects.before(made(structural, 2020)) is None


def test_a_draft_in_between_is_passed_by(made, issue, structural):
    issued = issue(structural, 2020)
    made(structural, 2021)

    assert Round.objects.before(made(structural, 2022)) == issued


def test_a_round_of_the_same_year_bills_the_same_municipalities_twice(made, new_scheme, structural, draft):
    other = made(new_scheme("Ernaast", 2020), 2020)

    (beside,) = Round.objects.beside(draft)

    assert (beside, beside.shared, beside.shared_amount) == (other, 31, Decimal("89376.08"))


def test_only_live_rounds_of_the_year_bill_twice(made, new_scheme, draft, structural, finance_administrator):
    actions.cancel_round(made(new_scheme("Ernaast", 2020), 2020), by=finance_administrator)
    made(Scheme.objects.get(name="Ernaast"), 2021)

    assert not Round.objects.beside(draft)


def test_who_pays_otherwise_pays_no_second_time(made, new_scheme, draft, venlo, finance_administrator):
    Arrangement.objects.create(
        municipality=venlo,
        year=2020,
        kind=ArrangementKind.NONE,
        decision="brief",
        kept_by=finance_administrator,
    )
    made(new_scheme("Ernaast", 2020), 2020)

    assert Round.objects.beside(draft).get().shared == 30


@pytest.mark.parametrize(
    ("name", "words"), [("Bijdrage 2021", "Bijdrage 2021"), ("Bijdrage", "Bijdrage 2021")]
)
def test_year_stands_in_the_title_once(name, words):
    assert str(Round(scheme=Scheme(name=name), year=2021)) == words


# --- two persons ------------------------------------------------------------
def test_maker_cannot_approve(draft, finance_administrator):
    with pytest.raises(actions.CannotApprove, match="Een collega moet de ronde goedkeuren"):
        actions.approve_round(draft, by=finance_administrator)

    assert Round.objects.get().is_draft
    assert not Job.objects.exists()


def test_second_person_approves_and_the_work_is_put_on_the_outbox_once(
    draft, second_finance_administrator, collected
):
    actions.approve_round(draft, by=second_finance_administrator)

    round_, job = Round.objects.get(), Job.objects.get()
    assert (round_.state, round_.approved_by) == (RoundState.APPROVED, second_finance_administrator)
    assert (job.kind, job.subject, job.requested_by) == (
        "round.issue",
        draft.pk,
        second_finance_administrator,
    )
    assert collected.events[-1].kind == Trail.ROUND_APPROVED


def test_round_is_approved_once(approved, second_finance_administrator):
    with pytest.raises(actions.CannotApprove, match="Deze ronde is dat niet meer"):
        actions.approve_round(approved, by=second_finance_administrator)


def test_database_refuses_an_approval_by_the_maker(draft, finance_administrator):
    with pytest.raises(IntegrityError, match="round_approved_by_a_second_person"), transaction.atomic():
        Round.objects.update(
            state=RoundState.APPROVED, approved_by=finance_administrator, approved_at=timezone.now()
        )


def test_round_with_invoices_cannot_be_cancelled(issued, finance_administrator):
    with pytest.raises(actions.CannotCancel, match="al gefactureerd"):
        actions.cancel_round(issued, by=finance_administrator)


# --- what the database refuses ----------------------------------------------
@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"inhabitants": -1, "amount": Decimal("-0.08")}, "inhabitants"),
        ({"inhabitants": 0, "amount": Decimal(0)}, "line_inhabitants_above_zero"),
        ({"amount": Decimal("1078.25")}, "line_amount_is_inhabitants_times_rate"),
        ({"reference_date": date(2020, 1, 1)}, "line_has_a_reference_date_or_a_paper"),
    ],
    ids=["negative", "nil", "a cent too much", "two sources"],
)
def test_database_refuses_a_wrong_line(draft, change, constraint):
    line = draft.lines.get(municipality__name="Beesel")
    line.pk, line.municipality = None, Municipality.objects.filter(is_in_limburg=False).first()
    for name, value in change.items():
        setattr(line, name, value)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        line.save(force_insert=True)


def test_line_is_never_changed(draft):
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        RoundLine.objects.update(note="anders")


@pytest.mark.parametrize("year", [2018, 2020])
def test_database_refuses_a_round_outside_the_period(bridging, finance_administrator, year):
    with pytest.raises(IntegrityError, match="inside the period"), transaction.atomic():
        Round.objects.create(
            scheme=bridging, year=year, reference_date=date(2019, 1, 1), made_by=finance_administrator
        )


def test_database_refuses_a_second_live_round(draft, finance_administrator):
    with pytest.raises(IntegrityError, match="round_one_live_per_scheme_and_year"), transaction.atomic():
        Round.objects.create(
            scheme=draft.scheme, year=2020, reference_date=date(2020, 1, 1), made_by=finance_administrator
        )


def test_reference_data_load_twice(structural):
    load()

    assert Scheme.objects.count() == 2
    assert structural.decisions.count() == 2
