"""What a change turned a fact from and into: codes on the trail, words on the timeline.

Only of how the work stands, never of who somebody is: the trail outlives the dossier.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any

from django.db import models

from cases.dossiers.models import Dossier

FIELDS = {field.name: field for field in Dossier._meta.concrete_fields}
OPEN = {
    name: FIELDS[name]
    for name in ("status", "safety_level", "never_call", "never_text", "never_post", "interpreter_needed")
}
Details = Mapping[str, Any]


def codes(before: object, after: object, names: Iterable[str]) -> dict[str, list[Any]]:
    """Of the fields that may be told, the code before and after."""
    return {
        name: [_code(getattr(before, name)), _code(getattr(after, name))] for name in names if name in OPEN
    }


def _code(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def in_words(changes: Sequence[Details], labels: Mapping[str, str]) -> list[str]:
    """“veiligheid van verhoogd naar hoog; notitie” per change. `labels`: of fields of other tables."""
    return ["; ".join(_told(change, labels)) for change in changes]


def _told(change: Details, labels: Mapping[str, str]) -> Iterable[str]:
    turned: Mapping[str, list[Any]] = change.get("turned", {})
    for name in change.get("fields", []):
        label = str(FIELDS[name].verbose_name) if name in FIELDS else labels.get(name, "")
        if name in turned and name in OPEN:
            before, after = (_words(OPEN[name], value) for value in turned[name])
            yield f"{label} van {before} naar {after}"
        elif label:
            yield label


def _words(field: Any, value: Any) -> str:
    if isinstance(field, models.BooleanField):
        return "ja" if value else "nee"
    return str(dict(field.flatchoices).get(value, value))
