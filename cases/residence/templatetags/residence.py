"""What pages of a dossier show of its days: `{% load residence %}{% date_strip dossier %}`."""

from typing import Any

from django import template
from django.utils import timezone

from cases.dossiers.milestones import Milestone
from cases.dossiers.models import Dossier
from cases.residence.strip import strip_of

register = template.Library()


@register.inclusion_tag("cases/residence/_strip.html")
def date_strip(dossier: Dossier, days: list[Milestone] | None = None) -> dict[str, Any]:
    """The line with today on it, and the same days in words. The page has checked who may see it."""
    today = timezone.localdate()
    return {"strip": strip_of(dossier, today, days), "today": today}
