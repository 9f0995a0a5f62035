"""The pages about who invoices, and the proof of an invoice."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from funding.contributions import overview
from funding.contributions.models import RoundLine
from funding.invoices import actions, party_changes
from funding.invoices.choices import Trail
from funding.invoices.einvoice import CannotIssue
from funding.invoices.models import Billing, IssuingParty, PartyChange
from funding.invoices.party_forms import BillingForm, PartyForm
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.answering import answer
from zorgportaal.audit import trail
from zorgportaal.documents.choices import ContentType
from zorgportaal.documents.serving import hand_out


@requires(Permission.PREPARE_ROUND)
def parties(request: PortalRequest) -> HttpResponse:
    waiting = PartyChange.objects.visible_to(request.user).waiting().to_show()
    billings = Billing.objects.visible_to(request.user).select_related("municipality", "party")
    rows = list(IssuingParty.objects.visible_to(request.user))
    context = {
        "parties": rows,
        "usual": next((party for party in rows if party.is_default), None),
        "waiting": [(change, party_changes.differences(change)) for change in waiting],
        "billings": billings,
    }
    return render(request, "funding/invoices/parties.html", context)


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def new_party(request: PortalRequest) -> HttpResponse:
    return _propose(request, None)


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def change_party(request: PortalRequest, pk: UUID) -> HttpResponse:
    return _propose(request, _party(request, pk))


@requires(Permission.APPROVE_ROUND, "POST")
def approve_change(request: PortalRequest, pk: UUID) -> HttpResponse:
    try:
        party = party_changes.approve(_change(request, pk), by=request.user)
    except party_changes.CannotChange as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"Goedgekeurd. {party} staat zo op de volgende facturen.")
    return redirect("invoices:parties")


@requires(Permission.PREPARE_ROUND, "POST")
def reject_change(request: PortalRequest, pk: UUID) -> HttpResponse:
    change = _change(request, pk)
    return answer(
        request,
        lambda: party_changes.reject(change, by=request.user),
        party_changes.CannotChange,
        done="Er verandert niets.",
        on="invoices:parties",
    )


@requires(Permission.PREPARE_ROUND, "POST")
def make_usual(request: PortalRequest, pk: UUID) -> HttpResponse:
    party = _party(request, pk)
    party_changes.make_usual(party, by=request.user)
    messages.success(request, f"{party} factureert nu waar u geen andere partij koos.")
    return redirect("invoices:parties")


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def billing(request: PortalRequest) -> HttpResponse:
    form = BillingForm(
        request.POST or None,
        municipalities=overview.of_any_scheme().visible_to(request.user),
        parties=IssuingParty.objects.visible_to(request.user),
    )
    if form.is_valid():
        party_changes.choose_billing(by=request.user, **form.cleaned_data)
        messages.success(request, "Bewaard. Dit geldt vanaf de volgende facturen.")
        return redirect("invoices:parties")
    return render(request, "funding/invoices/billing.html", {"form": form})


@requires(Permission.PREPARE_ROUND, "POST")
def end_billing(request: PortalRequest, pk: UUID) -> HttpResponse:
    chosen = Billing.objects.visible_to(request.user).select_related("party", "municipality")
    party_changes.end_billing(get_object_or_404(chosen, pk=pk), by=request.user)
    messages.success(request, "De gewone partij factureert deze gemeente weer.")
    return redirect("invoices:parties")


@requires(Permission.PREPARE_ROUND)
def proof(request: PortalRequest, pk: UUID) -> HttpResponse:
    """What the invoice of one line of a round will look like; nothing is kept."""
    lines = RoundLine.objects.visible_to(request.user).select_related("round__scheme", "municipality")
    line = get_object_or_404(lines, pk=pk)
    try:
        content = actions.print_proof(line)
    except CannotIssue as problem:
        messages.error(request, str(problem))
        return redirect(line.round)
    trail.look(Trail.PROOF_PRINTED, by=request.user, on=line)
    name = f"proef-{line.municipality.gm_code}-{line.round.year}.pdf"
    return hand_out(content, name=name, content_type=ContentType.PDF)


def _propose(request: PortalRequest, party: IssuingParty | None) -> HttpResponse:
    form = PartyForm(request.POST or None, instance=party)
    if form.is_valid():
        try:
            party_changes.propose(party, form.cleaned_data, by=request.user)
        except party_changes.CannotChange as problem:
            form.add_error(problem.field, str(problem))
        else:
            messages.success(request, "Voorgesteld. Een andere financieel beheerder keurt goed.")
            return redirect("invoices:parties")
    return render(request, "funding/invoices/party.html", {"form": form, "party": party})


def _party(request: PortalRequest, pk: UUID) -> IssuingParty:
    return get_object_or_404(IssuingParty.objects.visible_to(request.user), pk=pk)


def _change(request: PortalRequest, pk: UUID) -> PartyChange:
    return get_object_or_404(PartyChange.objects.visible_to(request.user), pk=pk)
