"""Two coordinators on one file in Chromium: the second save shows what the other changed (C100)."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect, sync_playwright

from cases.dossiers.models import Dossier
from zorgportaal.tests.test_browser import CHROMIUM, QUIET, pytestmark, sign_in

__all__ = ["pytestmark"]


@pytest.fixture
def change(demo_portal) -> str:
    """The address where an open dossier of the north is changed."""
    known = Dossier.objects.filter(house__slug="noord-limburg", person__isnull=False)
    return reverse("dossiers:change", args=[known.exclude(status="closed").latest("reported_on").pk])


@pytest.fixture
def browser(change) -> Iterator[Browser]:
    """Starts after the database was touched for the last time (see test_browser.py)."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def open_form(browser: Browser, base: str, who: str, address: str) -> Page:
    page = browser.new_page(base_url=base)
    sign_in(page, base, who)
    page.goto(address)
    return page


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"#id_{name}").fill(value)


def save(page: Page) -> None:
    page.get_by_role("button", name="Opslaan").click()


def test_a_second_save_shows_what_a_colleague_changed_and_loses_nothing(browser, demo_portal, change):
    noor = open_form(browser, demo_portal.base, "coordinator.noord", change)
    joris = open_form(browser, demo_portal.base, "collega.noord", change)

    fill(noor, children_along="2", contact_via="advocaat")
    save(noor)
    expect(noor.get_by_text("Opgeslagen.")).to_be_visible()

    fill(joris, contact_via="politie", note="Verzonnen: belt morgen terug.")
    save(joris)
    expect(joris.get_by_text("Door Noor Voorbeeld gewijzigd, overgenomen:")).to_be_visible()
    expect(joris.get_by_role("listitem").filter(has_text="Kinderen mee: 2")).to_be_visible()
    asked = joris.get_by_role("row").filter(has_text="Veilig contact via")
    expect(asked.get_by_role("cell")).to_have_text(["politie", "advocaat"])
    expect(joris.locator("#id_note")).to_have_value("Verzonnen: belt morgen terug.")

    save(joris)
    expect(joris.get_by_text("Opgeslagen.")).to_be_visible()
    joris.goto(change)
    expect(joris.locator("#id_children_along")).to_have_value("2")
    expect(joris.locator("#id_contact_via")).to_have_value("politie")
    expect(joris.locator("#id_note")).to_have_value("Verzonnen: belt morgen terug.")
