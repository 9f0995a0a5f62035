"""What the page of a municipality says of the VAT that is passed on: `{% load pass_through %}`."""

from typing import Any

from django import template

from funding.pass_through.models import PassThroughShare
from zorgportaal.accounts.models import User
from zorgportaal.regions.models import Municipality

register = template.Library()


@register.inclusion_tag("funding/pass_through/_own.html")
def passed_on_to(municipality: Municipality, user: User) -> dict[str, Any]:
    """The approved shares of this municipality, newest year first; nothing where there are none."""
    mine = PassThroughShare.objects.visible_to(user).filter(municipality=municipality)
    newest_first = mine.order_by("-pass_through__round__year", "pass_through__round__scheme__name")
    return {"shares": newest_first.select_related("pass_through__round__scheme")}
