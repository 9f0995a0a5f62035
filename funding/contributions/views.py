"""The rounds: make a draft, look at every line, approve it as a second person, follow the invoices."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from funding.contributions import actions
from funding.contributions.changes import changes
from funding.contributions.checks import obstacles
from funding.contributions.choices import RoundState, Trail
from funding.contributions.draft import CannotMakeRound, FiguresMissing, named
from funding.contributions.forms import RoundForm
from funding.contributions.models import Round
from funding.contributions.progress import progress_of
from funding.contributions.review import Remark, Reviewed, left_out, review, totals
from funding.contributions.sheet import HEADERS, sheet
from zorgportaal.accounts.access import PortalRequest, asked_by_the_page, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.answering import answer
from zorgportaal.audit import trail
from zorgportaal.documents.choices import ContentType
from zorgportaal.documents.spreadsheets import ods, xlsx

PER_PAGE = 50
WRITERS = {"xlsx": (ContentType.XLSX, xlsx), "ods": (ContentType.ODS, ods)}


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def rounds(request: PortalRequest) -> HttpResponse:
    form, lacks_figures = RoundForm(request.POST or None, user=request.user), False
    if form.is_valid():
        try:
            made = actions.make_round(by=request.user, **form.cleaned_data)
        except CannotMakeRound as problem:
            form.add_error("year", str(problem))
            lacks_figures = isinstance(problem, FiguresMissing)
        else:
            messages.success(request, "De proef is klaar. Er is nog niets verzonden.")
            return redirect(made)
    made_before = Round.objects.visible_to(request.user).with_totals().select_related("scheme")
    can_mend = lacks_figures and request.user.may(Permission.MANAGE_POPULATION)
    context = {"rounds": made_before, "form": form, "can_mend": can_mend}
    return render(request, "funding/contributions/rounds.html", context)


@requires(Permission.PREPARE_ROUND)
def round_page(request: PortalRequest, pk: UUID) -> HttpResponse:
    round_ = _round(request, pk)
    previous = _before(request, round_)
    rows = review(round_, previous)
    sums = totals(rows)
    chosen, wanted = _remark(request.GET.get("regels")), request.GET.get("gemeente", "").strip()[:80]
    page = Paginator(_looked_for(rows, chosen, wanted), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "round": round_,
        "previous": previous,
        "page": page,
        "wanted": wanted,
        "query": urlencode({"regels": chosen.name.lower() if chosen else "", "gemeente": wanted}),
        "totals": sums,
        "remarks": sums.found,
        "chosen": chosen,
        "absent": left_out(round_),
        "beside": _beside(request, round_),
        "progress": progress_of(round_),
        "is_maker": round_.made_by_id == request.user.pk,
        **_against_approval(round_, rows),
    }
    return render(request, "funding/contributions/round.html", context)


@asked_by_the_page
@requires(Permission.PREPARE_ROUND)
def progress(request: PortalRequest, pk: UUID) -> HttpResponse:
    """The part of the round page that follows the worker."""
    round_ = _round(request, pk)
    now = progress_of(round_)
    context = {"round": round_, "progress": now, "is_maker": round_.made_by_id == request.user.pk}
    response = render(request, "funding/contributions/_progress.html", context)
    if now is None or not now.is_running:
        # All is made: the page around it now has invoices to show.
        response["HX-Refresh"] = "true"
    return response


@requires(Permission.PREPARE_ROUND, "POST")
def remake(request: PortalRequest, pk: UUID) -> HttpResponse:
    round_ = _round(request, pk)
    try:
        made = actions.remake_round(round_, by=request.user)
    except CannotMakeRound as problem:
        messages.error(request, str(problem))
        return redirect(round_)
    messages.success(request, "De nieuwe proef is klaar. U maakte haar: een collega keurt haar goed.")
    return redirect(made)


@requires(Permission.APPROVE_ROUND, "POST")
def approve(request: PortalRequest, pk: UUID) -> HttpResponse:
    round_ = _round(request, pk)
    return answer(
        request,
        lambda: actions.approve_round(round_, by=request.user),
        actions.CannotApprove,
        done="De ronde is goedgekeurd. De facturen worden nu gemaakt.",
        on=round_,
    )


@requires(Permission.APPROVE_ROUND, "POST")
def resume(request: PortalRequest, pk: UUID) -> HttpResponse:
    round_ = _round(request, pk)
    return answer(
        request,
        lambda: actions.resume_round(round_, by=request.user),
        actions.CannotResume,
        done="De facturen worden opnieuw gemaakt, op uw naam.",
        on=round_,
    )


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def cancel(request: PortalRequest, pk: UUID) -> HttpResponse:
    round_ = _round(request, pk)
    if request.method != "POST":
        return render(request, "funding/contributions/cancel.html", {"round": round_})
    return answer(
        request,
        lambda: actions.cancel_round(round_, by=request.user),
        actions.CannotCancel,
        done="De ronde is ingetrokken. Er is niets verzonden.",
        on=round_,
        to="contributions:rounds",
    )


@requires(Permission.PREPARE_ROUND)
def export(request: PortalRequest, pk: UUID, kind: str) -> HttpResponse:
    """The lines as XLSX or ODS."""
    round_ = _round(request, pk)
    content_type, write = WRITERS[kind]
    rows = review(round_, _before(request, round_))
    content = write(HEADERS, sheet(rows), title=str(round_))
    trail.look(Trail.ROUND_EXPORTED, by=request.user, on=round_, kind=kind)
    response = HttpResponse(content, content_type=content_type)
    name = f"ronde-{round_.scheme.slug}-{round_.year}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _round(request: PortalRequest, pk: UUID) -> Round:
    mine = Round.objects.visible_to(request.user)
    return get_object_or_404(mine.select_related("scheme", "made_by", "approved_by"), pk=pk)


def _before(request: PortalRequest, round_: Round) -> Round | None:
    return Round.objects.visible_to(request.user).before(round_)


def _beside(request: PortalRequest, round_: Round) -> list[Round]:
    """Who pays twice in this year, by which other round; a cancelled round asks nothing of anybody."""
    if round_.state == RoundState.CANCELLED:
        return []
    return list(Round.objects.visible_to(request.user).beside(round_))


def _against_approval(round_: Round, rows: list[Reviewed]) -> dict[str, object]:
    """Why a draft cannot be approved now, and what changed that may ask for a new one."""
    changed = changes(round_, [row.line for row in rows]) if round_.is_draft else []
    found = obstacles(round_) if round_.is_draft else []
    is_stale = any(change.is_serious for change in changed)
    return {
        "obstacles": found,
        "changed": named(str(change) for change in changed),
        "is_stale": is_stale,
        "is_blocked": bool(found) or is_stale,
    }


def _looked_for(rows: list[Reviewed], chosen: Remark | None, wanted: str) -> list[Reviewed]:
    """The lines with one remark, and of municipalities with a part of a name."""
    with_remark = (row for row in rows if chosen is None or chosen in row.remarks)
    return [row for row in with_remark if wanted.casefold() in row.line.municipality.name.casefold()]


def _remark(name: str | None) -> Remark | None:
    """The remark whose lines were asked for; one that does not exist gives all lines."""
    return next((remark for remark in Remark if remark.name.lower() == name), None)
