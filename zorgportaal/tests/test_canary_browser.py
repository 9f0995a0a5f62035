"""A shared computer at the police station: the browser keeps nothing of what it has shown (C047)."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

from zorgportaal.tests import sweep
from zorgportaal.tests.main_job import MainJob, errors_on
from zorgportaal.tests.test_browser import CHROMIUM, IN_CHROMIUM, QUIET, sign_in

pytestmark = [*IN_CHROMIUM, pytest.mark.live]
# All that a page can keep for its next visit.
KEPT = """async () => ({
    local: {...localStorage},
    session: {...sessionStorage},
    databases: (await indexedDB.databases()).map(database => database.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookies: document.cookie,
})"""
NOTHING = {
    "local": {},
    "session": {},
    "databases": [],
    "caches": [],
    "workers": 0,
    "cookies": "",
}


@pytest.fixture(scope="module")
def registered(demo_portal) -> MainJob:
    job = MainJob(demo_portal.base)
    job.register()
    assert errors_on(job.pages["after registering"]) == []
    return job


class Walk:
    """Somebody looks at a dossier, shows the name, types one, and closes the browser."""

    def __init__(self, base: str, job: MainJob, profile: Path) -> None:
        self.base, self.job, self.profile = base, job, profile
        self.dossier = base + reverse("dossiers:detail", args=[job.dossier.pk])
        self.typed = job.tokens.word()
        self.kept: dict[str, object] = {}

    def go(self, *, leak: str = "", searching: bool = False) -> "Walk":
        """`leak` is a script that does what the portal may not do."""
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch_persistent_context(
                self.profile, executable_path=CHROMIUM, args=QUIET
            )
            page = browser.new_page()
            sign_in(page, self.base, "coordinator.noord")
            self._look(page)
            if searching:
                self._search(page)
            self._type(page)
            if leak:
                page.evaluate(leak, self.job.surname)
            self.kept = page.evaluate(KEPT)
            browser.close()
        return self

    def _look(self, page: Page) -> None:
        page.goto(self.dossier)
        with page.expect_navigation():
            page.get_by_role("button", name="Toon naam en contact").click()
        assert self.job.surname in page.content()

    def _search(self, page: Page) -> None:
        page.goto(self.base + reverse("finding:search"))
        page.fill("[name=surname]", self.job.surname)
        page.fill("[name=born]", "1987")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert self.job.surname in page.content()

    def _type(self, page: Page) -> None:
        page.goto(self.base + reverse("dossiers:register"))
        page.locator("details", has=page.locator("[name=surname]")).locator("summary").click()
        page.fill("[name=surname]", self.typed)
        page.fill("[name=note]", self.typed)
        page.keyboard.press("Tab")
        page.goto(self.base + reverse("dossiers:list"))

    @property
    def left_on_disk(self) -> list[sweep.Leak]:
        assert (self.profile / "Default" / "History").is_file()
        return sweep.leaks(self.job.tokens.made, sweep.files_below(self.profile))


def test_the_browser_keeps_nothing_of_a_dossier(demo_portal, registered, tmp_path):
    walk = Walk(demo_portal.base, registered, tmp_path / "profile").go()

    # Where one is, by htmx: an address, and no address names anybody (C099).
    walk.kept["session"].pop("htmx-current-path-for-history", None)
    assert walk.kept == NOTHING
    assert walk.left_on_disk == []


def test_the_browser_keeps_no_search(demo_portal, registered, tmp_path):
    walk = Walk(demo_portal.base, registered, tmp_path / "profile").go(searching=True)

    assert walk.left_on_disk == []


def test_a_planted_leak_into_the_browser_is_found(demo_portal, registered, tmp_path):
    """A page that keeps the name for its next visit, and puts it in its address."""
    walk = Walk(demo_portal.base, registered, tmp_path / "profile")
    walk.go(leak="name => { localStorage.last = name; history.pushState(null, '', '?naam=' + name) }")

    assert walk.kept["local"] == {"last": registered.surname}
    assert {leak.token for leak in walk.left_on_disk} == {registered.surname}
