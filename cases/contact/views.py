"""The tab Veiligheid of a dossier, and its forms."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cases.contact import actions, wording
from cases.contact.choices import Trail
from cases.contact.forms import CoverForm, RulesForm, stored
from cases.contact.models import contact_of
from cases.dossiers.actions import ChangedByOther, NotAllowed
from cases.dossiers.comparing import Comparison
from cases.dossiers.models import Dossier, DossierQuerySet
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.drafts.slot import Slot

P = Permission


@requires(P.VIEW_DOSSIER)
def safety(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    trail.look(Trail.VIEWED, by=request.user, on=dossier)
    context = {
        "dossier": dossier,
        "never": wording.never(dossier),
        "safe_way": wording.safe_way(dossier),
        "hours": wording.hours(contact_of(dossier)),
        "may_change": request.user.may(P.CHANGE_DOSSIER),
        "may_show": request.user.may(P.SHOW_IDENTITY) and dossier.person_id,
    }
    return render(request, "cases/contact/safety.html", context)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def change(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = one(request, pk)
    form = RulesForm(request.POST or None, dossier=dossier)
    slot = Slot.of(
        request, "contact.rules", label=f"Veiligheid van {dossier.case_number}", subject=dossier.pk
    )
    slot.fill(form)
    trail.look(Trail.FORM_SHOWN, by=request.user, on=dossier)
    context = {"dossier": dossier, "form": form, "slot": slot, "comparison": None}
    if form.is_valid():
        try:
            actions.change_rules(
                dossier, by=request.user, version=form.cleaned_data["version"], rules=form.rules()
            )
        except NotAllowed as problem:
            form.add_error(None, problem.problems)
        except ChangedByOther as problem:
            form.add_error(None, str(problem))
            context["comparison"] = form.merge(problem.now, stored(problem.now))
        else:
            slot.clear()
            messages.success(request, "Opgeslagen.")
            return redirect("contact:safety", pk)
    return render(request, "cases/contact/change.html", context)


@requires(P.SHOW_IDENTITY, "POST")
def cover(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Asked for by POST, so that nothing shows a cover text by itself."""
    dossier = get_object_or_404(named(request), pk=pk)
    shown = actions.show_cover(dossier, by=request.user)
    return cover_page(request, dossier, CoverForm(dossier=dossier, cover_text=shown))


@requires(P.CHANGE_DOSSIER, "POST")
def change_cover(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = get_object_or_404(named(request), pk=pk)
    form = CoverForm(request.POST, dossier=dossier)
    if not form.is_valid():
        return cover_page(request, dossier, form)
    version, typed = form.cleaned_data["version"], form.cleaned_data["cover_text"]
    try:
        actions.change_cover(dossier, by=request.user, version=version, cover_text=typed)
    except NotAllowed as problem:
        form.add_error(None, problem.problems)
        return cover_page(request, dossier, form)
    except ChangedByOther as problem:
        form.add_error(None, str(problem))
        stored_now = actions.show_cover(problem.now, by=request.user)
        comparison = form.merge(problem.now, {"cover_text": stored_now})
        return cover_page(request, problem.now, form, comparison=comparison)
    messages.success(request, "Opgeslagen.")
    return redirect("contact:safety", pk)


def cover_page(
    request: PortalRequest, dossier: Dossier, form: CoverForm, *, comparison: Comparison | None = None
) -> HttpResponse:
    context = {"dossier": dossier, "form": form, "comparison": comparison}
    return render(request, "cases/contact/cover.html", context)


def named(request: PortalRequest) -> DossierQuerySet:
    """An anonymous dossier has no cover text to show."""
    return Dossier.objects.visible_to(request.user).with_words().filter(person__isnull=False)


def one(request: PortalRequest, pk: UUID) -> Dossier:
    return get_object_or_404(Dossier.objects.visible_to(request.user).with_words(), pk=pk)
