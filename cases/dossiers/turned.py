"""What a change turned a fact from and into: codes on the trail, words on the timeline.

Only what lies open in the database, and nothing of health: the trail outlives the dossier.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from django.db import models
from django.utils.formats import date_format

from cases.dossiers.choices import Medical
from cases.dossiers.fields import NOT_FILLED
from cases.dossiers.models import Dossier
from zorgportaal.vault.fields import SealedBytesField

OF_HEALTH = {*Medical.values, "needs_now"}
FIELDS = {field.name: field for field in Dossier._meta.concrete_fields}
OPEN = {
    name: field
    for name, field in FIELDS.items()
    if not isinstance(field, SealedBytesField) and name not in OF_HEALTH
}
Details = Mapping[str, Any]


def codes(before: object, after: object, names: Iterable[str]) -> dict[str, list[Any]]:
    """Of the fields that lie open, the code before and after."""
    return {
        name: [_code(getattr(before, name)), _code(getattr(after, name))] for name in names if name in OPEN
    }


def _code(value: Any) -> Any:
    if isinstance(value, models.Model):
        return str(value.pk)
    return value.value if isinstance(value, Enum) else value


def in_words(changes: Sequence[Details], labels: Mapping[str, str]) -> list[str]:
    """“veiligheid van verhoogd naar hoog; notitie” per change. One query for each list that is named.

    `labels`: of fields that are not the dossier's own.
    """
    named = _rows_named_in(changes)
    return ["; ".join(_told(change, labels, named)) for change in changes]


def _told(change: Details, labels: Mapping[str, str], named: Mapping[str, str]) -> Iterable[str]:
    turned: Mapping[str, list[Any]] = change.get("turned", {})
    for name in change.get("fields", []):
        label = str(FIELDS[name].verbose_name) if name in FIELDS else labels.get(name, "")
        if name in turned and name in OPEN:
            before, after = (_words(OPEN[name], value, named) for value in turned[name])
            yield f"{label} van {before} naar {after}"
        elif label:
            yield label


def _words(field: Any, value: Any, named: Mapping[str, str]) -> str:
    if value in (None, ""):
        return NOT_FILLED
    if field.is_relation:
        return named.get(value, NOT_FILLED)
    if isinstance(field, models.BooleanField):
        return "ja" if value else "nee"
    if isinstance(field, models.DateField):
        return date_format(date.fromisoformat(value))
    return str(dict(field.flatchoices).get(value, value))


def _rows_named_in(changes: Sequence[Details]) -> dict[str, str]:
    """The words of the rows that codes point at."""
    wanted: dict[Any, set[str]] = {}
    for change in changes:
        for name, pair in change.get("turned", {}).items():
            if name in OPEN and OPEN[name].is_relation:
                wanted.setdefault(OPEN[name].related_model, set()).update(filter(None, pair))
    return {
        str(row.pk): str(row) for model, keys in wanted.items() for row in model.objects.filter(pk__in=keys)
    }
