"""The intake at night in a real Chromium: interrupted, resumed, and no character lost (C045)."""

import re
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect, sync_playwright

from zorgportaal.accounts.demo import PASSWORD
from zorgportaal.tests.test_browser import CHROMIUM, IN_CHROMIUM, QUIET

pytestmark = [*IN_CHROMIUM, pytest.mark.live]
NEW = reverse("dossiers:register")
NOTE = "Verzonnen Maja belt morgen om 9 uur terug. " * 90  # 3,870 characters
KEPT = re.compile(r"^Concept bewaard om \d\d\.\d\d uur$")


@pytest.fixture
def browser(demo_portal) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


def visitor(browser: Browser, base: str, who: str = "coordinator.noord") -> Page:
    """A browser that nobody used before, with somebody signed in."""
    page = browser.new_context(base_url=base).new_page()
    page.goto(reverse("account_login"))
    sign_in(page, who)
    return page


def sign_in(page: Page, who: str = "coordinator.noord") -> None:
    page.fill("#id_login", f"{who}@voorbeeld.invalid")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "inloggen" not in url)


def status(page: Page):
    return page.locator("[data-draft-status]")


def begin(page: Page) -> None:
    """A new intake starts with a search; who knows no name or number goes on at once."""
    page.goto(NEW)
    if page.get_by_role("heading", name="Zoek een dossier").is_visible():
        page.get_by_role("link", name="Nog niet bekend wie het is").click()
    expect(page.get_by_role("heading", name="Nieuwe intake")).to_be_visible()


FIRST = ("19", "Tab", "ArrowRight", "Tab", "Space", "Tab", "Braz", "Tab", "Portu", "Tab", "Space")
CHOSEN = {
    "residence_status": "Bedenk",
    "found_municipality": "Venlo",
    "reporter_category": "Nationale",
    "exploitation_form": "Seks",
    "legal_basis": "Wettelijke",
}


def fill_in(page: Page) -> None:
    """By keyboard: Tab from question to question, arrows in a group, letters in a list."""
    page.focus("#id_age")
    for keys in FIRST:
        press(page, keys)
    for name, letters in CHOSEN.items():
        page.focus(f"#id_{name}")
        press(page, letters)
    page.focus("#id_safety_level_0")
    press(page, "ArrowDown")
    press(page, "ArrowDown")
    page.fill("#id_contact_via", "begeleider")
    page.fill("#id_note", NOTE)


def press(page: Page, keys: str) -> None:
    if keys in {"Tab", "Space", "ArrowRight", "ArrowDown"}:
        page.keyboard.press(keys)
    else:
        page.keyboard.type(keys)


def typed(page: Page) -> dict[str, list[str]]:
    """Everything that stands in the form, as it would be sent."""
    sent: dict[str, list[str]] = page.evaluate(
        """() => {
          const sent = {};
          for (const [name, value] of new FormData(document.querySelector("form[data-intake]")))
            (sent[name] = sent[name] || []).push(value);
          delete sent.csrfmiddlewaretoken;
          delete sent.draft;
          return sent;
        }"""
    )
    return sent


def questions(page: Page) -> int:
    return int(page.locator("[data-progress] progress").get_attribute("max") or "0")


@pytest.fixture
def page(browser, demo_portal) -> Page:
    """An intake that is filled in and kept, and not saved."""
    page = visitor(browser, demo_portal.base)
    begin(page)
    fill_in(page)
    expect(status(page)).to_have_text(KEPT, timeout=15000)
    return page


def resume(page: Page) -> None:
    page.get_by_role("link", name="Ga verder").first.click()
    expect(page.get_by_role("heading", name="Nieuwe intake")).to_be_visible()


def test_a_night_intake_is_under_20_questions_and_leaves_nothing_in_the_browser(page):
    assert questions(page) < 20
    sent = typed(page)
    assert (sent["age"], sent["certainty"], sent["gender"]) == (["19"], ["estimate"], ["F"])
    assert (sent["safety_level"], sent["interpreter_needed"]) == (["2"], ["on"])
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_an_intake_survives_a_closed_browser(page, browser, demo_portal):
    before = typed(page)
    page.context.close()

    page = visitor(browser, demo_portal.base)
    resume(page)
    assert typed(page) == before
    assert len(before["note"][0]) == len(NOTE)


def test_while_the_connection_is_away_the_page_says_since_when(page):
    page.context.set_offline(True)
    page.locator("#id_note").press("End")
    page.locator("#id_note").press_sequentially("En nu")
    expect(status(page)).to_contain_text("Niet bewaard sinds", timeout=15000)
    expect(status(page)).to_contain_text("Wat u typte staat nog op het scherm.")

    page.context.set_offline(False)
    expect(status(page)).to_have_text(KEPT, timeout=15000)


def test_an_expired_session_costs_no_character(page):
    page.context.clear_cookies(name="sessie")
    page.locator("#id_note").press("End")
    page.locator("#id_note").press_sequentially("En dit.")
    expect(status(page)).to_contain_text("U bent uitgelogd. Concept bewaard", timeout=15000)
    page.locator("#id_note").press_sequentially(" En dat")
    last = typed(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="U bent uitgelogd")).to_be_visible()
    page.get_by_role("link", name="Log opnieuw in").click()
    sign_in(page)

    assert typed(page) == last
    assert last["note"][0].endswith("En dit. En dat")


def test_a_saved_intake_leads_to_a_place_and_leaves_no_draft(page):
    address = page.url
    page.get_by_role("button", name="Opslaan en plek zoeken").click()
    expect(page.get_by_role("heading", name="Waar is hulp bij nodig?")).to_be_visible()

    page.goto(address)
    assert typed(page)["note"] == [""]


def test_a_colleague_sees_nothing_of_it(browser, demo_portal):
    page = visitor(browser, demo_portal.base)
    begin(page)
    page.fill("#id_note", "Verzonnen geheim")
    expect(status(page)).to_have_text(KEPT, timeout=15000)
    address = page.url
    assert "concept=" in address
    page.context.close()

    other = visitor(browser, demo_portal.base, "collega.noord")
    other.goto(address)
    assert typed(other)["note"] == [""]
    assert "Verzonnen geheim" not in other.content()
    other.goto(reverse("drafts:list"))
    expect(other.get_by_text("U hebt geen concepten.")).to_be_visible()


def test_two_minutes_before_the_end_a_key_keeps_the_session_open(browser, demo_portal):
    page = visitor(browser, demo_portal.base)
    page.clock.install()
    page.goto(reverse("dossiers:list"))
    page.clock.fast_forward("12:59")
    warning = page.locator(".session")
    expect(warning).to_be_empty()
    page.clock.fast_forward("00:02")
    expect(warning).to_contain_text("Over 2 minuten wordt u uitgelogd. Druk op een toets of tik")
    page.keyboard.press("Shift")
    expect(warning).to_be_empty()
    page.clock.fast_forward("15:01")
    expect(warning).to_contain_text("U bent uitgelogd na 15 minuten")


def test_without_a_script_later_verder_keeps_it(browser, demo_portal):
    context = browser.new_context(base_url=demo_portal.base, java_script_enabled=False)
    page = context.new_page()
    page.goto(reverse("account_login"))
    sign_in(page)
    begin(page)
    page.fill("#id_note", "Verzonnen begin")
    page.check("#id_needs_now_1")
    page.get_by_role("button", name="Later verder").click()
    page.get_by_role("link", name="Ga verder").first.click()

    expect(page.locator("#id_note")).to_have_value("Verzonnen begin")
    expect(page.locator("#id_needs_now_1")).to_be_checked()
    expect(page.locator("#id_never_0")).to_be_checked()
