"""What belongs to the lists of words, for the matrix."""

from typing import Any

from cases.dossiers.models import Option
from cases.vocabulary.models import WordChange


def build() -> dict[str, Any]:
    return {
        "list of words": {"name": "sector-arbeid"},
        "word": Option.objects.get(vocabulary="sector_labour", code="HOSPITALITY"),
        "word change": WordChange.objects.first(),
    }
