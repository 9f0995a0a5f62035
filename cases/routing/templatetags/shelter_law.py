"""What the law says of shelter while an intake is typed: `{% shelter_law form.known %}`."""

from datetime import date
from typing import Any, Protocol

from django import template
from django.conf import settings
from django.utils import timezone

from cases.dossiers.models import Option
from cases.residence import rules
from cases.routing.law import notice
from cases.routing.models.requests import ACCESS
from cases.routing.need import Access, Need

register = template.Library()


class Known(Protocol):
    """What the law of shelter asks about; None as long as it is not filled in."""

    @property
    def age(self) -> int | None: ...
    @property
    def is_minor(self) -> bool: ...
    @property
    def may_be_minor(self) -> bool: ...
    @property
    def residence_status(self) -> Option | None: ...
    @property
    def reflection_started_on(self) -> date | None: ...


@register.inclusion_tag("cases/routing/_shelter_law.html")
def shelter_law(known: Known) -> dict[str, Any]:
    """The sentences for what is filled in so far. Runs no queries."""
    status, start = known.residence_status, known.reflection_started_on
    is_reflection = status is not None and status.code == rules.REFLECTION
    return {
        "status": status,
        "notice": notice(_need(known, status)) if status or known.is_minor else None,
        "may_be_minor": known.may_be_minor,
        "is_open": status is not None and status.attributes.get("wmo") is True,
        "is_reflection": is_reflection,
        "ends": _ends(start) if is_reflection and start else None,
        "source": rules.LENGTH,
    }


def _need(known: Known, status: Option | None) -> Need:
    attributes: dict[str, Any] = status.attributes if status else {}
    return Need(
        help_type="SHELTER",
        today=timezone.localdate(),
        age=known.age,
        is_child=known.is_minor,
        residence_status=status.code if status else rules.UNKNOWN,
        wmo=ACCESS.get(attributes.get("wmo", ""), Access.ASK),
        cosm=ACCESS.get(attributes.get("cosm", ""), Access.ASK),
        route=attributes.get("route", ""),
    )


def _ends(start: date) -> dict[str, date]:
    """The last day as a rule, and the one with a claim under Dublin."""
    days_earlier = settings.REFLECTION_ENDS_DAYS_EARLIER
    return {
        name: rules.reflection_end(start, is_dublin=is_dublin, days_earlier=days_earlier)
        for name, is_dublin in (("usual", False), ("dublin", True))
    }
