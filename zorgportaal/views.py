"""The pages of no room: the way in, what is public, the state of health, and every error."""

from datetime import timedelta
from http import HTTPStatus

from allauth.account import views as allauth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from zorgportaal import navigation
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.accounts.typed import typed
from zorgportaal.audit import head
from zorgportaal.drafts.models import Draft
from zorgportaal.jobs.models import Job
from zorgportaal.vault import keyring

TOLD = "told_of_drafts"
LONGEST_WAIT = timedelta(minutes=10)


@requires(Permission.USE_PORTAL)
def home(request: PortalRequest) -> HttpResponse:
    """Lead everybody to the first page of the own role; once after signing in to what was left unfinished."""
    if not request.session.get(TOLD) and Draft.objects.visible_to(request.user).exists():
        request.session[TOLD] = True
        return redirect("drafts:list")
    pages = navigation.pages_of(request.user)
    return redirect(pages[0].name if pages else "account_change_password")


@requires(Permission.USE_PORTAL, "GET", "POST")
def change_password(request: PortalRequest) -> HttpResponse:
    """allauth's page, which leaves to us to say that it worked."""
    response: HttpResponse = allauth.password_change(request)
    if response.status_code != HTTPStatus.FOUND:
        return response
    messages.success(request, "Uw wachtwoord is gewijzigd.")
    return redirect("home")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")


@login_not_required
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116); the date moves along, for as long as we answer."""
    expires = timezone.now() + timedelta(days=180)
    context = {
        "contact": settings.DEFAULT_FROM_EMAIL,
        "expires": expires.strftime("%Y-%m-%dT00:00:00Z"),
    }
    return render(request, "pages/security.txt", context, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("leeft", content_type="text/plain")


@login_not_required
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Whether database, keys and worker do their work. Says yes or no, never what is wrong."""
    is_ready = _keys_are_present() and _work_is_done()
    answer, status = ("gereed", 200) if is_ready else ("niet gereed", 503)
    return HttpResponse(answer, status=status, content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"is_stale_form": False}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403.html", {"is_stale_form": True, "typed": typed(request)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def failed(_request: HttpRequest) -> HttpResponse:
    """Without the request: its user would be one more question to a database that may fail."""
    return HttpResponse(render_to_string("500.html"), status=500)


def _keys_are_present() -> bool:
    try:
        for region in settings.VAULT_REGIONS:
            keyring.newest(region)
    except keyring.KeyMissing:
        return False
    return bool(head.trail_key())


def _work_is_done() -> bool:
    """No job waits longer than ten minutes."""
    long_ago = timezone.now() - LONGEST_WAIT
    return not Job.objects.due().filter(not_before__lt=long_ago).exists()
