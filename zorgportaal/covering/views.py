"""Waarneming: who stands in for whom, and arranging it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.models import Cover
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.covering import actions
from zorgportaal.covering.choices import Trail
from zorgportaal.covering.forms import AbsenceForm, NightForm

P = Permission


@requires(P.ARRANGE_COVER)
def cover_list(request: PortalRequest) -> HttpResponse:
    trail.look(Trail.LISTED, by=request.user)
    covers = Cover.objects.visible_to(request.user).to_come()
    context = {
        "rows": covers.select_related("absent", "stand_in__house", "house"),
        "may_arrange_nights": request.user.may(P.CHANGE_DOSSIER),
    }
    return render(request, "zorgportaal/covering/list.html", context)


@requires(P.ARRANGE_COVER, "GET", "POST")
def absence(request: PortalRequest) -> HttpResponse:
    form = AbsenceForm(request.POST or None, user=request.user)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.cover_for(
                data["absent"], by=request.user,
                stand_in=data["stand_in"], first=data["first"], last=data["last"],
            )  # fmt: skip
        except actions.CannotCover as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Geregeld. Op de laatste dag valt alles vanzelf terug.")
            return redirect("covering:list")
    return _page(request, form, "Waarneming bij afwezigheid", "zorgportaal/covering/absence.html")


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def night(request: PortalRequest) -> HttpResponse:
    if request.user.house is None:
        raise Http404
    form = NightForm(request.POST or None, user=request.user)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.cover_house(
                request.user.house, by=request.user,
                stand_in=data["stand_in"], starts_at=data["starts_at"], ends_at=data["ends_at"],
            )  # fmt: skip
        except actions.CannotCover as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Geregeld. Na het laatste uur valt alles vanzelf terug.")
            return redirect("covering:list")
    return _page(request, form, "Nachtwaarneming", "zorgportaal/covering/night.html")


@requires(P.ARRANGE_COVER, "POST")
def end(request: PortalRequest, pk: UUID) -> HttpResponse:
    cover = get_object_or_404(Cover.objects.visible_to(request.user), pk=pk)
    actions.end(cover, by=request.user)
    messages.success(request, "De waarneming is beëindigd.")
    return redirect("covering:list")


def _page(request: PortalRequest, form: Any, title: str, template: str) -> HttpResponse:
    return render(request, template, {"form": form, "title": title, "house": request.user.house})
