"""The pages about what is agreed: schemes with their decisions, and arrangements per year."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from funding.contributions import agreements, overview
from funding.contributions.agreement_forms import (
    FIRST_DAY,
    ArrangementForm,
    DecisionForm,
    EndForm,
    SchemeForm,
)
from funding.contributions.choices import ArrangementKind, Trail
from funding.contributions.forms import EARLIEST, LATEST
from funding.contributions.models import Arrangement, DecisionFile, Scheme
from funding.contributions.seen import fingerprint
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.answering import answer
from zorgportaal.audit import trail
from zorgportaal.documents.cleaning.reasons import Refused
from zorgportaal.documents.scanner import ScannerAway
from zorgportaal.documents.serving import serve
from zorgportaal.regions.models import Municipality, MunicipalityQuerySet

PER_PAGE = 50


@requires(Permission.PREPARE_ROUND)
def schemes(request: PortalRequest) -> HttpResponse:
    rows = Scheme.objects.visible_to(request.user).with_use().order_by("-starts_on", "name")
    return render(request, "funding/contributions/schemes.html", {"schemes": rows})


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def new_scheme(request: PortalRequest) -> HttpResponse:
    form = SchemeForm(request.POST or None)
    if form.is_valid():
        made = agreements.make_scheme(form.save(commit=False), by=request.user)
        messages.success(request, "De regeling is voorgesteld. Een collega moet haar goedkeuren.")
        return redirect(made)
    return render(request, "funding/contributions/scheme_form.html", {"form": form})


@requires(Permission.PREPARE_ROUND)
def scheme(request: PortalRequest, pk: UUID) -> HttpResponse:
    found = _scheme(request, pk)
    page, wanted = _page(request, overview.of_scheme(found))
    beside = list(found.beside())
    context = {
        "scheme": found,
        "proposed_at": overview.proposed_at(found),
        "last_used_year": found.last_used_year,
        "beside": beside,
        "endable": overview.endable(found, beside),
        "seen": fingerprint(found),
        "is_proposer": found.proposed_by_id == request.user.pk,
        "rows": overview.decided(found, page),
        "page": page,
        "wanted": wanted,
        "query": urlencode({"gemeente": wanted}) if wanted else "",
    }
    return render(request, "funding/contributions/scheme.html", context)


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def change_scheme(request: PortalRequest, pk: UUID) -> HttpResponse:
    found = _scheme(request, pk)
    if request.method != "POST" and found.is_used:
        messages.error(request, agreements.STAYS)
        return redirect(found)
    form = SchemeForm(request.POST or None, instance=found)
    if form.is_valid():
        try:
            agreements.change_scheme(form.save(commit=False), by=request.user)
        except agreements.CannotChange as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "De regeling is gewijzigd. Een collega moet haar goedkeuren.")
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


@requires(Permission.APPROVE_ROUND, "POST")
def approve_scheme(request: PortalRequest, pk: UUID) -> HttpResponse:
    found = _scheme(request, pk)
    return answer(
        request,
        lambda: agreements.approve_scheme(found, seen=request.POST.get("seen", ""), by=request.user),
        agreements.CannotChange,
        done="De regeling is goedgekeurd. U kunt er nu rondes mee maken.",
        on=found,
    )


@requires(Permission.PREPARE_ROUND, "POST")
def withdraw_scheme(request: PortalRequest, pk: UUID) -> HttpResponse:
    found = _scheme(request, pk)
    return answer(
        request,
        lambda: agreements.withdraw_scheme(found, by=request.user),
        agreements.CannotChange,
        done=f"De voorgestelde regeling {found.name} is weggehaald.",
        on=found,
        to="contributions:schemes",
    )


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
    form = DecisionForm(request.POST or None, request.FILES or None, known)
    if form.is_valid() and _keep_file(form, found, of, request.user):
        agreements.keep_decision(found, of, form.decision, by=request.user)
        agreements.keep_own_figure(found, of, form.own, by=request.user)
        messages.success(request, f"Bewaard voor {of}. Dit geldt vanaf de volgende proef.")
        return redirect(found)
    context = {"form": form, "scheme": found, "municipality": of, "file": known.file}
    return render(request, "funding/contributions/decision.html", context)


@requires(Permission.PREPARE_ROUND)
def decision_file(request: PortalRequest, pk: UUID, municipality: UUID) -> HttpResponse:
    return hand_out_file(request, pk, municipality)


def hand_out_file(request: PortalRequest, scheme: UUID, municipality: UUID) -> HttpResponse:
    """The paper of a decision, to whoever may know of it."""
    mine = DecisionFile.objects.visible_to(request.user).select_related("file__key")
    kept = get_object_or_404(mine, scheme=scheme, municipality=municipality)
    trail.look(Trail.DECISION_FILE_OPENED, by=request.user, on=kept, file=kept.file_id)
    return serve(request, kept.file)


@requires(Permission.PREPARE_ROUND)
def arrangements(request: PortalRequest) -> HttpResponse:
    this_year = timezone.localdate().year
    year = _year(request.GET.get("jaar", str(this_year)))
    page, wanted = _page(request, overview.of_year(year))
    rest = {"jaar": year, "gemeente": wanted} if wanted else {"jaar": year}
    context = {
        "rows": overview.agreed(year, page),
        "year": year,
        "years": sorted({year, *range(FIRST_DAY.year, this_year + 2)}, reverse=True),
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
        told = form.cleaned_data
        kept = agreements.keep_arrangement(
            of, year, kind=told["kind"], decision=told["decision"], by=request.user
        )
        messages.success(request, f"Bewaard: {of} in {year}, {kept.get_kind_display()}.")
        if kept.kind == ArrangementKind.BOTH:
            messages.warning(request, f"Let op: {of} betaalt zo misschien twee keer.")
        return redirect(kept)
    context = {"form": form, "municipality": of, "year": year, "present": present}
    return render(request, "funding/contributions/arrangement.html", context)


def _keep_file(form: DecisionForm, scheme: Scheme, of: Municipality, by: User) -> bool:
    """Before the rest, which then is kept or given back as it was typed."""
    try:
        if file := form.cleaned_data["file"]:
            agreements.keep_file(scheme, of, file[1], by=by)
        elif form.cleaned_data.get("is_file_removed"):
            agreements.remove_file(scheme, of, by=by)
    except Refused as refused:
        form.add_error("file", str(refused))
    except ScannerAway:
        form.add_error("file", "De virusscanner antwoordt nu niet. Kies het stuk straks opnieuw.")
    return form.is_valid()


def _scheme(request: PortalRequest, pk: UUID) -> Scheme:
    mine = Scheme.objects.visible_to(request.user).select_related("proposed_by", "approved_by")
    return get_object_or_404(mine, pk=pk)


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
