"""Population figures: the list, and taking over a file in two steps."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.regions import actions, preview
from zorgportaal.regions.choices import PopulationStatus
from zorgportaal.regions.forms import PopulationForm
from zorgportaal.regions.models import PopulationFigure, PopulationImport
from zorgportaal.regions.population_file import Unusable


@requires(Permission.MANAGE_POPULATION)
def population(request: PortalRequest) -> HttpResponse:
    visible = PopulationFigure.objects.visible_to(request.user).of_limburg()
    dates = visible.reference_dates()
    chosen = _chosen(request.GET.get("peildatum"), dates)
    figures = visible.filter(reference_date=chosen) if chosen else visible.none()
    rows = list(figures.select_related("municipality").order_by("municipality__name", "status"))
    waiting = PopulationImport.objects.visible_to(request.user).unconfirmed().defer("rows")
    return render(
        request,
        "zorgportaal/regions/population.html",
        {
            "dates": dates,
            "chosen": chosen,
            "figures": rows,
            "source": rows[0].source if len({row.source for row in rows}) == 1 else "",
            "total": figures.at(chosen).aggregate(total=Sum("inhabitants"))["total"] if chosen else 0,
            "waiting": waiting.select_related("uploaded_by"),
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
    return render(request, "zorgportaal/regions/confirm.html", {"kept": kept, "days": preview.of(kept)})


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


def _chosen(text: str | None, dates: list[date]) -> date | None:
    """The reference date that was asked for, else the newest. Raises Http404."""
    if text is None:
        return dates[0] if dates else None
    for day in dates:
        if day.isoformat() == text:
            return day
    raise Http404
