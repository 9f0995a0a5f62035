"""The page with exports: ask, decide, take."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cases.exchange import actions
from cases.exchange.choices import Trail
from cases.exchange.forms import AskForm, DecideForm
from cases.exchange.makers import makers
from cases.exchange.models import Export
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.documents.serving import hand_out

P = Permission
MOST = 50


@requires(P.EXPORT_DOSSIERS, "GET", "POST")
def exports(request: PortalRequest) -> HttpResponse:
    """The own exports and those that wait for a colleague; ask for one at the right."""
    form = AskForm(request.POST or None)
    if form.is_valid():
        try:
            actions.ask(by=request.user, choice={}, **form.cleaned_data)
        except actions.Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Gevraagd. Een collega van uw huis moet akkoord gaan.")
            return redirect("exchange:exports")
    known = Export.objects.visible_to(request.user).to_show()
    shown = list(known[:MOST])
    trail.look(Trail.LISTED, by=request.user, ids=[export.pk for export in shown])
    for export in shown:
        export.words = makers[export.kind].words if export.kind in makers else export.kind  # type: ignore[attr-defined]
    own = [export for export in shown if export.requested_by_id == request.user.pk]
    context = {"form": form, "own": own, "waiting": [export for export in shown if export not in own]}
    return render(request, "cases/exchange/exports.html", context)


@requires(P.EXPORT_DOSSIERS, "POST")
def decide(request: PortalRequest, pk: UUID) -> HttpResponse:
    form = DecideForm(request.POST)
    export = one(request, pk)
    if not form.is_valid():
        messages.error(request, "Kies “Akkoord” of “Weiger”.")
        return redirect("exchange:exports")
    try:
        actions.decide(export, by=request.user, agrees=form.cleaned_data["agrees"])
    except actions.Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Opgeslagen.")
    return redirect("exchange:exports")


@requires(P.EXPORT_DOSSIERS, "POST")
def take(request: PortalRequest, pk: UUID) -> HttpResponse:
    """By POST: taking it is an act that happens once, not a look that a browser may repeat."""
    try:
        content, name, content_type = actions.take(one(request, pk), by=request.user)
    except actions.Refused as problem:
        messages.error(request, str(problem))
        return redirect("exchange:exports")
    return hand_out(content, name=name, content_type=content_type)


def one(request: PortalRequest, pk: UUID) -> Export:
    return get_object_or_404(Export.objects.visible_to(request.user), pk=pk)
