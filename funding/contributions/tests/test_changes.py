"""What changed after a draft was made is told on its page, and refused at approval where it is money."""

from datetime import date

import pytest
from django.urls import reverse

from funding.contributions import actions
from funding.contributions.changes import changes
from funding.contributions.choices import ArrangementKind, RoundState, Trail
from funding.contributions.models import Arrangement, CouncilDecision, PopulationDecision, Round, Scheme
from funding.contributions.tests.test_pages import page_of, text
from zorgportaal.regions.choices import PopulationStatus
from zorgportaal.regions.models import Municipality, PopulationFigure


@pytest.fixture
def figure(venlo):
    return PopulationFigure.objects.filter(municipality=venlo, reference_date=date(2020, 1, 1))


@pytest.fixture
def agree(venlo, finance_administrator):
    def keep(kind: ArrangementKind) -> None:
        Arrangement.objects.update_or_create(
            municipality=venlo,
            year=2020,
            defaults={"kind": kind, "decision": "besluit", "kept_by": finance_administrator},
        )

    return keep


@pytest.fixture
def own(structural, venlo):
    return PopulationDecision(
        scheme=structural, municipality=venlo, inhabitants=1_000_000,
        paper="collegebesluit", phrase="collegebesluit", note="proef",
    )  # fmt: skip


def told(round_: Round) -> list[str]:
    return [str(change) for change in changes(round_, round_.lines.select_related("municipality"))]


def test_nothing_is_told_of_a_draft_that_is_as_it_was(draft):
    assert told(draft) == []


def test_a_figure_that_changed_is_told_with_both_numbers(draft, figure):
    figure.update(inhabitants=102_136)

    assert told(draft) == ["Venlo (aantal 101.802 → 102.136)"]


def test_a_figure_that_is_gone_is_told(draft, figure):
    figure.delete()

    assert told(draft) == ["Venlo (aantal 101.802 → niet bekend)"]


def test_an_own_figure_that_came_later_is_told(draft, own):
    own.save()

    assert told(draft) == ["Venlo (aantal 101.802 → 1.000.000, besluit)"]


def test_other_words_for_the_same_own_figure_are_told(own, structural, finance_administrator):
    own.save()
    round_ = actions.make_round(scheme=structural, year=2020, by=finance_administrator)
    PopulationDecision.objects.filter(pk=own.pk).update(phrase="raadsbesluit")

    assert told(round_) == ["Venlo (eigen cijfer)"]


def test_a_figure_that_became_definitive_is_told(figure, structural, finance_administrator):
    figure.update(status=PopulationStatus.PROVISIONAL)
    round_ = actions.make_round(scheme=structural, year=2020, by=finance_administrator)
    figure.update(status=PopulationStatus.DEFINITIVE)

    assert told(round_) == ["Venlo (cijfer van CBS)"]


@pytest.mark.parametrize("kind", [ArrangementKind.GRANT, ArrangementKind.NONE, ArrangementKind.BOTH])
def test_an_arrangement_that_changed_is_told(draft, agree, kind):
    agree(kind)

    assert told(draft) == ["Venlo (afspraak)"]


def test_who_pays_after_all_is_told(structural, agree, finance_administrator):
    agree(ArrangementKind.NONE)
    round_ = actions.make_round(scheme=structural, year=2020, by=finance_administrator)
    agree(ArrangementKind.PER_CAPITA)

    assert told(round_) == ["Venlo (afspraak)"]


def test_who_ended_between_the_reference_date_and_the_period_pays_nothing(
    structural, venlo, finance_administrator
):
    Scheme.objects.filter(pk=structural.pk).update(reference_date=date(2019, 1, 1))
    Municipality.objects.filter(pk=venlo.pk).update(valid_until=date(2019, 7, 1))
    round_ = actions.make_round(scheme=structural, year=2020, by=finance_administrator)

    assert not round_.lines.filter(municipality=venlo).exists()
    assert told(round_) == []


@pytest.fixture
def decide(structural, venlo):
    return lambda: CouncilDecision.objects.create(
        scheme=structural, municipality=venlo, document="besluit", decided_on=date(2020, 2, 1)
    )


def test_a_decision_that_came_later_is_told_but_stops_nobody(draft, decide, second_finance_administrator):
    decide()

    assert told(draft) == ["Venlo (besluit)"]
    assert actions.approve_round(draft, by=second_finance_administrator).state == RoundState.APPROVED


def test_a_changed_amount_is_refused_at_approval_by_name(draft, figure, second_finance_administrator):
    figure.update(inhabitants=102_136)

    with pytest.raises(
        actions.CannotApprove, match=r"gewijzigd: Venlo \(aantal 101\.802 → 102\.136\)\. Maak"
    ):
        actions.approve_round(draft, by=second_finance_administrator)


def test_who_pays_double_since_then_is_refused_at_approval(draft, agree, second_finance_administrator):
    agree(ArrangementKind.BOTH)

    with pytest.raises(actions.CannotApprove, match=r"gewijzigd: Venlo \(afspraak\)\. Maak"):
        actions.approve_round(draft, by=second_finance_administrator)


def test_a_figure_that_is_gone_is_refused_at_approval(draft, figure, second_finance_administrator):
    figure.delete()

    with pytest.raises(actions.CannotApprove, match=r"gewijzigd: Venlo \(aantal 101\.802 → niet bekend\)"):
        actions.approve_round(draft, by=second_finance_administrator)


def test_both_people_read_what_changed_and_nobody_gets_the_button_to_approve(
    sign_in, draft, figure, finance_administrator, second_finance_administrator
):
    figure.update(inhabitants=102_136)

    for person in (finance_administrator, second_finance_administrator):
        page = text(sign_in(person).get(page_of(draft)))
        assert "Sinds deze proef is gewijzigd:</strong> Venlo (aantal 101.802 → 102.136)." in page
        assert "Goedkeuren kan pas na een nieuwe proef." in page
        assert page_of(draft, "approve") not in page


def test_a_decision_that_came_later_leaves_the_button_to_approve(
    sign_in, draft, decide, second_finance_administrator
):
    decide()

    page = text(sign_in(second_finance_administrator).get(page_of(draft)))

    assert "Goedkeuren mag wel." in page
    assert page_of(draft, "approve") in page


def test_page_of_an_issued_round_tells_no_changes(sign_in, issued, figure, finance_administrator):
    figure.update(inhabitants=102_136)

    assert "gewijzigd:" not in text(sign_in(finance_administrator).get(page_of(issued)))


# --- once more ----------------------------------------------------------------
def test_one_button_makes_the_draft_again_by_what_is_known_now(
    sign_in, draft, figure, venlo, second_finance_administrator
):
    figure.update(inhabitants=102_136)
    client = sign_in(second_finance_administrator)

    page = text(client.post(page_of(draft, "remake"), follow=True))

    old, new = Round.objects.get(pk=draft.pk), Round.objects.live().get()
    assert "De nieuwe proef is klaar." in page
    assert "Sinds deze proef is gewijzigd" not in page
    assert (old.state, old.cancelled_by) == (RoundState.CANCELLED, second_finance_administrator)
    assert (new.made_by, new.scheme, new.year) == (second_finance_administrator, draft.scheme, draft.year)
    assert new.lines.get(municipality=venlo).inhabitants == 102_136


def test_who_makes_a_draft_again_cannot_approve_it(draft, second_finance_administrator):
    made = actions.remake_round(draft, by=second_finance_administrator)

    with pytest.raises(actions.CannotApprove, match="U maakte deze proef zelf"):
        actions.approve_round(made, by=second_finance_administrator)


def test_making_a_draft_again_leaves_both_acts_on_the_trail(draft, second_finance_administrator, collected):
    actions.remake_round(draft, by=second_finance_administrator)

    assert [event.kind for event in collected.events[-2:]] == [Trail.ROUND_CANCELLED, Trail.ROUND_MADE]


def test_a_draft_stays_when_it_cannot_be_made_again(sign_in, draft, figure, finance_administrator):
    figure.delete()

    page = text(sign_in(finance_administrator).post(page_of(draft, "remake"), follow=True))

    assert "is niet bekend van Venlo" in page
    assert Round.objects.get().is_draft


def test_a_round_that_is_approved_is_not_made_again(sign_in, approved, finance_administrator):
    address = reverse("contributions:remake", args=[approved.pk])

    assert "geen proef meer" in text(sign_in(finance_administrator).post(address, follow=True))
    assert Round.objects.get().state == RoundState.APPROVED


@pytest.mark.parametrize("lines", [10, 200])
def test_page_of_a_draft_costs_the_same_for_any_number_of_municipalities(
    sign_in, structural, add_municipalities, finance_administrator, lines, count_queries
):
    add_municipalities(lines)
    round_ = actions.make_round(scheme=structural, year=2020, by=finance_administrator)
    PopulationFigure.objects.filter(reference_date=date(2020, 1, 1)).update(inhabitants=7)

    # user, round, round before, lines, other rounds of the year, numbers, who is left out and why
    # then: figures, own figures, decisions, arrangements, payers
    # and whether it can be issued: lines, usual party, parties chosen, receivers, orders
    assert count_queries(sign_in(finance_administrator), page_of(round_)) == 19
