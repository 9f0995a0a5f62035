"""Decisions and arrangements: on screen, and what the database holds on to."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from funding.contributions import actions
from funding.contributions.choices import ArrangementKind, Cover, Trail
from funding.contributions.models import Arrangement, CouncilDecision, PopulationDecision, Scheme
from funding.contributions.review import left_out
from funding.contributions.tests.test_pages import page_of, text
from zorgportaal.audit.models import Event
from zorgportaal.regions.models import Municipality

SCHEMES = reverse("contributions:schemes")


@pytest.fixture
def finance(sign_in, finance_administrator):
    return sign_in(finance_administrator)


def address(name: str, *arguments: object) -> str:
    return reverse(f"contributions:{name}", args=arguments)


# --- decisions ----------------------------------------------------------------
def test_a_decision_and_an_own_figure_are_kept_together(finance, structural, venlo):
    told = {
        "document": "raadsbesluit", "number": "12", "decided_on": "3-2-2020", "inhabitants": "101000",
        "paper": "raadsbesluit 12", "phrase": "zo staat het in uw besluit", "note": "De raad rekent zo.",
    }  # fmt: skip

    page = text(finance.post(address("decision", structural.pk, venlo.pk), told, follow=True))

    assert "raadsbesluit 12 van 3 februari 2020" in page
    assert PopulationDecision.objects.get(municipality=venlo).inhabitants == 101_000
    kinds = list(Event.objects.order_by("-number").values_list("kind", flat=True)[:2])
    assert set(kinds) == {Trail.DECISION_KEPT, Trail.OWN_FIGURE_KEPT}


@pytest.mark.parametrize(
    ("told", "kept"), [("101.000", 101_000), ("13 478", 13_478), ("1.000.000", 1_000_000)]
)
def test_a_number_is_read_as_the_dutch_write_it(finance, structural, venlo, told, kept):
    rest = {"paper": "raadsbesluit 12", "phrase": "zo staat het in uw besluit", "note": "De raad rekent zo."}

    finance.post(address("decision", structural.pk, venlo.pk), rest | {"inhabitants": told})

    assert PopulationDecision.objects.get(municipality=venlo).inhabitants == kept


@pytest.mark.parametrize("told", ["13.0", "1.00", "13,478", "1e3", "-5", "13.4780"])
def test_what_is_no_whole_number_is_refused(finance, structural, venlo, told):
    page = text(finance.post(address("decision", structural.pk, venlo.pk), {"inhabitants": told}))

    assert "een heel aantal in, bijvoorbeeld" in page
    assert not PopulationDecision.objects.filter(municipality=venlo).exists()


def test_a_decision_of_a_day_to_come_is_refused(finance, structural, venlo):
    told = {"document": "raadsbesluit", "decided_on": "1-1-2099"}

    assert "Deze dag moet nog komen." in text(
        finance.post(address("decision", structural.pk, venlo.pk), told)
    )


def test_emptied_boxes_take_a_decision_away(finance, structural, venlo):
    CouncilDecision.objects.create(scheme=structural, municipality=venlo, document="collegevoorstel")

    finance.post(address("decision", structural.pk, venlo.pk), {"document": ""})

    assert not CouncilDecision.objects.exists()
    assert Event.objects.latest("number").kind == Trail.DECISION_REMOVED


def test_saving_without_a_change_leaves_no_mark(finance, structural, beesel):
    page = address("decision", structural.pk, beesel.pk)
    before = Event.objects.count()
    form = finance.get(page).context["form"]

    finance.post(page, form.initial)

    assert Event.objects.count() == before
    assert PopulationDecision.objects.get(scheme=structural, municipality=beesel).inhabitants == 13_478


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"number": "7"}, "Noem het stuk waar dit nummer of deze datum bij hoort."),
        ({"inhabitants": "13478"}, "Vul ook “Reden” in, of maak alle vier de vakken leeg."),
        ({"note": "Waarom"}, "Vul ook “Eigen aantal inwoners” in, of maak alle vier de vakken leeg."),
        ({"inhabitants": "0"}, "een heel aantal in, bijvoorbeeld 13478."),
        ({"inhabitants": "13,5"}, "een heel aantal in, bijvoorbeeld 13478."),
        ({"document": "besluit", "decided_on": "31-2-2020"}, "Vul bij “Datum van het besluit” een datum in"),
    ],
)
def test_half_a_decision_is_told_at_its_field(finance, structural, venlo, told, message):
    assert message in text(finance.post(address("decision", structural.pk, venlo.pk), told))
    assert not CouncilDecision.objects.exists()


def test_shipped_figures_stand_in_the_table(finance, structural):
    page = text(finance.get(address("scheme", structural.pk)))

    assert "13.478" in page
    assert "49.735" in page
    assert page.count("niet bekend") == 31


def test_a_scheme_has_no_decision_of_a_municipality_that_it_does_not_cover(finance, structural):
    elsewhere = Municipality.objects.filter(is_in_limburg=False).first()

    assert finance.get(address("decision", structural.pk, elsewhere.pk)).status_code == 404


# --- arrangements ---------------------------------------------------------------
def arrange(client, municipality: Municipality, kind: str, year: int = 2020):
    told = {"kind": kind, "decision": "Regionaal besluit 3"}
    return client.post(address("arrangement", year, municipality.pk), told, follow=True)


def test_an_arrangement_is_kept_with_who_and_why(finance, venlo, finance_administrator):
    page = text(arrange(finance, venlo, "duvo"))

    agreed = Arrangement.objects.get()
    assert (agreed.kind, agreed.kept_by) == (ArrangementKind.GRANT, finance_administrator)
    assert "Regionaal besluit 3" in page
    event = Event.objects.latest("number")
    assert (event.kind, event.details["arrangement"]) == (Trail.ARRANGEMENT_KEPT, "duvo")


def test_an_arrangement_names_who_changed_it_last(
    sign_in, venlo, finance_administrator, second_finance_administrator
):
    arrange(sign_in(finance_administrator), venlo, "duvo")
    arrange(sign_in(second_finance_administrator), venlo, "none")

    assert Arrangement.objects.get().kept_by == second_finance_administrator


def test_who_has_an_arrangement_stands_on_top(finance, venlo):
    page = text(arrange(finance, venlo, "none"))

    assert page.index("Venlo</th>") < page.index("Beek</th>")


def test_paying_in_both_ways_warns(finance, venlo):
    assert "Venlo betaalt zo misschien twee keer." in text(arrange(finance, venlo, "both"))


def test_an_arrangement_needs_a_decision(finance, venlo):
    page = text(finance.post(address("arrangement", 2020, venlo.pk), {"kind": "none", "decision": ""}))

    assert "Vul “Besluit” in." in page
    assert not Arrangement.objects.exists()


def test_round_page_names_who_is_left_out_and_why(finance, venlo, structural, finance_administrator):
    arrange(finance, venlo, "none")
    round_ = actions.make_round(scheme=structural, year=2020, by=finance_administrator)

    page = text(finance.get(page_of(round_)))

    assert "Geen regel in deze ronde" in page
    assert 'Venlo</th><td data-label="Waarom">Betaalt niet mee</td>' in page


def test_of_who_was_left_out_and_pays_after_all_that_is_the_reason(
    finance, venlo, structural, finance_administrator
):
    arrange(finance, venlo, "none")
    round_ = actions.make_round(scheme=structural, year=2020, by=finance_administrator)
    arrange(finance, venlo, "per_capita")

    (absent,) = left_out(round_)

    assert absent.why == "betaalt nu wel per inwoner: de afspraak is later gewijzigd"


def test_round_page_shows_only_the_lines_that_were_asked_for(
    finance, venlo, structural, finance_administrator
):
    arrange(finance, venlo, "both")
    round_ = actions.make_round(scheme=structural, year=2020, by=finance_administrator)

    page = text(finance.get(f"{page_of(round_)}?regels=double"))

    assert "Venlo</th>" in page
    assert "Beesel</th>" not in page


@pytest.mark.parametrize("first", ["none", "per_capita"])
def test_round_is_not_approved_when_an_arrangement_changed_since(
    finance, venlo, structural, finance_administrator, second_finance_administrator, first
):
    arrange(finance, venlo, first)
    round_ = actions.make_round(scheme=structural, year=2020, by=finance_administrator)
    arrange(finance, venlo, "per_capita" if first == "none" else "none")

    with pytest.raises(actions.CannotApprove, match=r"is gewijzigd: Venlo \(afspraak\)\. Maak"):
        actions.approve_round(round_, by=second_finance_administrator)


def test_an_arrangement_leaves_what_was_issued_alone(finance, issued, venlo):
    arrange(finance, venlo, "none")

    assert issued.lines.get(municipality=venlo).amount == Decimal("8144.16")


@pytest.mark.parametrize("year", ["1999", "2101", "x", "-1", "20200"])
def test_a_year_that_cannot_be_is_no_page(finance, year):
    assert finance.get(f"{address('arrangements')}?jaar={year}").status_code == 404


@pytest.mark.parametrize("cover", Cover)
def test_lists_of_municipalities_cost_the_same_for_31_and_342(finance, structural, cover, count_queries):
    Scheme.objects.filter(pk=structural.pk).update(cover=cover)

    # user, scheme, its last round, number, municipalities, decisions, own figures, papers,
    # schemes beside it
    assert count_queries(finance, address("scheme", structural.pk)) == 9
    # user, is some scheme national, number, municipalities, arrangements; and the menu
    assert count_queries(finance, address("arrangements")) == 6


def test_a_municipality_is_found_by_a_part_of_its_name(finance):
    page = text(finance.get(f"{address('arrangements')}?jaar={timezone.localdate().year}&gemeente=sitt"))

    assert "Sittard-Geleen" in page
    assert "Beesel" not in page


@pytest.mark.parametrize("number", [1, 40])
def test_list_of_schemes_costs_the_same_for_any_number(finance, structural, number, count_queries):
    Scheme.objects.bulk_create(
        Scheme(
            slug=f"proef-{n}", name=f"Proef {n}", basis="Proef", per_inhabitant="0.01", unit="per_year",
            starts_on=date(2020, 1, 1),
        )
        for n in range(number)
    )  # fmt: skip

    assert count_queries(finance, SCHEMES) == 3  # user, schemes, menu


def test_what_is_too_long_is_told_and_not_cut_off(finance, structural, venlo):
    page = address("decision", structural.pk, venlo.pk)
    assert "maxlength" not in text(finance.get(page))

    said = text(finance.post(page, {"paper": "X" * 253, "inhabitants": "101.000", "note": "Proef"}))

    assert "tekens. U vulde er 253 in." in said
    assert "X" * 253 in said
