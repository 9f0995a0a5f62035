"""What other pages say of safe contact: `{% load contact %}{% contact_flag dossier %}`."""

from typing import Any

from django import template

from cases.contact import wording
from cases.dossiers.models import Dossier

register = template.Library()


@register.inclusion_tag("cases/contact/_flag.html")
def contact_flag(dossier: Dossier, *, may_change: bool = False) -> dict[str, Any]:
    """At the head of each page about a dossier. Needs `with_words()`; makes no queries of its own."""
    return {
        "dossier": dossier,
        "never": wording.never(dossier),
        "safe_way": wording.safe_way(dossier),
        "may_change": may_change,
    }


@register.inclusion_tag("cases/contact/_rule.html")
def contact_rule(dossier: Dossier) -> dict[str, Any]:
    """What a provider reads: what never to do, and nobody's name."""
    return {"never": wording.never(dossier)}
