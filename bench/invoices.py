"""Whole rounds of invoices: numbered, made as UBL, checked, printed around it, stored; per invoice."""

import itertools
import multiprocessing
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import connections
from django.template.loader import render_to_string
from weasyprint import HTML, Attachment

from bench.measure import Pair, row
from funding.contributions import actions as contributions
from funding.contributions.choices import Cover, Unit
from funding.contributions.models import Scheme
from funding.invoices import actions, einvoice
from funding.invoices.models import Invoice, InvoiceFile
from funding.invoices.paper import content_of
from zorgportaal.accounts.demo import person
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin
from zorgportaal.documents import press

COUNTRY = 342  # municipalities in 2023
SOME = 100  # papers that the bare way makes beside a thousand of ours
NUMBERS = itertools.count(1)


@row("invoices.round", n=2, each=COUNTRY)
def whole_round() -> Pair:
    """All municipalities of the country, beside WeasyPrint alone on one of the same papers, as often."""
    waiting: list[UUID] = []

    def ours() -> None:
        with trail.recording(Origin.JOB):
            made = actions.issue_round(waiting.pop(), by=None)
        _print([invoice.pk for invoice in made])

    return Pair(ours, _bare(COUNTRY), before=lambda: waiting.append(_approved()))


@row("invoices.thousand", n=2, each=1000)
def one_process() -> Pair:
    """The papers of a thousand invoices by one process."""
    waiting: list[UUID] = []
    return Pair(lambda: _print(waiting), _bare(SOME), before=lambda: _refill(waiting), bare_each=SOME)


@row("invoices.two", n=2, each=1000)
def two_processes() -> Pair:
    """The same by two processes, as two children of a worker do."""
    waiting: list[UUID] = []

    def ours() -> None:
        connections.close_all()
        halves = [
            multiprocessing.get_context("fork").Process(target=_print, args=(waiting[at::2],))
            for at in (0, 1)
        ]
        for half in halves:
            half.start()
        for half in halves:
            half.join()
            assert half.exitcode == 0

    return Pair(ours, _bare(SOME), before=lambda: _refill(waiting), bare_each=SOME)


def _approved() -> UUID:
    """A round of a scheme of its own: a municipality pays once a year for each."""
    number = next(NUMBERS)
    scheme = Scheme.objects.create(
        slug=f"meting-{number}",
        name=f"Meting {number}",
        per_inhabitant=Decimal("0.01"),
        unit=Unit.PER_YEAR,
        starts_on=date(2023, 1, 1),
        basis="Meting",
        cover=Cover.NETHERLANDS,
    )
    with trail.recording(Origin.COMMAND):
        made = contributions.make_round(scheme=scheme, year=2023, by=person("financien.een"))
        return contributions.approve_round(made, by=person("financien.twee")).pk


def _refill(waiting: list[UUID]) -> None:
    """A thousand numbered invoices that have no paper; what was left over has been printed."""
    if waiting and not InvoiceFile.objects.filter(invoice__in=waiting).exists():
        return
    waiting.clear()
    while len(waiting) < 1000:
        with trail.recording(Origin.JOB):
            waiting += [invoice.pk for invoice in actions.issue_round(_approved(), by=None)]
    del waiting[1000:]


def _print(invoices: Sequence[UUID]) -> None:
    for invoice in invoices:
        with trail.recording(Origin.JOB):
            actions.store_paper(invoice, by=None)


def _bare(times: int) -> Callable[[], None]:
    """WeasyPrint alone: the same HTML, enclosure, fonts, fetcher and variant."""
    with trail.recording(Origin.JOB):
        made = actions.issue_round(_approved(), by=None)[0]
    shown = Invoice.objects.to_show().get(pk=made.pk)
    frame = {"title": "Factuur", "language": "nl", "is_fictitious": True}
    html = render_to_string("funding/invoices/paper.html", {**content_of(shown), **frame})
    content = einvoice.write(shown).decode()

    def render() -> None:
        for _ in range(times):
            HTML(string=html, url_fetcher=press._fetcher()).write_pdf(
                font_config=press._fonts(),
                stylesheets=[press._style()],
                pdf_variant="pdf/a-3a",
                output_intent="srgb",
                attachments=[Attachment(string=content, name="factuur.xml", relationship="Alternative")],
            )

    return render
