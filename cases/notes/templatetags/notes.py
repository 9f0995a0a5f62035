"""What pages show of a timeline: `{% load notes %}{% newest_of_timeline dossier %}`."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.template import RequestContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from cases.dossiers.models import Dossier
from cases.notes import timeline
from zorgportaal.accounts.roles import Permission

register = template.Library()
NEWEST = 5
DAY_NAMES = {0: "Vandaag", 1: "Gisteren"}


@register.inclusion_tag("cases/notes/_newest.html", takes_context=True)
def newest_of_timeline(context: RequestContext, dossier: Dossier) -> dict[str, Any]:
    """In the part Tijdlijn of a dossier: its newest rows. Two queries; one more for a note that was moved."""
    user = context["request"].user
    page = timeline.read(dossier, user, number=NEWEST)
    return {
        "dossier": dossier,
        "page": page,
        "may_write": user.may(Permission.CHANGE_DOSSIER),
        "address": reverse("notes:timeline", args=[dossier.pk]),
    }


@register.filter
def told_day(moment: datetime) -> str:
    """“Vandaag”, “Gisteren”, or the day; the year only when it is another one."""
    day, today = timezone.localdate(moment), timezone.localdate()
    if name := DAY_NAMES.get((today - day) // timedelta(days=1)):
        return name
    return date_format(day, "j F" if day.year == today.year else "j F Y")


@register.filter
def duration(minutes: int) -> str:
    """`135` as “2 uur 15 min”."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} uur" if hours else "", f"{rest} min" if rest or not hours else ""]
    return " ".join(part for part in parts if part)
