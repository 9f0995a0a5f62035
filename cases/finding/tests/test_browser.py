"""Merge and un-merge in Chromium: from the search, by hand, and back again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from cases.dossiers.models import Dossier
from cases.finding.models import Likeness
from zorgportaal.tests.test_browser import CHROMIUM, QUIET, pytestmark, sign_in

__all__ = ["pytestmark"]


@pytest.fixture
def alike(demo_portal) -> tuple[Dossier, Dossier]:
    """Two demo dossiers of which the portal says that they look alike."""
    likeness = Likeness.objects.undecided().select_related("dossier", "other").first()
    assert likeness
    return likeness.dossier, likeness.other


@pytest.fixture
def page(alike, demo_portal) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(base_url=demo_portal.base)
        sign_in(page, demo_portal.base, "coordinator.noord")
        yield page
        browser.close()


def test_two_dossiers_are_merged_and_taken_apart_again(page, alike):
    one, other = alike
    page.goto(f"/dossiers/{one.pk}/")
    page.get_by_label("Bij dit dossier").get_by_role("link", name="Beoordeel").click()
    page.get_by_role("radio", name="Dezelfde persoon").first.check()
    page.get_by_label("Nummer van het andere dossier").fill(other.case_number)
    page.get_by_label("Waarom").fill("Verzonnen: zelfde telefoon, zelfde verhaal.")
    page.get_by_role("button", name="Koppel").click()

    page.get_by_text("Opgeslagen. Beide dossiers tonen dit.").wait_for()
    page.goto(f"/dossiers/{other.pk}/")
    beside = page.get_by_label("Bij dit dossier")
    assert "Dezelfde persoon" in beside.inner_text()
    assert "Lijkt op" not in beside.inner_text()

    beside.get_by_role("link", name=one.case_number).click()
    page.get_by_role("link", name="Verwant").first.click()
    page.get_by_role("link", name="Maak los").first.click()
    page.get_by_label("Waarom maakt u ze los?").fill("Verzonnen: toch twee mensen.")
    page.get_by_role("button", name="Maak los").click()

    page.get_by_text("Losgemaakt. Beide dossiers zijn weer zoals ze waren.").wait_for()
    page.goto(f"/dossiers/{other.pk}/")
    assert "Lijkt op" in page.get_by_label("Bij dit dossier").inner_text()


def test_a_search_survives_back_and_reload_and_stands_in_no_address(page):
    page.goto("/zoeken/")
    page.get_by_label("Achternaam").fill("Verzonnenova")
    page.get_by_label("Voornamen").fill("Proef")
    page.get_by_role("button", name="Zoek").last.click()
    page.get_by_role("heading", name="gevonden").wait_for()
    result = page.url

    page.reload()
    page.get_by_role("link", name="NM-").first.click()
    page.go_back()

    assert page.url == result
    assert "erzonnen" not in result
    assert page.get_by_role("heading", name="gevonden").is_visible()
