"""A morning without a mouse, in a real Chromium."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

from zorgportaal.tests.test_browser import CHROMIUM, QUIET, pytestmark, sign_in  # noqa: F401

WORKLIST = reverse("worklist:list")
FOCUSED = "document.activeElement.textContent"


@pytest.fixture(autouse=True)
def today():
    """The demo data live in the present."""


@pytest.fixture
def page(demo_portal) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()
        sign_in(page, demo_portal.base, "coordinator.noord")
        page.goto(demo_portal.base + WORKLIST)
        yield page
        browser.close()


def numbers(page: Page) -> list[str]:
    return page.locator("main tbody .case-no").all_text_contents()


def test_j_and_k_walk_the_rows_and_enter_opens_one(page):
    first, second, *_ = numbers(page)
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == first
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate(FOCUSED) == second

    page.keyboard.press("Enter")
    page.wait_for_url("**/dossiers/*/")
    assert second in page.inner_text("h1")


def test_g_and_a_letter_lead_to_a_page(page):
    for key, path in (("d", "/dossiers/"), ("k", "/ketenoverleg/"), ("w", WORKLIST)):
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(f"**{path}")


def test_slash_goes_to_the_search_box_where_letters_are_letters_again(page):
    page.keyboard.press("/")
    page.keyboard.type("gj?")

    assert page.input_value("#zoek") == "gj?"
    assert page.url.endswith(WORKLIST)


def test_a_question_mark_shows_what_the_keys_do_and_escape_closes_it(page):
    page.keyboard.press("?")
    assert "naar Werkvoorraad" in page.inner_text("#sneltoetsen")

    page.keyboard.press("Escape")
    assert not page.is_visible("#sneltoetsen")


def test_with_ctrl_or_alt_a_key_is_the_browsers(page):
    before = page.evaluate(FOCUSED)
    for chord in ("Control+j", "Alt+j"):
        page.keyboard.press(chord)

    assert page.evaluate(FOCUSED) == before


def test_switched_off_no_key_does_anything(page, demo_portal):
    page.goto(demo_portal.base + reverse("account_preferences"))
    page.uncheck("#id_uses_shortcuts")
    page.click("main button[type=submit], main input[type=submit]")
    page.goto(demo_portal.base + WORKLIST)
    page.keyboard.press("?")
    page.keyboard.press("g")
    page.keyboard.press("d")

    assert page.locator("#sneltoetsen").count() == 0
    assert page.url.endswith(WORKLIST)
    page.goto(demo_portal.base + reverse("account_preferences"))
    page.check("#id_uses_shortcuts")
    page.click("main button[type=submit], main input[type=submit]")


def test_the_button_for_printing_is_there_with_script_and_not_without(page, demo_portal):
    assert page.is_visible("text=Print lijst")

    still = page.context.browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    quiet = still.new_page()
    quiet.goto(demo_portal.base + WORKLIST)
    assert "voor vandaag" in quiet.inner_text("h1")
    assert not quiet.is_visible("text=Print lijst")
