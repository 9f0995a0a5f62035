"""What the pages about one dossier say of reports: `{% load comensha %}`."""

from typing import Any

from django import template

from cases.dossiers.models import Dossier
from reporting.comensha.models import ReportRun

register = template.Library()


@register.inclusion_tag("reporting/comensha/_counting.html")
def reports_counting(dossier: Dossier) -> dict[str, Any]:
    """The period reports over the day on which this dossier was reported: it was counted there."""
    counted = ReportRun.objects.filter(first_day__lte=dossier.reported_on, last_day__gte=dossier.reported_on)
    return {"runs": counted.exclude(made_at=None).only("first_day", "last_day")}
