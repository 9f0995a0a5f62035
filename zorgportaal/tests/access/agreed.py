"""What is agreed with municipalities, who invoices them and what they ask, for the matrix."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from funding.contributions import agreements
from funding.contributions.models import Round, Scheme
from funding.invoices import correction_requests, party_changes
from funding.invoices.models import Billing, Invoice, IssuingParty, PurchaseOrder
from funding.pass_through import actions as pass_through
from funding.pass_through.models import PassThrough, PassThroughShare
from zorgportaal.accounts.demo import person
from zorgportaal.documents.tests import corpus
from zorgportaal.regions.models import Municipality


def build(round_: Round) -> dict[str, Any]:
    """A party with a proposed change, one for Venlo alone, papers of decisions, and what Weert asks."""
    party, venlo = IssuingParty.objects.get(), Municipality.objects.get(gm_code="GM0983")
    scheme = Scheme.objects.get(slug="structureel")
    for gm_code in ("GM0983", "GM0889", "GM0988"):
        of = Municipality.objects.get(gm_code=gm_code)
        agreements.keep_file(scheme, of, corpus.pdf(), by=person("financien.een"))
    of_weert = Invoice.objects.get(municipality__gm_code="GM0988", year=2020)
    details = {"name": party.name, "prefix": party.prefix, "iban": "NL33VOOR0000000002"}
    return {
        "scheme": scheme,
        "decision of venlo": {"pk": scheme.pk, "municipality": venlo.pk},
        "arrangement of venlo": {"year": timezone.localdate().year, "municipality": venlo.pk},
        "party": party,
        "party change": party_changes.propose(party, details, by=person("financien.twee")),
        "billing": Billing.objects.create(municipality=venlo, party=party),
        "line": round_.lines.first(),
        **_vat(round_),
        "order of beesel": PurchaseOrder.objects.create(
            municipality=Municipality.objects.get(gm_code="GM0889"), year=2031, number="4512"
        ),
        "correction request": correction_requests.ask(of_weert, reason="Proef", by=person("weert")),
    }


def _vat(round_: Round) -> dict[str, Any]:
    """What two people passed on, and what waits for the second of them."""
    proposed = _proposal(Round.objects.get(year=2019))
    passed_on = pass_through.approve(_proposal(round_), by=person("financien.een"))
    return {
        "vat proposed": proposed,
        "vat passed on": passed_on,
        "proposed share of beesel": _share(proposed, "GM0889"),
        "share of beesel": _share(passed_on, "GM0889"),
        "share of weert": _share(passed_on, "GM0988"),
    }


def _proposal(round_: Round) -> PassThrough:
    given = {"total": Decimal("100.00"), "basis": "Voorbeeld", "only_public_bodies": True}
    return pass_through.propose(round_, by=person("financien.twee"), **given)


def _share(of: PassThrough, gm_code: str) -> PassThroughShare:
    return of.shares.get(municipality=gm_code)
