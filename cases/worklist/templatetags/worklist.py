"""What the worklist says in words, and what the overview of a dossier shows of it: `{% load worklist %}`."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import template
from django.template import RequestContext
from django.utils import timezone
from django.utils.formats import date_format

from cases.dossiers.models import Dossier
from cases.worklist import board, changes

register = template.Library()
MOST = 50


@register.inclusion_tag("cases/worklist/_news_of_dossier.html", takes_context=True)
def news_of(context: RequestContext, dossier: Dossier) -> dict[str, Any]:
    """What others did in this dossier since the last visit: two questions to the trail."""
    since, acts = changes.in_dossier(dossier, user=context["request"].user)
    return {"since": since, "acts": acts}


@register.filter
def first_rows(rows: Sequence[Any], shows_all: object) -> Sequence[Any]:
    """As many as fit on a page, or all when somebody asked for that."""
    return rows if shows_all else rows[:MOST]


@register.filter
def is_long(number: int) -> bool:
    return number > MOST


@register.filter
def moment(at: datetime) -> str:
    """`vandaag 03.20 uur`, `gisteren 17.42 uur` or `12 november, 16.10 uur`."""
    local = timezone.localtime(at)
    day = _near(local.date())
    return f"{day} {local:%H.%M} uur" if day else date_format(local, "j F, H.i") + " uur"


@register.filter
def until(end: datetime) -> str:
    """`tot en met 27 november` for what ends at midnight, else `tot 21 november, 07.00 uur`."""
    local = timezone.localtime(end)
    if local.time() == time():
        return f"tot en met {date_format(local - timedelta(days=1), 'j F')}"
    return f"tot {date_format(local, 'j F, H.i')} uur"


@register.filter
def spoken(dossier: Dossier) -> str:
    """The last day of contact: `vandaag`, `gisteren`, `12 november`, and the year of another year."""
    day = board.spoken_on(dossier)
    this_year = day.year == timezone.localdate().year
    return _near(day) or date_format(day, "j F" if this_year else "j F Y")


def _near(day: date) -> str:
    today = timezone.localdate()
    return {today: "vandaag", today - timedelta(days=1): "gisteren"}.get(day, "")
