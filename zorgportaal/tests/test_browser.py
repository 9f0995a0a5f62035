"""Every page in a real Chromium, at 1280 and 390 pixels: axe finds nothing, nothing sticks out.

With PICTURES=<folder> the pictures are kept: those of docs/manual are made that way.
"""

import os
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

from cases.closing.models import AftercareMoment
from cases.conferences.models import Conference, MinuteLine
from cases.consents.models import Consent
from cases.dossiers.models import Dossier, DossierLink, Option
from cases.finding.models import SearchQuery
from cases.handover.models import Handover
from cases.notes.models import Note, TextQuery
from cases.papers.models import Paper, Text
from cases.routing.models import HelpRequest, PlacementRequest
from funding.contributions.models import Round, Scheme
from funding.invoices.models import Invoice, IssuingParty
from funding.pass_through import actions as pass_through
from funding.pass_through.models import PassThrough
from reporting.comensha.models import ReportRun
from zorgportaal.accounts.demo import PASSWORD, person
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin
from zorgportaal.regions.models import Municipality

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
IN_CHROMIUM = [
    pytest.mark.browser,
    # .ci/run installs it, so there its absence is a failure.
    pytest.mark.skipif(
        "CI" not in os.environ and not Path(CHROMIUM).exists(), reason="Chromium is not installed"
    ),
]
pytestmark = [*IN_CHROMIUM, pytest.mark.live]
WIDTHS = (1280, 390)
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


def own(rows):
    return rows.first().pk


TOUR = {
    "": ["account_login", "account_reset_password", "accessibility", "privacy"],
    "coordinator.noord": [
        "worklist:list",
        "worklist:export",
        "account_preferences",
        "dossiers:list",
        "dossiers:register",
        "drafts:list",
        "finding:search",
        ("finding:result", lambda: own(of_person(SearchQuery.objects, "coordinator.noord"))),
        "finding:known",
        ("finding:related", lambda: of_north(DossierLink.objects, "one__house").first().one_id),
        ("finding:undo", lambda: own(of_north(DossierLink.objects.standing(), "one__house"))),
        ("dossiers:detail", lambda: own(of_north(Dossier.objects, "house"))),
        ("dossiers:change", lambda: own(of_north(Dossier.objects, "house"))),
        ("contact:safety", lambda: own(of_north(Dossier.objects, "house"))),
        ("contact:change", lambda: own(of_north(Dossier.objects, "house"))),
        ("household:person", lambda: own(of_north(Dossier.objects, "house"))),
        ("household:change", lambda: own(of_north(Dossier.objects, "house"))),
        ("notification:notification", lambda: own(of_north(Dossier.objects, "house"))),
        ("notification:decide", lambda: own(of_north(Dossier.objects, "house"))),
        ("exploitation:exploitation", lambda: own(of_north(Dossier.objects, "house"))),
        ("exploitation:change", lambda: own(of_north(Dossier.objects, "house"))),
        ("notes:timeline", lambda: own(of_north(Dossier.objects.filter(notes__version=2), "house"))),
        ("notes:write", lambda: own(of_north(Dossier.objects, "house"))),
        ("notes:note", lambda: own(of_north(Note.objects.filter(version=2), "dossier__house"))),
        ("notes:correct", lambda: own(of_north(Note.objects.standing(), "dossier__house"))),
        ("notes:move", lambda: own(of_north(Note.objects.standing(), "dossier__house"))),
        ("notes:withdraw", lambda: own(of_north(Note.objects.standing(), "dossier__house"))),
        "notes:search_team",
        ("notes:found", lambda: own(of_person(TextQuery.objects, "coordinator.noord"))),
        ("dossiers:team", lambda: own(of_north(Dossier.objects, "house"))),
        ("closing:closing", lambda: own(planned())),
        ("closing:plan", lambda: own(planned())),
        ("closing:close", lambda: own(planned())),
        ("closing:tick", lambda: own(AftercareMoment.objects.filter(done_on=None))),
        ("closing:reopen", lambda: own(of_north(Dossier.objects.filter(status="closed"), "house"))),
        "handover:list",
        ("handover:propose", lambda: own(of_north(Dossier.objects, "house"))),
        ("handover:detail", lambda: own(Handover.objects.filter(state="proposed"))),
        "covering:list",
        "covering:absence",
        "covering:night",
        ("residence:residence", lambda: own(of_north(Dossier.objects, "house"))),
        ("residence:status", lambda: own(of_north(Dossier.objects, "house"))),
        ("residence:reflection", lambda: own(of_north(Dossier.objects, "house"))),
        ("residence:end", lambda: own(of_north(Dossier.objects, "house"))),
        ("residence:add_permit", lambda: own(of_north(Dossier.objects, "house"))),
        ("residence:procedure", lambda: own(of_north(Dossier.objects, "house"))),
        ("papers:list", lambda: own(of_north(Dossier.objects.filter(papers__state="refused"), "house"))),
        ("papers:add", lambda: own(of_north(Dossier.objects, "house"))),
        ("papers:replace", lambda: own(of_north(Paper.objects.filter(state="refused"), "dossier__house"))),
        ("papers:withdraw", lambda: own(of_north(Paper.objects.ready(), "dossier__house"))),
        ("papers:write", lambda: letter_of_north()),
        (
            "consents:list",
            lambda: own(of_north(Dossier.objects.filter(consents__withdrawn_on__isnull=False), "house")),
        ),
        ("consents:record", lambda: own(of_north(Dossier.objects, "house"))),
        ("consents:print", lambda: own(of_north(Dossier.objects, "house"))),
        (
            "consents:withdraw",
            lambda: own(of_north(Consent.objects.filter(scope="provider"), "dossier__house")),
        ),
        "exchange:exports",
        "takeover:upload",
        "routing:list",
        ("routing:create", lambda: own(of_north(Dossier.objects, "house"))),
        (
            "routing:detail",
            lambda: own(
                of_north(HelpRequest.objects.filter(state="open", type__code="SHELTER"), "dossier__house")
            ),
        ),
        ("routing:answer", lambda: own(of_north(PlacementRequest.objects, "help_request__dossier__house"))),
        "routing:providers",
        "conferences:list",
        "conferences:create",
        ("conferences:detail", lambda: own(of_north(Conference.objects, "house"))),
        ("conferences:change", lambda: own(of_north(Conference.objects, "house"))),
        ("conferences:change_line", lambda: own(of_north(open_lines(), "item__conference__house"))),
        "comensha:list",
        ("comensha:detail", lambda: own(ReportRun.objects)),
        "dashboards:dashboard",
        "account_change_password",
        "account_logout",
    ],
    "aanbieder.swalmdal": ["routing:inbox"],
    "politie": ["conferences:list"],
    "financien.een": [
        "contributions:rounds",
        ("contributions:round", lambda: own(Round.objects)),
        "contributions:schemes",
        "contributions:new_scheme",
        ("contributions:scheme", lambda: own(Scheme.objects)),
        ("contributions:scheme", lambda: own(Scheme.objects.exclude(proposed_by=None))),
        ("contributions:change_scheme", lambda: own(Scheme.objects)),
        ("contributions:end_scheme", lambda: own(Scheme.objects.filter(unit="per_year"))),
        ("contributions:decision", lambda: with_venlo(own(Scheme.objects))),
        "contributions:arrangements",
        ("contributions:arrangement", lambda: with_venlo(2026)),
        "invoices:parties",
        "invoices:new_party",
        ("invoices:change_party", lambda: own(IssuingParty.objects)),
        "invoices:billing",
        "invoices:books",
        "invoices:orders",
        "pass_through:list",
        "pass_through:propose",
        ("pass_through:pass_through", lambda: vat_passed_on().pk),
        ("invoices:invoice", lambda: own(invoice_of("GM0889"))),
        ("invoices:pay", lambda: own(invoice_of("GM0889"))),
        ("invoices:give_back", lambda: own(invoice_of("GM0889"))),
        ("invoices:correct", lambda: own(invoice_of("GM0889"))),
        ("invoices:consequences_of", lambda: "GM0983"),
        "invoices:map",
        "regions:population",
    ],
    "beesel": [
        ("invoices:municipality", lambda: with_vat_passed_on()),
        ("invoices:ask_correction", lambda: own(invoice_of("GM0889"))),
        ("invoices:receiver", lambda: "GM0889"),
        ("invoices:order", lambda: "GM0889"),
        ("invoices:consequences", lambda: "GM0889"),
    ],
    "beleid": ["dashboards:dashboard"],
    "beheer.een": [
        "accounts:list",
        "accounts:create",
        "accounts:add_organisation",
        "jobs:list",
        "routing:providers",
        "routing:propose_provider",
        "vocabulary:lists",
        ("vocabulary:words", lambda: "sector-arbeid"),
        ("vocabulary:new", lambda: "sector-arbeid"),
        (
            "vocabulary:change",
            lambda: own(Option.objects.filter(vocabulary="sector_labour", code="HOSPITALITY")),
        ),
        "papers:texts",
        "papers:add_text",
        ("papers:change_text", lambda: own(Text.objects.current().letters())),
    ],
    "privacy": ["oversight:trail"],
}


def with_venlo(first):
    return first, Municipality.objects.get(gm_code="GM0983").pk


def of_person(rows, who):
    return rows.filter(asked_by__email=f"{who}@voorbeeld.invalid")


def letter_of_north():
    letter = Text.objects.current().letters().get(code="brief-aanbieder-plaatsing")
    return own(of_north(Dossier.objects, "house")), letter.pk


def of_north(rows, relation):
    return rows.filter(**{f"{relation}__slug": "noord-limburg"})


def vat_passed_on():
    """Of 2020, once: what was proposed shows the same page, with buttons."""
    with trail.collecting(Origin.COMMAND):
        return PassThrough.objects.first() or pass_through.approve(
            pass_through.propose(
                Round.objects.get(year=2020),
                total=Decimal("12345.67"),
                basis="Voorbeeld: brief van de Belastingdienst van 3 maart 2020",
                only_public_bodies=True,
                by=person("financien.een"),
            ),
            by=person("financien.twee"),
        )


def with_vat_passed_on():
    """No argument: the page of a municipality names its share."""
    vat_passed_on()
    return ()


def invoice_of(gm_code):
    return Invoice.objects.filter(municipality__gm_code=gm_code, year=2020)


def planned():
    """Dossiers of the north with aftercare, still open."""
    known = of_north(Dossier.objects.exclude(status="closed"), "house")
    return known.filter(aftercare_moments__isnull=False).distinct()


def open_lines():
    return MinuteLine.objects.filter(item__conference__state="open")


@pytest.fixture
def addresses(demo_portal, who) -> list[str]:
    """Where this person's tour leads."""
    return [demo_portal.base + address(stop) for stop in TOUR[who]]


@pytest.fixture
def page(addresses) -> Iterator[Page]:
    """A page of a browser that starts after the database was touched for the last time.

    Playwright runs an event loop, in which Django would open connections of its own.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser.new_page()
        browser.close()


@pytest.mark.parametrize("who", TOUR, ids=lambda who: who or "niemand")
def test_every_page_is_accessible_and_fits_at_both_widths(page, demo_portal, addresses, who):
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    if who:
        sign_in(page, demo_portal.base, who)
    found = [visit(page, url, who) for url in addresses]

    assert [problem for problems in found for problem in problems] == []
    assert complaints == []


def sign_in(page: Page, base: str, who: str) -> None:
    page.goto(base + reverse("account_login"))
    page.fill("#id_login", f"{who}@voorbeeld.invalid")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "inloggen" not in url)


def address(stop) -> str:
    if isinstance(stop, str):
        return reverse(stop)
    name, argument = stop
    found = argument()
    return reverse(name, args=found if isinstance(found, tuple) else [found])


def visit(page: Page, url: str, who: str) -> list[str]:
    problems = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        answer = page.goto(url)
        if answer is None or answer.status != 200:
            return [f"{url}: {answer and answer.status}"]
        keep_picture(page, url, who, width)
        results = Axe().run(page)
        problems += [
            f"{url} ({width}): {v['id']} {[n['target'] for n in v['nodes']][:3]}"
            for v in results.response["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            problems.append(f"{url} ({width}): sticks out sideways")
    return problems


def keep_picture(page: Page, url: str, who: str, width: int) -> None:
    if folder := os.environ.get("PICTURES"):
        path = "-".join("een" if len(part) > 30 else part for part in url.split("/")[3:] if part)
        page.screenshot(path=f"{folder}/{who or 'niemand'}-{path or 'begin'}-{width}.png", full_page=True)
