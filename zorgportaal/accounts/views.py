"""Accounts and organisations, for the functional administrator."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zorgportaal.accounts import actions
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.choices import Trail
from zorgportaal.accounts.forms import AccountForm, OrganisationForm, PreferencesForm
from zorgportaal.accounts.invitation import invite
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """What axes shows after too many failed attempts from one address."""
    return render(request, "429.html", status=429)


@requires(Permission.USE_PORTAL, "GET", "POST")
def preferences(request: PortalRequest) -> HttpResponse:
    form = PreferencesForm(request.POST or None, instance=request.user)
    if form.is_valid():
        actions.keep_preferences(request.user, fields=form.changed_data)
        messages.success(request, "Uw instellingen zijn bewaard.")
        return redirect("account_preferences")
    trail.look(Trail.PREFERENCES_SHOWN, by=request.user)
    return render(request, "zorgportaal/accounts/preferences.html", {"form": form})


@requires(Permission.MANAGE_ACCOUNTS)
def account_list(request: PortalRequest) -> HttpResponse:
    people = User.objects.visible_to(request.user).select_related("organisation", "house")
    trail.look(Trail.LISTED, by=request.user)
    return render(
        request, "zorgportaal/accounts/list.html", {"people": people.order_by("-is_active", "name")}
    )


@requires(Permission.MANAGE_ACCOUNTS, "GET", "POST")
def create(request: PortalRequest) -> HttpResponse:
    form = AccountForm(request.POST or None, initial={"ends_on": actions.latest_end()})
    if form.is_valid():
        user = actions.create_account(by=request.user, **form.cleaned_data)
        _invite_or_wait(request, user)
        return redirect("accounts:list")
    return render(request, "zorgportaal/accounts/form.html", {"form": form, "person": None})


@requires(Permission.MANAGE_ACCOUNTS, "GET", "POST")
def change(request: PortalRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = AccountForm(request.POST or None, instance=person)
    if form.is_valid():
        try:
            changed = actions.change_account(person, by=request.user, **form.cleaned_data)
        except actions.OwnAccount as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Het account van {person.name} is gewijzigd.")
            _say_if_waiting(request, changed)
            return redirect("accounts:list")
    return render(request, "zorgportaal/accounts/form.html", {"form": form, "person": person})


@requires(Permission.MANAGE_ACCOUNTS, "POST")
def end(request: PortalRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    try:
        actions.end_account(person, by=request.user)
    except actions.OwnAccount as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"Het account van {person.name} is beëindigd.")
    return redirect("accounts:list")


@requires(Permission.MANAGE_ACCOUNTS, "POST")
def reopen(request: PortalRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user).filter(is_active=False), pk=pk)
    try:
        actions.reopen_account(person, by=request.user)
    except actions.OwnAccount as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"Het account van {person.name} wacht nu op een tweede beheerder.")
    return redirect("accounts:list")


@requires(Permission.MANAGE_ACCOUNTS, "POST")
def approve(request: PortalRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    try:
        person = actions.approve_account(person, by=request.user)
    except (actions.OwnAccount, actions.SamePerson, actions.NothingToApprove) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"Het account van {person.name} is goedgekeurd.")
        if not person.has_usable_password():
            _invite(request, person)
    return redirect("accounts:list")


@requires(Permission.MANAGE_ACCOUNTS, "POST")
def reinvite(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Only for who has no password yet: a link for anybody else would be a second key to the account."""
    person = get_object_or_404(User.objects.visible_to(request.user).current(), pk=pk)
    if person.has_usable_password():
        raise Http404
    _invite(request, person)
    return redirect("accounts:list")


@requires(Permission.MANAGE_ACCOUNTS, "GET", "POST")
def add_organisation(request: PortalRequest) -> HttpResponse:
    form = OrganisationForm(request.POST or None)
    if form.is_valid():
        actions.add_organisation(by=request.user, **form.cleaned_data)
        messages.success(request, "De organisatie is toegevoegd.")
        return redirect("accounts:create")
    return render(request, "zorgportaal/accounts/organisation.html", {"form": form})


def _invite_or_wait(request: PortalRequest, person: User) -> None:
    if not person.awaits_approval:
        _invite(request, person)
    _say_if_waiting(request, person)


def _say_if_waiting(request: PortalRequest, person: User) -> None:
    if person.awaits_approval:
        messages.warning(request, f"{person.name} kan pas inloggen als een andere beheerder dit goedkeurt.")


def _invite(request: PortalRequest, person: User) -> None:
    try:
        invite(person, by=request.user, base=request.build_absolute_uri("/"))
    except OSError:
        messages.error(
            request, "Het account staat klaar, maar de mail ging niet weg. Probeer het straks opnieuw."
        )
    else:
        messages.success(request, f"{person.name} krijgt een eenmalige link op het werkadres.")
