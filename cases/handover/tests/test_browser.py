"""Hand-over to the other region in Chromium: two people, each with a browser of their own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from cases.dossiers.models import Dossier
from zorgportaal.tests.test_browser import CHROMIUM, QUIET, pytestmark, sign_in

__all__ = ["pytestmark"]


@pytest.fixture
def dossier(demo_portal) -> Dossier:
    """An open dossier of the north, with a name, that is offered to nobody."""
    demo_portal.start_worker()
    north = Dossier.objects.filter(house__slug="noord-limburg", person__isnull=False, handovers=None)
    return north.exclude(status="closed").latest("reported_on")


@pytest.fixture
def browser(dossier) -> Iterator[Browser]:
    """Starts after the database was touched for the last time (see test_browser.py)."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def page_of(browser: Browser, base: str, who: str) -> Page:
    page = browser.new_page(base_url=base)
    sign_in(page, base, who)
    return page


def wait_for_sheet(page: Page) -> None:
    """As the page says: it is there in a minute."""
    for _ in range(60):
        if page.get_by_role("link", name="Download het blad").is_visible():
            return
        page.wait_for_timeout(1000)
        page.reload()


def test_a_dossier_goes_to_the_other_region_once_the_receiver_confirms(browser, demo_portal, dossier):
    north = page_of(browser, demo_portal.base, "coordinator.noord")
    south = page_of(browser, demo_portal.base, "coordinator.heuvelland")
    assert south.goto(f"/dossiers/{dossier.pk}/").status == 404

    north.goto(f"/dossiers/{dossier.pk}/overdragen/")
    north.get_by_label("Ontvanger").select_option(label="Ilse Testers")
    north.get_by_label("Reden").fill("Voorbeeld: verhuist naar Maastricht.")
    north.get_by_role("button", name="Toon wat de ontvanger ziet").click()
    shown = north.get_by_role("region", name="Dit leest Ilse Testers")
    shown.wait_for()
    preview = shown.locator("dl").all_inner_texts()
    north.get_by_role("button", name="Stel voor aan Ilse Testers").click()
    north.get_by_text("Er verhuist nog niets.").wait_for()

    south.goto("/overdrachten/")
    south.get_by_role("link", name=dossier.case_number).click()
    wait_for_sheet(south)
    assert south.get_by_role("region", name="Samenvatting").locator("dl").all_inner_texts() == preview
    with south.expect_download() as sheet:
        south.get_by_role("link", name="Download het blad").click()
    assert sheet.value.suggested_filename.startswith("overdracht-")
    south.get_by_role("button", name="Bevestig").click()

    south.get_by_text("Bevestigd. Het dossier is nu van u.").wait_for()
    assert dossier.case_number in south.locator("h1").inner_text()
    assert "Ilse Testers" in south.get_by_label("Bij dit dossier").inner_text()
    assert north.goto(f"/dossiers/{dossier.pk}/").status == 404
