"""Schemes with their decisions, arrangements per municipality and year, and rounds with their lines."""

from funding.contributions.models.arrangements import Arrangement
from funding.contributions.models.rounds import Round, RoundLine, RoundQuerySet, cbs_phrase
from funding.contributions.models.schemes import (
    CouncilDecision,
    DecisionFile,
    FundingQuerySet,
    PopulationDecision,
    Scheme,
)

__all__ = [
    "Arrangement",
    "CouncilDecision",
    "DecisionFile",
    "FundingQuerySet",
    "PopulationDecision",
    "Round",
    "RoundLine",
    "RoundQuerySet",
    "Scheme",
    "cbs_phrase",
]
