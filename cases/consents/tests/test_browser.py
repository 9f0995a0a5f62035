"""Consent of a minor of 14 in Chromium: refused in words, then right, and then a place is asked."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from zorgportaal.drafts.tests.test_night import begin
from zorgportaal.tests.test_browser import CHROMIUM, QUIET, pytestmark, sign_in

__all__ = ["pytestmark"]
PROVIDER = "Jongerenhuis De Schans"


@pytest.fixture
def page(demo_portal) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(base_url=demo_portal.base)
        sign_in(page, demo_portal.base, "coordinator.noord")
        yield page
        browser.close()


def choose(page: Page, **labels: str) -> None:
    for name, label in labels.items():
        page.locator(f"#id_{name}").select_option(label=label)


def fill_in(page: Page) -> None:
    page.locator("#id_age").fill("14")
    page.get_by_role("radio", name="Vrouw").check()
    page.get_by_role("radio", name="Verhoogd").check()
    page.get_by_label("Bed voor vannacht").check()
    choose(
        page,
        residence_status="Nederlandse nationaliteit",
        found_municipality="Venlo",
        reporter_category="Nationale Politie (AVIM)",
        exploitation_form="Seksuele uitbuiting",
    )


def record_consent(page: Page, given_by: str) -> None:
    page.get_by_role("radio", name="Delen met een aanbieder").check()
    choose(page, organisation=PROVIDER)
    page.get_by_role("radio", name=given_by, exact=True).check()
    page.get_by_role("radio", name="Op papier").check()
    page.get_by_role("button", name="Opslaan").click()


def test_a_minor_of_14_does_not_consent_alone_and_with_a_guardian_the_place_is_asked(page):
    begin(page)
    fill_in(page)
    choose(page, legal_basis="Toestemming betrokkene (≥ 16)")
    page.get_by_role("button", name="Opslaan en plek zoeken").click()
    refused = page.get_by_role("alert").filter(has_text="Er gaat nog iets mis")
    expect(refused).to_contain_text("geeft een ouder of voogd toestemming, op papier")
    choose(page, legal_basis="Wettelijke plicht (opsporing)")
    page.get_by_role("button", name="Opslaan en plek zoeken").click()
    page.get_by_role("button", name="Zoek aanbieders").click()
    expect(page.get_by_role("heading", name="Veilige opvang")).to_be_visible()
    place = page.url
    expect(page.get_by_label("Leeftijd", exact=True)).to_have_count(0)

    page.get_by_role("link", name="Toestemming in dit dossier").click()
    page.get_by_role("link", name="Leg toestemming vast").click()
    record_consent(page, "De persoon zelf")
    expect(refused).to_contain_text("De jongere én een ouder of voogd geven allebei toestemming.")
    expect(refused).to_contain_text("Jeugdwet art. 7.3.4 lid 2")
    choose(page, relation="voogd van Nidos")
    page.locator("#id_guardian").fill("Verzonnen Voogd")
    record_consent(page, "Een ouder of voogd")
    expect(refused).to_contain_text("allebei toestemming")
    record_consent(page, "De persoon zelf en een ouder of voogd")
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()

    page.goto(place)
    page.get_by_label("Leeftijd", exact=True).check()
    page.get_by_role("button", name=PROVIDER).click()
    expect(page.get_by_text(f"staat uit bij {PROVIDER}.")).to_be_visible()
