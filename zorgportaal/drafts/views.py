"""Keep a draft, find it again, throw it away."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone

from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.drafts import actions
from zorgportaal.drafts.choices import Trail
from zorgportaal.drafts.forms import ThrowAwayForm
from zorgportaal.drafts.models import Draft
from zorgportaal.drafts.slot import TOKEN, Ticket, typed_into

P = Permission


@requires(P.USE_PORTAL, "POST")
def keep(request: PortalRequest) -> HttpResponse:
    """For the script while somebody types, and for the button “Later verder”."""
    ticket = Ticket.read(request.POST.get(TOKEN, ""))
    if ticket is None or ticket.user != request.user.pk:
        messages.error(request, "Dit formulier stond te lang open of is van een ander. Er is niets bewaard.")
        return redirect("drafts:list")
    try:
        draft = actions.keep_draft(ticket.place, by=request.user, typed=typed_into(request))
    except actions.TooLong as problem:
        return HttpResponse(str(problem), status=413)
    at = timezone.localtime(draft.saved_at).strftime("%H.%M")
    if "later" not in request.POST:
        return JsonResponse({"at": at})
    messages.success(request, f"Concept bewaard om {at} uur.")
    return redirect("drafts:list")


@requires(P.USE_PORTAL, "GET", "POST")
def own(request: PortalRequest) -> HttpResponse:
    """One's own drafts; what is chosen there is thrown away."""
    drafts = Draft.objects.visible_to(request.user)
    if request.method == "POST":
        form = ThrowAwayForm(request.POST, drafts=drafts.select_related("key"))
        if form.is_valid():
            actions.throw_away(form.cleaned_data["draft"], by=request.user)
            messages.success(request, "Het concept is weggegooid.")
        else:
            messages.error(request, "Dit concept is er niet meer.")
        return redirect("drafts:list")
    trail.look(Trail.LISTED, by=request.user)
    return render(request, "zorgportaal/drafts/list.html", {"drafts": drafts})


@requires(P.USE_PORTAL)
def here(request: PortalRequest) -> HttpResponse:
    """Somebody pressed a key: the session goes on. Tells a page that stood open its new form token."""
    return JsonResponse({"csrf": get_token(request)})
