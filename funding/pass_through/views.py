"""The pages about the VAT that is passed on, and the statement for each municipality."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from funding.invoices.bookkeeping import WRITERS
from funding.pass_through import actions
from funding.pass_through.choices import State, Trail
from funding.pass_through.forms import ProposalForm
from funding.pass_through.models import (
    PassThrough,
    PassThroughQuerySet,
    PassThroughShare,
    PassThroughShareQuerySet,
)
from funding.pass_through.paper import print_statement
from funding.pass_through.sheet import HEADERS, sheet
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.answering import answer
from zorgportaal.audit import trail
from zorgportaal.documents.choices import ContentType
from zorgportaal.documents.serving import hand_out


@requires(Permission.PREPARE_ROUND)
def pass_throughs(request: PortalRequest) -> HttpResponse:
    return render(request, "funding/pass_through/pass_throughs.html", {"rows": _visible(request)})


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def propose(request: PortalRequest) -> HttpResponse:
    form = ProposalForm(request.POST or None, user=request.user)
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            made = actions.propose(given.pop("round"), by=request.user, **given)
        except actions.CannotPropose as problem:
            form.add_error("round", str(problem))
        else:
            messages.success(request, "Voorgesteld. Een andere financieel beheerder keurt goed.")
            return redirect(made)
    return render(request, "funding/pass_through/propose.html", {"form": form})


@requires(Permission.PREPARE_ROUND)
def pass_through(request: PortalRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(_visible(request), pk=pk)
    context = {
        "pass_through": found,
        "shares": _shares(request, found),
        "is_outdated": found.state != State.WITHDRAWN and actions.is_outdated(found),
        "is_maker": found.proposed_by_id == request.user.pk,
    }
    return render(request, "funding/pass_through/pass_through.html", context)


@requires(Permission.APPROVE_ROUND, "POST")
def approve(request: PortalRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(_visible(request), pk=pk)
    done = "Goedgekeurd. De gemeenten vinden hun opgave op hun pagina."
    return answer(
        request, lambda: actions.approve(found, by=request.user), actions.CannotDecide, done=done, on=found
    )


@requires(Permission.PREPARE_ROUND, "POST")
def withdraw(request: PortalRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(_visible(request), pk=pk)
    done = "Het voorstel is ingetrokken. U kunt een nieuw voorstel doen."
    return answer(
        request, lambda: actions.withdraw(found, by=request.user), actions.CannotDecide, done=done, on=found
    )


@requires(Permission.PREPARE_ROUND)
def export(request: PortalRequest, pk: UUID, kind: str) -> HttpResponse:
    """The shares of an approved one as XLSX or ODS."""
    found = get_object_or_404(_visible(request).filter(state=State.APPROVED), pk=pk)
    content_type, write = WRITERS[kind]
    content = write(HEADERS, sheet(found, _shares(request, found)), title=f"Doorschuif-btw {found}")
    trail.look(Trail.EXPORTED, by=request.user, on=found, kind=kind)
    name = f"doorschuif-btw-{found.round.scheme.slug}-{found.round.year}.{kind}"
    return hand_out(content, name=name, content_type=content_type)


@requires(Permission.PREPARE_ROUND)
def statement_of(request: PortalRequest, pk: UUID) -> HttpResponse:
    return _hand_out_statement(request, pk)


@requires(Permission.VIEW_OWN_INVOICES)
def statement(request: PortalRequest, pk: UUID) -> HttpResponse:
    return _hand_out_statement(request, pk)


def _hand_out_statement(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Of what was approved only: a proposal is no paper yet."""
    approved = PassThroughShare.objects.visible_to(request.user).approved().to_show()
    share = get_object_or_404(approved, pk=pk)
    trail.look(Trail.STATEMENT_MADE, by=request.user, on=share)
    name = f"doorschuif-btw-{share.municipality_id}-{share.pass_through.round.year}.pdf"
    return hand_out(print_statement(share), name=name, content_type=ContentType.PDF)


def _visible(request: PortalRequest) -> PassThroughQuerySet:
    return PassThrough.objects.visible_to(request.user).to_show()


def _shares(request: PortalRequest, found: PassThrough) -> PassThroughShareQuerySet:
    return PassThroughShare.objects.visible_to(request.user).filter(pass_through=found).to_show()
