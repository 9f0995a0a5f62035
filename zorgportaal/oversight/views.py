"""The trail on screen: who did or saw what, when. Holds no name of a client."""

from typing import Any

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render

from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import Cover, User
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Trail
from zorgportaal.audit.models import Event, EventQuerySet
from zorgportaal.oversight.forms import TrailFilterForm

ROWS = 50
PURPOSE_WORDS = {
    "care_coordination": "zorgcoördinatie",
    "chain_coordination": "ketensamenwerking",
    "placement": "plaatsing",
    "contribution": "bijdragen",
    "policy": "beleid",
    "operation": "beheer",
    "oversight": "toezicht",
}


@requires(Permission.VIEW_TRAIL)
def trail_list(request: PortalRequest) -> HttpResponse:
    form = TrailFilterForm(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    # A question that was not understood has no answer; all rows would look like one.
    events = _matching(chosen) if form.is_valid() or not form.is_bound else Event.objects.none()
    page = Paginator(events, ROWS).get_page(request.GET.get("pagina"))
    trail.look(Trail.VIEWED, by=request.user, chosen=_ids(chosen))
    _name_actors(page)
    query = request.GET.copy()
    query.pop("pagina", None)
    return render(
        request,
        "zorgportaal/oversight/trail.html",
        {"form": form, "page": page, "query": query.urlencode()},
    )


def _matching(chosen: dict[str, Any]) -> EventQuerySet:
    events = Event.objects.newest_first()
    if person := chosen.get("persoon"):
        events = events.filter(actor=person.pk)
    if subject := chosen.get("object"):
        events = events.about(subject)
    if since := chosen.get("vanaf"):
        events = events.filter(at__date__gte=since)
    if until := chosen.get("tot_en_met"):
        events = events.filter(at__date__lte=until)
    return events


def _ids(chosen: dict[str, Any]) -> dict[str, str]:
    return {name: str(getattr(value, "pk", value)) for name, value in chosen.items() if value}


def _name_actors(page: Page) -> None:
    """Put the names of one page of actors beside their rows, in one query; houses take a second."""
    people = {event.actor for event in page} | {event.on_behalf_of for event in page}
    names: dict[Any, str] = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
    if houses := {event.on_behalf_of for event in page} - {None} - names.keys():
        names |= dict(Cover.objects.filter(house__in=houses).values_list("house", "house__name"))
    for event in page:
        event.whom = names.get(event.on_behalf_of, "onbekend") if event.on_behalf_of else ""
        event.actor_name = names.get(event.actor, "het portaal")
        event.role_label = dict(Role.choices).get(event.role, "systeem")
        event.purpose_label = PURPOSE_WORDS.get(event.purpose, event.purpose)
        event.subject_label = _word_for(event.subject_type)


def _word_for(subject_type: str) -> str:
    """The Dutch word for a kind of object; the trail outlives the rooms, so it may be gone."""
    try:
        return str(apps.get_model(subject_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return subject_type
