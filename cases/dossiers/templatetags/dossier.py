"""What the pages about one dossier share: `{% load dossier %}`."""

from typing import Any

from django import template
from django.template import RequestContext

from cases.dossiers import tabs
from cases.dossiers.choices import Status
from cases.dossiers.models import Dossier
from zorgportaal.accounts.roles import Permission

register = template.Library()


@register.inclusion_tag("cases/dossiers/_head.html", takes_context=True)
def dossier_head(context: RequestContext, dossier: Dossier) -> dict[str, Any]:
    """Case number, state, safety and tabs. Needs `with_words()`; makes no queries of its own."""
    request: Any = context["request"]
    return {
        "dossier": dossier,
        "tabs": tabs.links(dossier, request.user, request.path),
        "may_change": request.user.may(Permission.CHANGE_DOSSIER),
        "may_place": request.user.may(Permission.PLACE),
        "is_closed": dossier.status == Status.CLOSED,
    }
