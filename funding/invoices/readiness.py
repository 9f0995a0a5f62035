"""Whether the invoices of a draft could be issued, told before anybody approves it."""

from collections import defaultdict
from collections.abc import Hashable

from funding.contributions.models import Round
from funding.invoices import einvoice, unissued
from funding.invoices.einvoice import CannotIssue
from funding.invoices.models import Invoice


def obstacles(round_: Round) -> list[str]:
    """What keeps the lines of a round from becoming invoices, each reason once.

    Of invoices that are alike one is tested: to test all 342 of the country takes five seconds, and
    somebody waits for the page. The worker tests every one before it numbers them.
    """
    lines = round_.lines.approved().select_related("municipality")
    try:
        invoices = unissued.unnumbered(round_, lines)
    except CannotIssue as problem:
        return [str(problem)]
    alike: dict[Hashable, list[Invoice]] = defaultdict(list)
    for invoice in invoices:
        alike[_shape(invoice)].append(invoice)
    return einvoice.faults(alike.values())


def _shape(invoice: Invoice) -> Hashable:
    """Who sends it, in which dialect, and which details of the receiver are known.

    The rules ask whether a detail is there. What is in it was checked when somebody typed it.
    """
    return invoice.party_id, invoice.profile, frozenset(name for name, told in invoice.buyer.items() if told)
