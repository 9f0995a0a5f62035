"""What other pages say of hand-over: `{% load handover %}`."""

from typing import Any

from django import template
from django.template import RequestContext

from cases.handover.models import Handover

register = template.Library()


@register.inclusion_tag("cases/handover/_waiting.html", takes_context=True)
def handovers_waiting(context: RequestContext) -> dict[str, Any]:
    """Above a list of work: what was offered to this person. One query."""
    request: Any = context["request"]
    return {"waiting": Handover.objects.waiting_for(request.user).select_related("dossier", "from_house")}
