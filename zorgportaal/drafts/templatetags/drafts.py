"""The two places of a draft on a page: `{% load drafts %}{% draft_status slot %}` and `{% draft slot %}`."""

from typing import Any

from django import template
from django.template import RequestContext

from zorgportaal.drafts.slot import Slot

register = template.Library()


@register.inclusion_tag("zorgportaal/drafts/_draft.html")
def draft(slot: Slot) -> dict[str, Any]:
    """Inside the form, beside its buttons: the signed place of the draft, and “Later verder”."""
    return {"slot": slot}


@register.inclusion_tag("zorgportaal/drafts/_status.html", takes_context=True)
def draft_status(context: RequestContext, slot: Slot) -> dict[str, Any]:
    """Outside the form, where the eye is: since when it is kept, and what was begun earlier."""
    return {"slot": slot, "csrf_token": context.get("csrf_token")}
