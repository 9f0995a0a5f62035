"""What the intake said is needed now: `{% load needs %}{% needs_left dossier help_requests %}`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import RequestContext

from cases.dossiers.models import Dossier
from cases.routing import needed
from cases.routing.models import HelpRequest

register = template.Library()


@register.inclusion_tag("cases/routing/_needs.html", takes_context=True)
def needs_left(
    context: RequestContext, dossier: Dossier, help_requests: Iterable[HelpRequest]
) -> dict[str, Any]:
    """Each need that nobody asked for yet, with a button that does. For who may place."""
    asked = {request.type_id for request in help_requests}
    return {
        "dossier": dossier,
        "needs": needed.left(dossier, asked),
        "csrf_token": context.get("csrf_token"),
    }
