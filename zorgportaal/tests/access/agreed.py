"""What is agreed with municipalities and who invoices them, for the matrix."""

from typing import Any

from django.utils import timezone

from funding.contributions.models import Round, Scheme
from funding.invoices import party_changes
from funding.invoices.models import Billing, IssuingParty
from zorgportaal.accounts.demo import person
from zorgportaal.regions.models import Municipality


def build(round_: Round) -> dict[str, Any]:
    """A party with a change that a colleague proposed, and one for Venlo alone."""
    party, venlo = IssuingParty.objects.get(), Municipality.objects.get(gm_code="GM0983")
    scheme = Scheme.objects.get(slug="structureel")
    details = {"name": party.name, "prefix": party.prefix, "iban": "NL33VOOR0000000002"}
    return {
        "scheme": scheme,
        "decision of venlo": {"pk": scheme.pk, "municipality": venlo.pk},
        "arrangement of venlo": {"year": timezone.localdate().year, "municipality": venlo.pk},
        "party": party,
        "party change": party_changes.propose(party, details, by=person("financien.twee")),
        "billing": Billing.objects.create(municipality=venlo, party=party),
        "line": round_.lines.first(),
    }
