"""What people typed keeps inside its column, on a screen and on a printed page, in a real Chromium."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Route, sync_playwright

from funding.contributions.models import Arrangement
from funding.invoices.tests.test_layout import LONG_REASON, redo
from funding.invoices.tests.test_pages import PAGE
from zorgportaal.tests.test_browser import CHROMIUM, IN_CHROMIUM, QUIET

__all__ = ["redo"]
pytestmark = IN_CHROMIUM
STATIC = Path(settings.BASE_DIR) / "static"
TABLES = "[...document.querySelectorAll('.table-wrap')]"
CHOICES = "[...document.querySelectorAll('form[method=get], progress')]"
WIDEST = f"Math.max(...{TABLES}.map(it => it.scrollWidth - it.clientWidth))"
SHOWN = f"{CHOICES}.filter(it => it.checkVisibility()).length"


def measured(response, script: str, *, width: int = 1280, media: str = "screen") -> Any:
    """What the script finds on the page with its stylesheets; it needs no portal that runs."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://portal.invalid/")
        if path.startswith("static/css/"):
            return route.fulfill(path=STATIC / path.removeprefix("static/"))
        return route.abort() if path else route.fulfill(body=response.content, content_type="text/html")

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.route("**/*", answer)
        page.goto("http://portal.invalid/")
        page.emulate_media(media=media)
        found = page.evaluate(script)
        browser.close()
    return found


def test_a_reason_of_one_word_keeps_its_table_within_the_page(redo, sign_in, officer_of_beesel):
    redo("4500012345", LONG_REASON)

    assert measured(sign_in(officer_of_beesel).get(PAGE), WIDEST) == 0


def test_a_long_decision_keeps_the_table_of_who_is_left_out_within_the_page(
    sign_in, venlo, finance_administrator, issue, bridging
):
    told = {"decision": "b" * 120, "kept_by": finance_administrator}
    Arrangement.objects.create(municipality=venlo, year=2019, kind="none", **told)
    made = issue(bridging, 2019)

    assert measured(sign_in(finance_administrator).get(made.get_absolute_url()), WIDEST) == 0


def test_the_page_of_an_officer_fits_on_the_smallest_phone(sign_in, officer_of_beesel, issued):
    width = measured(sign_in(officer_of_beesel).get(PAGE), "document.documentElement.scrollWidth", width=320)

    assert width == 320


@pytest.mark.parametrize("page", [reverse("invoices:books"), reverse("invoices:map")])
def test_what_is_chosen_from_is_not_printed(sign_in, finance_administrator, issued, page):
    response = sign_in(finance_administrator).get(page)

    assert measured(response, SHOWN) == 1
    assert measured(response, SHOWN, media="print") == 0


def test_a_round_is_printed_without_its_progress_bar(sign_in, finance_administrator, issued):
    response = sign_in(finance_administrator).get(issued.get_absolute_url())

    assert measured(response, SHOWN, media="print") == 0
