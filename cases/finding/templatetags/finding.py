"""What other rooms show of this one: `{% load finding %}`."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import template
from django.db.models import Case, F, Value, When
from django.template import RequestContext
from django.urls import reverse

from cases.dossiers.choices import LinkKind
from cases.dossiers.models import Dossier, DossierLink
from cases.finding.models import KnownTask, Likeness, Reference
from zorgportaal.accounts.roles import Permission

register = template.Library()
LATER = "later"


@dataclass(frozen=True)
class Beside:
    """Another dossier, and what it is to this one: a person's decision, or the machine's hint."""

    pk: UUID
    case_number: str
    word: str
    hint: str

    @property
    def url(self) -> str:
        return reverse("dossiers:detail", args=[self.pk])


@register.inclusion_tag("cases/finding/_related.html", takes_context=True)
def related_dossiers(context: RequestContext, dossier: Dossier) -> dict[str, Any]:
    """Beside a dossier: what it was linked to, and what it looks like. One query."""
    user = context["request"].user
    links = DossierLink.objects.visible_to(user).standing().about(dossier).order_by()
    hints = Likeness.objects.visible_to(user).undecided().filter(dossier=dossier).order_by()
    is_one = When(one=dossier, then=F("other"))
    seen = links.values_list(
        Case(is_one, default=F("one")),
        Case(When(one=dossier, then=F("other__case_number")), default=F("one__case_number")),
        Case(When(kind=LinkKind.EPISODE, one=dossier, then=Value(LATER)), default=F("kind")),
        Value(""),
    )
    likely = hints.values_list("other", "other__case_number", Value(""), "reason")
    found = [Beside(pk, number, _word(kind), hint) for pk, number, kind, hint in seen.union(likely, all=True)]
    return {"dossier": dossier, "found": found, "has_hint": any(one.hint for one in found)}


@register.inclusion_tag("cases/finding/_references.html", takes_context=True)
def references_of(context: RequestContext, dossier: Dossier) -> dict[str, Any]:
    """Under which numbers CoMensha and the police know this dossier. One query."""
    user = context["request"].user
    return {
        "dossier": dossier,
        "references": Reference.objects.visible_to(user)
        .filter(dossier=dossier)
        .select_related("dossier__key"),
        "may_change": user.may(Permission.CHANGE_DOSSIER),
    }


def _word(kind: str) -> str:
    if kind == LATER:
        return "latere periode"
    return str(LinkKind(kind).label) if kind else ""


@register.inclusion_tag("cases/finding/_calls.html", takes_context=True)
def calls_to_make(context: RequestContext) -> dict[str, Any]:
    """Above a list: how many colleagues of other houses wait for a call. One query."""
    user = context["request"].user
    if not user.may(Permission.REGISTER_DOSSIER):
        return {"number": 0}
    return {"number": KnownTask.objects.visible_to(user).waiting().count()}
