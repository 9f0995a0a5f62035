"""The one place that says on which days somebody works on a dossier."""

from datetime import date

from django.db.models import Q


def working(day: date, relation: str = "") -> Q:
    """That a place in the case team has begun and has not ended; `relation` leads to it."""
    starts_on, ends_on = f"{relation}starts_on", f"{relation}ends_on"
    return Q(**{f"{starts_on}__lte": day}) & (Q(**{ends_on: None}) | Q(**{f"{ends_on}__gt": day}))
