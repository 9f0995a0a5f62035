"""Help requests for the coordinator, placement requests for the provider's contact."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cases.dossiers.models import Dossier
from cases.routing import actions, shortlist
from cases.routing.choices import SharedField, Trail
from cases.routing.forms import AnswerForm, HelpForm, PlaceForm, ProviderForm, ServiceForm
from cases.routing.models import HelpRequest, PlacementRequest, Provider, ProviderService
from cases.routing.sharing import facts, readable_fields, who
from cases.routing.turn import with_turn
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail

PER_PAGE = 50
ASKED = (
    SharedField.LANGUAGE,
    SharedField.MEDICAL,
    SharedField.RESIDENCE_STATUS,
    SharedField.SECURITY,
    SharedField.AVOID,
    SharedField.NOTE,
)


@requires(Permission.PLACE)
def help_list(request: PortalRequest) -> HttpResponse:
    """The help requests of the own house that still wait, most urgent first."""
    waiting = HelpRequest.objects.visible_to(request.user).open().oldest_first()
    known = with_turn(waiting.with_placements(), request.user)
    pages = Paginator(known.select_related("dossier", "type"), PER_PAGE)
    page = pages.get_page(request.GET.get("pagina"))
    trail.look(Trail.LISTED, by=request.user, ids=[asked.pk for asked in page])
    return render(request, "cases/routing/list.html", {"page": page})


@requires(Permission.PLACE, "GET", "POST")
def create(request: PortalRequest, dossier: UUID) -> HttpResponse:
    """Add a help request to a dossier."""
    found = get_object_or_404(Dossier.objects.visible_to(request.user), pk=dossier)
    form = HelpForm(request.POST or None, dossier=found)
    if form.is_valid():
        return redirect(actions.ask_help(found, by=request.user, **form.cleaned_data))
    trail.look(Trail.FORM_SHOWN, by=request.user, on=found)
    return render(request, "cases/routing/create.html", {"form": form, "dossier": found})


@requires(Permission.PLACE, "POST")
def ask_needed(request: PortalRequest, dossier: UUID) -> HttpResponse:
    """Make a help request of what the intake said is needed now: one click, then the shortlist."""
    found = get_object_or_404(Dossier.objects.visible_to(request.user), pk=dossier)
    asked = actions.ask_needed(found, request.POST.get("need", ""), by=request.user)
    if asked is None:
        messages.error(request, "Deze hulp is al gevraagd.")
        return redirect(found)
    return redirect(asked)


@requires(Permission.PLACE, "GET", "POST")
def detail(request: PortalRequest, pk: UUID) -> HttpResponse:
    """The shortlist with its reasons, and the request for a place at one of them."""
    known = HelpRequest.objects.visible_to(request.user).with_case().with_placements()
    asked = get_object_or_404(known, pk=pk)
    listed = shortlist.make(asked, by=request.user)
    form = PlaceForm(request.POST or None, asked=asked, shortlist=listed)
    if form.is_valid() and _request_place(request, asked, form):
        return redirect(asked)
    trail.look(Trail.VIEWED, by=request.user, on=asked, dossier=asked.dossier_id)
    context = {
        "asked": asked,
        "facts": [("Wie", who(asked)), *facts(asked, ASKED)],
        "shortlist": listed,
        "form": form,
    }
    return render(request, "cases/routing/detail.html", context)


def _request_place(request: PortalRequest, asked: HelpRequest, form: PlaceForm) -> bool:
    """Whether the request went out; if not, the form says why."""
    chosen = ProviderService.objects.visible_to(request.user).with_terms()
    service = get_object_or_404(chosen, pk=form.cleaned_data.pop("service"))
    try:
        placement = actions.request_place(asked, service, by=request.user, **form.cleaned_data)
    except actions.CannotPlace as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, f"Verzoek {placement.reference} staat uit bij {service.name}.")
    return True


@requires(Permission.PLACE, "POST")
def withdraw(request: PortalRequest, pk: UUID) -> HttpResponse:
    """The help is no longer needed."""
    asked = get_object_or_404(HelpRequest.objects.visible_to(request.user), pk=pk)
    try:
        actions.withdraw_help(asked, by=request.user)
    except actions.CannotPlace as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "De hulpvraag is ingetrokken.")
    return redirect(asked)


@requires(Permission.PLACE, "POST")
def withdraw_request(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Take a request back from one provider."""
    placement = get_object_or_404(PlacementRequest.objects.visible_to(request.user), pk=pk)
    try:
        actions.withdraw_request(placement, by=request.user)
    except actions.CannotAnswer as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"Verzoek {placement.reference} is ingetrokken.")
    return redirect(placement.help_request)


@requires(Permission.PLACE, "POST")
def repeat_request(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Ask the same provider again after no answer came."""
    placement = get_object_or_404(PlacementRequest.objects.visible_to(request.user), pk=pk)
    try:
        again = actions.repeat_request(placement, by=request.user)
    except actions.CannotPlace as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"Verzoek {again.reference} staat uit bij {again.service.name}.")
    return redirect(placement.help_request)


@requires(Permission.PLACE, "GET", "POST")
def answer(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Record what a provider said by phone."""
    placement = _placement(request, pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and _record_answer(request, placement, form):
        return redirect(placement.help_request)
    trail.look(Trail.REQUEST_VIEWED, by=request.user, on=placement)
    return render(request, "cases/routing/answer.html", {"placement": placement, "form": form})


@requires(Permission.ANSWER_PLACEMENT)
def inbox(request: PortalRequest) -> HttpResponse:
    """The requests to the own provider; of other providers nothing is known here."""
    asked = PlacementRequest.objects.visible_to(request.user).to_answer_first()
    page = Paginator(asked, PER_PAGE).get_page(request.GET.get("pagina"))
    trail.look(Trail.INBOX_LISTED, by=request.user, ids=[placement.pk for placement in page])
    return render(request, "cases/routing/inbox.html", {"page": page})


@requires(Permission.ANSWER_PLACEMENT, "GET", "POST")
def reply(request: PortalRequest, pk: UUID) -> HttpResponse:
    """What the coordinator chose to tell this provider, and the answer to it."""
    placement = _placement(request, pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and _record_answer(request, placement, form):
        return redirect("routing:inbox")
    readable = readable_fields(placement)
    shared = facts(placement.help_request, readable)
    trail.look(Trail.REQUEST_VIEWED, by=request.user, on=placement, shared=readable)
    context = {"placement": placement, "shared": shared, "form": form}
    return render(request, "cases/routing/reply.html", context)


def _placement(request: PortalRequest, pk: UUID) -> PlacementRequest:
    return get_object_or_404(PlacementRequest.objects.visible_to(request.user).with_case(), pk=pk)


def _record_answer(request: PortalRequest, placement: PlacementRequest, form: AnswerForm) -> bool:
    """Whether the answer was kept; if not, the form says why."""
    try:
        actions.record_answer(placement, by=request.user, **form.cleaned_data)
    except actions.CannotAnswer as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, "Het antwoord is bewaard.")
    return True


# --- providers ------------------------------------------------------------
@requires(Permission.VIEW_PROVIDERS)
def provider_list(request: PortalRequest) -> HttpResponse:
    """Who offers what, with how many free places and since when that is known."""
    providers = Provider.objects.visible_to(request.user).with_services()
    page = Paginator(providers, PER_PAGE).get_page(request.GET.get("pagina"))
    trail.look(Trail.PROVIDERS_LISTED, by=request.user)
    may_manage = request.user.may(Permission.MANAGE_PROVIDERS)
    return render(request, "cases/routing/providers.html", {"page": page, "may_manage": may_manage})


@requires(Permission.MANAGE_PROVIDERS, "GET", "POST")
def propose_provider(request: PortalRequest) -> HttpResponse:
    """Propose a provider, for a second administrator to approve."""
    form = ProviderForm(request.POST or None)
    if form.is_valid():
        provider = actions.propose_provider(by=request.user, **form.cleaned_data)
        messages.success(request, f"{provider} wacht op goedkeuring door een andere beheerder.")
        return redirect("routing:providers")
    return render(request, "cases/routing/propose_provider.html", {"form": form})


@requires(Permission.MANAGE_PROVIDERS, "POST")
def approve_provider(request: PortalRequest, pk: UUID) -> HttpResponse:
    """The second pair of eyes: from now on the provider can be asked."""
    provider = get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
    try:
        actions.approve_provider(provider, by=request.user)
    except actions.CannotApprove as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"{provider} is goedgekeurd.")
    return redirect("routing:providers")


@requires(Permission.MANAGE_PROVIDERS, "POST")
def end_provider(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Stop working with a provider."""
    provider = get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
    actions.end_provider(provider, by=request.user)
    messages.success(request, f"{provider} is beëindigd.")
    return redirect("routing:providers")


@requires(Permission.MANAGE_PROVIDERS, "GET", "POST")
def add_service(request: PortalRequest, provider: UUID) -> HttpResponse:
    found = get_object_or_404(Provider.objects.visible_to(request.user), pk=provider)
    return _keep_service(request, ProviderService(provider=found))


@requires(Permission.MANAGE_PROVIDERS, "GET", "POST")
def change_service(request: PortalRequest, pk: UUID) -> HttpResponse:
    services = ProviderService.objects.visible_to(request.user).select_related("provider__organisation")
    return _keep_service(request, get_object_or_404(services, pk=pk))


def _keep_service(request: PortalRequest, service: ProviderService) -> HttpResponse:
    form = ServiceForm(request.POST or None, instance=service)
    if form.is_valid():
        actions.keep_service(form.instance, lists=form.chosen(), by=request.user)
        messages.success(request, f"Het aanbod {form.instance} is bewaard.")
        return redirect("routing:providers")
    return render(request, "cases/routing/service.html", {"form": form, "service": service})
