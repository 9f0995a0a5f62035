from datetime import date

import pytest
import time_machine
from django.urls import reverse

from reporting.comensha import actions
from reporting.comensha.snapshot import take
from reporting.dashboards.netherlands import published
from reporting.dashboards.sentence import sentence
from reporting.periods import Period, Quarter
from zorgportaal.audit.models import Event

PAGE = reverse("dashboards:dashboard")
NOW = "2026-11-20 12:00"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day")]


@pytest.fixture
def the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def page(sign_in, policy_advisor):
    client = sign_in(policy_advisor)
    return lambda **query: client.get(PAGE, query)


def test_policy_advisor_sees_the_last_closed_year(page, reported):
    reported(37)
    text = page().text

    assert "Het jaar 2025 in tien cijfers" in text
    assert "37" in text


def test_running_year_is_not_shown(page, reported):
    reported(43, on=date(2026, 2, 1))

    assert page().context["key_figures"][0].value == 0
    assert page(jaar="2026").status_code == 404


@pytest.mark.parametrize("year", ["2020", "abc", "2025; drop", "99999"])
def test_year_outside_the_list_does_not_exist(page, year):
    assert page(jaar=year).status_code == 404


def test_other_filters_change_nothing(page, reported):
    """C084: no parameter switches the protection off."""
    reported(20)
    reported(3, form="LABOUR")
    plain = body(page())
    tricks = {"protect": "0", "suppress": "false", "min": "1", "raw": "1", "form": "LABOUR", "gm": "GM0889"}

    assert body(page(**tricks)) == plain


def test_small_numbers_stand_nowhere_in_the_page(page, reported):
    """C085: not in the figures, the tables, the charts or their words."""
    reported(41, form="LABOUR")
    reported(3, form="CRIMINAL", reporter="POLICE", age=15)
    context = page().context

    shown = [count for part in context["parts"] for _, count in part.rows]
    shown += [count for trend in context["trends"] for counts in trend.series.values() for count in counts]
    shown += [figure.value for figure in context["key_figures"]]
    assert not {1, 2, 3, 4} & {count for count in shown if count is not None}
    assert "CRIMINAL" not in page().text
    assert all("3" not in trend.spoken.replace("2023", "") for trend in context["trends"])


def test_trend_compares_with_the_year_before(page, reported):
    reported(37)
    reported(30, on=date(2024, 3, 3))

    assert page().context["key_figures"][0].then == "7 meer dan in 2024"
    assert page(jaar="2024").context["key_figures"][0].then == "30 meer dan in 2023"
    assert page(jaar="2021").context["key_figures"][0].then == ""


def test_half_year_that_was_reported_hides_what_the_year_would_give_away(page, reported, coordinator):
    reported(20, on=date(2025, 2, 1), form="LABOUR")
    reported(9, on=date(2025, 2, 1), form="CRIMINAL")
    reported(25, on=date(2025, 8, 1), form="LABOUR")
    reported(2, on=date(2025, 8, 1), form="CRIMINAL")
    assert "11" in cells(page(), "Vorm van uitbuiting")

    with time_machine.travel("2025-08-01", tick=False):
        actions.request_report(period=Period(Quarter(2025, 1), Quarter(2025, 2)), by=coordinator)
    assert "11" not in cells(page(), "Vorm van uitbuiting")


def test_report_over_a_shown_year_says_what_the_page_says(page, reported, coordinator):
    with time_machine.travel("2025-08-01", tick=False):
        actions.request_report(period=Period(Quarter(2025, 1), Quarter(2025, 2)), by=coordinator)
    for day, form, count in ((2, "LABOUR", 20), (2, "CRIMINAL", 9), (8, "LABOUR", 25), (8, "CRIMINAL", 2)):
        reported(count, on=date(2025, day, 1), form=form)
    run = actions.request_report(period=Period.of_year(2025), by=coordinator)
    figures = take(run.period, known=actions.known_to_readers(run))

    assert [str(row["count"]) for row in figures["forms"]] == cells(page(), "Vorm van uitbuiting")
    assert "None" in cells(page(), "Vorm van uitbuiting")


def test_national_figures_stand_with_their_source(page):
    text = page().text

    assert "1.013" in text
    assert "raadsstukken Venlo" in text
    assert all(row.source.startswith("https://") for row in published())


def test_municipality_gets_a_sentence_about_its_region_only(page, reported):
    reported(37)
    text = page(gemeente="GM0889").text

    assert "Over Beesel noemen wij geen aantal, ook niet of het nul is." in text
    assert "In heel Noord- en Midden-Limburg werden in 2025 37 mensen aangemeld." in text


def test_sentence_is_the_same_for_a_municipality_with_and_without_people(page, reported):
    reported(37)
    found_in, not_found_in = page(gemeente="GM0983").context, page(gemeente="GM0889").context

    assert found_in["sentence"].replace("Venlo", "X") == not_found_in["sentence"].replace("Beesel", "X")


@pytest.mark.parametrize("code", ["GM0363", "GM9999", "Beesel", ""])
def test_municipality_outside_the_list_gets_a_message(page, code):
    response = page(gemeente=code)

    assert response.status_code == 200
    assert response.context["sentence"] == ""
    assert response.context["form"].errors


def test_sentence_falls_back_on_limburg_when_the_region_is_hidden():
    said = sentence("Beesel", "Noord- en Midden-Limburg", 2025, in_region=None, in_limburg=41)

    assert said.endswith("In heel Limburg werden in 2025 41 mensen aangemeld.")


def test_looking_at_the_figures_leaves_a_trace(page):
    page(jaar="2024")
    event = Event.objects.newest_first()[0]

    assert (event.kind, event.details, event.is_look) == ("dashboards.viewed", {"year": 2024}, True)


def test_finance_officer_has_no_figures_of_cases(sign_in, officer_of_beesel):
    assert sign_in(officer_of_beesel).get(PAGE).status_code == 404


@pytest.mark.parametrize("count", [10, 1000])
def test_page_costs_the_same_for_any_number_of_dossiers(
    count, sign_in, policy_advisor, reported, asked, count_queries
):
    asked(reported(count))

    assert count_queries(sign_in(policy_advisor), f"{PAGE}?gemeente=GM0889") == 11


def body(response) -> str:
    return response.text.split("<main")[1].split("<footer")[0].split("<form")[0]


def cells(response, heading: str) -> list[str]:
    part = next(part for part in response.context["parts"] if part.heading == heading)
    return [str(count) for _, count in part.rows]
