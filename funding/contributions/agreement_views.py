"""The pages about what is agreed: schemes with their decisions, and arrangements per year."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from funding.contributions import agreements, overview
from funding.contributions.agreement_forms import ArrangementForm, DecisionForm, EndForm, SchemeForm
from funding.contributions.choices import ArrangementKind
from funding.contributions.forms import EARLIEST, LATEST
from funding.contributions.models import Arrangement, Scheme
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.regions.models import Municipality, MunicipalityQuerySet

PER_PAGE = 50
YEARS_BACK = 4


@requires(Permission.PREPARE_ROUND)
def schemes(request: PortalRequest) -> HttpResponse:
    rows = Scheme.objects.visible_to(request.user).with_use().order_by("-starts_on", "name")
    return render(request, "funding/contributions/schemes.html", {"schemes": rows})


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def new_scheme(request: PortalRequest) -> HttpResponse:
    form = SchemeForm(request.POST or None)
    if form.is_valid():
        made = agreements.make_scheme(form.save(commit=False), by=request.user)
        messages.success(request, "De regeling is bewaard. Leg nu de besluiten van gemeenten vast.")
        return redirect(made)
    return render(request, "funding/contributions/scheme_form.html", {"form": form})


@requires(Permission.PREPARE_ROUND)
def scheme(request: PortalRequest, pk: UUID) -> HttpResponse:
    found = _scheme(request, pk)
    page, wanted = _page(request, overview.of_scheme(found))
    context = {
        "scheme": found,
        "last_used_year": found.last_used_year,
        "rows": overview.decided(found, page),
        "page": page,
        "wanted": wanted,
        "query": urlencode({"gemeente": wanted}) if wanted else "",
    }
    return render(request, "funding/contributions/scheme.html", context)


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def change_scheme(request: PortalRequest, pk: UUID) -> HttpResponse:
    found = _scheme(request, pk)
    form = SchemeForm(request.POST or None, instance=found)
    if form.is_valid():
        try:
            agreements.change_scheme(form.save(commit=False), by=request.user)
        except agreements.CannotChange as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "De regeling is gewijzigd.")
            return redirect(found)
    return render(request, "funding/contributions/scheme_form.html", {"form": form, "scheme": found})


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def end_scheme(request: PortalRequest, pk: UUID) -> HttpResponse:
    found = _scheme(request, pk)
    form = EndForm(request.POST or None, scheme=found, initial={"ends_on": found.ends_on})
    if form.is_valid():
        try:
            agreements.end_scheme(found, by=request.user, **form.cleaned_data)
        except agreements.CannotChange as problem:
            form.add_error("ends_on", str(problem))
        else:
            messages.success(request, "De laatste dag is bewaard.")
            return redirect(found)
    return render(request, "funding/contributions/end_scheme.html", {"form": form, "scheme": found})


@requires(Permission.PREPARE_ROUND, "POST")
def confirm_vat(request: PortalRequest, pk: UUID) -> HttpResponse:
    found = agreements.confirm_vat(_scheme(request, pk), by=request.user)
    messages.success(request, "De btw staat nu als bevestigd.")
    return redirect(found)


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def decision(request: PortalRequest, pk: UUID, municipality: UUID) -> HttpResponse:
    """The decision and the own figure of one municipality."""
    found = _scheme(request, pk)
    of = get_object_or_404(overview.of_scheme(found), pk=municipality)
    (known,) = overview.decided(found, [of])
    form = DecisionForm(request.POST or None, known.decision, known.own)
    if form.is_valid():
        agreements.keep_decision(found, of, form.decision, by=request.user)
        agreements.keep_own_figure(found, of, form.own, by=request.user)
        messages.success(request, f"Bewaard voor {of}. Dit geldt vanaf de volgende proef.")
        return redirect(found)
    context = {"form": form, "scheme": found, "municipality": of}
    return render(request, "funding/contributions/decision.html", context)


@requires(Permission.PREPARE_ROUND)
def arrangements(request: PortalRequest) -> HttpResponse:
    this_year = timezone.localdate().year
    year = _year(request.GET.get("jaar", str(this_year)))
    page, wanted = _page(request, overview.of_year(year))
    rest = {"jaar": year, "gemeente": wanted} if wanted else {"jaar": year}
    context = {
        "rows": overview.agreed(year, page),
        "year": year,
        "years": sorted({year, *range(this_year - YEARS_BACK, this_year + 2)}, reverse=True),
        "page": page,
        "wanted": wanted,
        "query": urlencode(rest),
    }
    return render(request, "funding/contributions/arrangements.html", context)


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def arrangement(request: PortalRequest, year: int, municipality: UUID) -> HttpResponse:
    of = get_object_or_404(overview.of_year(_year(str(year))), pk=municipality)
    present = Arrangement.objects.visible_to(request.user).filter(municipality=of, year=year).first()
    start = present or Arrangement(municipality=of, year=year, kind=ArrangementKind.PER_CAPITA)
    form = ArrangementForm(request.POST or None, instance=start)
    if form.is_valid():
        kept = agreements.keep_arrangement(of, year, by=request.user, **form.cleaned_data)
        messages.success(request, f"Bewaard: {of} in {year}, {kept.get_kind_display()}.")
        if kept.kind == ArrangementKind.BOTH:
            messages.warning(request, f"Let op: {of} betaalt zo misschien twee keer.")
        return redirect(kept)
    context = {"form": form, "municipality": of, "year": year, "present": present}
    return render(request, "funding/contributions/arrangement.html", context)


def _scheme(request: PortalRequest, pk: UUID) -> Scheme:
    return get_object_or_404(Scheme.objects.visible_to(request.user), pk=pk)


def _page(request: PortalRequest, found: MunicipalityQuerySet) -> tuple[Page[Municipality], str]:
    """Some fifty municipalities at once, and the part of a name that was asked for."""
    wanted = request.GET.get("gemeente", "").strip()[:80]
    rows = found.filter(name__icontains=wanted) if wanted else found
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina")), wanted


def _year(text: str) -> int:
    """Raises Http404."""
    if not text.isascii() or not text.isdigit() or not EARLIEST <= int(text[:5]) <= LATEST:
        raise Http404
    return int(text)
