"""Of a round: who told no number for the invoice yet. `{% load orders %}`."""

from typing import Any

from django import template

from funding.contributions.models import Round
from funding.invoices.letters import without_order

register = template.Library()


@register.inclusion_tag("funding/invoices/_without_order.html")
def missing_orders(round_: Round) -> dict[str, Any]:
    """Of a draft: how many of its municipalities told no number yet. One query."""
    return {"missing": len(without_order(round_)) if round_.is_draft else 0}
