"""Population figures: the list, and taking over a file in two steps."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.regions import actions, kept_lines, missing, preview
from zorgportaal.regions.choices import PopulationStatus
from zorgportaal.regions.forms import PopulationForm
from zorgportaal.regions.models import (
    Municipality,
    PopulationFigure,
    PopulationFigureQuerySet,
    PopulationImport,
)
from zorgportaal.regions.population_columns import Unusable

PER_PAGE = 75  # Limburg fits on a page, also with a provisional and a definitive figure each
MOST_STRIKING = 50


@requires(Permission.MANAGE_POPULATION)
def population(request: PortalRequest) -> HttpResponse:
    """Limburg on one day, or the municipalities anywhere whose name was asked for."""
    visible = PopulationFigure.objects.visible_to(request.user)
    wanted = request.GET.get("gemeente", "").strip()[:80]
    found = visible.filter(municipality__name__icontains=wanted) if wanted else visible.of_limburg()
    dates = found.reference_dates()
    chosen = _chosen(request.GET.get("peildatum"), dates)
    figures = found.filter(reference_date=chosen) if chosen else found.none()
    rows = list(figures.select_related("municipality").order_by("municipality__name", "status"))
    waiting = PopulationImport.objects.visible_to(request.user).unconfirmed().select_related("uploaded_by")
    return render(
        request,
        "zorgportaal/regions/population.html",
        {
            "dates": dates,
            "chosen": chosen,
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina")),
            "source": rows[0].source if len({row.source for row in rows}) == 1 else "",
            "total": None if wanted or not chosen else _total(figures, chosen),
            "missing": "" if wanted or not chosen else _missing(rows, chosen),
            "waiting": [(kept, kept_lines.days(kept)) for kept in waiting],
            "wanted": wanted,
            "query": _query(wanted, chosen),
        },
    )


@requires(Permission.MANAGE_POPULATION, "GET", "POST")
def import_population(request: PortalRequest) -> HttpResponse:
    form = PopulationForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            kept = actions.keep_population(
                form.cleaned_data["file"].read(),
                source=form.cleaned_data["source"],
                status=PopulationStatus(form.cleaned_data["status"]),
                by=request.user,
            )
        except Unusable as problem:
            form.refuse(problem.problems)
        else:
            return redirect("regions:confirm_import", kept.pk)
    return render(request, "zorgportaal/regions/import.html", {"form": form})


@requires(Permission.MANAGE_POPULATION, "GET", "POST")
def confirm_import(request: PortalRequest, pk: UUID) -> HttpResponse:
    kept = get_object_or_404(PopulationImport.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        try:
            number = actions.confirm_population(kept, by=request.user)
        except actions.AlreadyConfirmed as problem:
            messages.warning(request, str(problem))
        else:
            messages.success(request, f"{number} inwoneraantallen overgenomen. Bron: {kept.source}.")
        return redirect("regions:population")
    return render(request, "zorgportaal/regions/confirm.html", _shown(request, kept))


@requires(Permission.MANAGE_POPULATION, "POST")
def discard_import(request: PortalRequest, pk: UUID) -> HttpResponse:
    kept = get_object_or_404(PopulationImport.objects.visible_to(request.user), pk=pk)
    try:
        actions.discard_population(kept, by=request.user)
    except actions.AlreadyConfirmed as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, "De inlezing is weggegooid. Er is niets overgenomen.")
    return redirect("regions:population")


def _shown(request: PortalRequest, kept: PopulationImport) -> dict[str, Any]:
    """What to look at, the days with their counts, and the lines of one of them."""
    days = preview.of(kept)
    striking = preview.striking(days)
    is_same = all(line.is_same for day in days for line in day.lines)
    asked = request.GET.get("peildatum")
    is_listed = asked is not None or not is_same
    chosen = _chosen(asked, [day.reference_date for day in days]) if is_listed else None
    lines = next((day.lines for day in days if day.reference_date == chosen), [])
    return {
        "kept": kept,
        "days": days,
        "striking": striking[:MOST_STRIKING],
        "further": striking[MOST_STRIKING:],
        "is_same": is_same,
        "settled": preview.settled(days),
        "missing": [day.missing for day in days if day.missing],
        "overruled": preview.overruled(kept),
        "chosen": chosen,
        "is_asked": asked is not None,
        "page": Paginator(lines, PER_PAGE).get_page(request.GET.get("pagina")),
        "query": _query("", chosen),
    }


def _total(figures: PopulationFigureQuerySet, chosen: date) -> int:
    """One figure for each municipality, also where both a provisional and a definitive one are known."""
    total: int = figures.at(chosen).aggregate(total=Sum("inhabitants"))["total"]
    return total


def _missing(figures: list[PopulationFigure], chosen: date) -> str:
    """Who of Limburg is not in the total."""
    counted = {figure.municipality_id for figure in figures}
    return missing.sentence(missing.on(chosen, Municipality.objects.of_limburg_ever(), counted), chosen)


def _query(wanted: str, chosen: date | None) -> str:
    """The rest of the address, to leaf through it."""
    rest = {"gemeente": wanted, "peildatum": chosen.isoformat() if chosen else ""}
    return urlencode({name: value for name, value in rest.items() if value})


def _chosen(text: str | None, dates: list[date]) -> date | None:
    """The reference date that was asked for, else the newest. Raises Http404."""
    if text is None:
        return dates[0] if dates else None
    for day in dates:
        if day.isoformat() == text:
            return day
    raise Http404
