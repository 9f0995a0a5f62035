from cases.finding.models.known import KnownQuestion, KnownTask
from cases.finding.models.likeness import Likeness
from cases.finding.models.query import SearchQuery
from cases.finding.models.reference import Reference

__all__ = ["KnownQuestion", "KnownTask", "Likeness", "Reference", "SearchQuery"]
