"""The figures of Limburg, for who makes policy. No filter but a year and a municipality of a list."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from reporting.dashboards.choices import Trail
from reporting.dashboards.forms import SentenceForm
from reporting.dashboards.overview import (
    beside_the_netherlands,
    help_rows,
    key_figures,
    parts,
    tables_of,
)
from reporting.dashboards.sentence import sentence
from reporting.dashboards.trends import trends
from reporting.figures import Tables
from reporting.periods import shown_years
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.regions.models import Municipality


@requires(Permission.VIEW_DASHBOARD)
def dashboard(request: PortalRequest) -> HttpResponse:
    years = shown_years(timezone.localdate())
    year = _chosen(request.GET.get("jaar"), years)
    figures, tables = tables_of(years)
    form = _form(request, year)
    trail.look(Trail.VIEWED, by=request.user, year=year)
    context = {
        "year": str(year),
        "years": [str(each) for each in years],
        "key_figures": list(key_figures(tables, year)),
        "trends": trends(tables, figures.regions),
        "parts": parts(figures, tables[year]),
        "help": help_rows(figures, tables[year]),
        "beside": list(beside_the_netherlands(tables)),
        "form": form,
        "sentence": _sentence(form.chosen(), tables[year], year),
    }
    return render(request, "reporting/dashboards/dashboard.html", context)


def _chosen(asked: str | None, years: list[int]) -> int:
    """A year of the list, the last one when none was asked for; any other does not exist."""
    by_text = {str(year): year for year in years}
    if asked and asked not in by_text:
        raise Http404
    return by_text.get(asked or "", years[-1])


def _form(request: PortalRequest, year: int) -> SentenceForm:
    data = request.GET if "gemeente" in request.GET else None
    municipalities = list(Municipality.objects.visible_to(request.user).of_limburg())
    return SentenceForm(data, initial={"jaar": year}, municipalities=municipalities)


def _sentence(municipality: Municipality | None, tables: Tables, year: int) -> str:
    placement = municipality.placement() if municipality else None
    if municipality is None or placement is None:
        return ""
    region = placement.house.care_region
    return sentence(
        municipality.name,
        region.name,
        year,
        in_region=tables.regions[region.code],
        in_limburg=tables.people,
    )
