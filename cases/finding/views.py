"""Search first; what is related; whether another house knows somebody."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cases.dossiers import linking
from cases.dossiers.models import Dossier, DossierLink
from cases.finding import actions
from cases.finding.choices import Trail
from cases.finding.forms import LinkForm, ReferenceForm, SearchForm, UndoForm
from cases.finding.models import KnownTask, Likeness, Reference, SearchQuery
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail

P = Permission
# Always the same, whether somebody is known or not (T2).
ASKED = (
    "Uw vraag is gesteld aan de andere Zorg- en Veiligheidshuizen. Kent een collega deze persoon, dan belt "
    "die collega u. Hoort u niets, dan zegt dat niets."
)


@requires(P.VIEW_DOSSIER, "GET", "POST")
def search(request: PortalRequest) -> HttpResponse:
    """What is looked for is sent by POST and kept sealed; its result has an address without it."""
    form = SearchForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.search(form.asked(), by=request.user))
    trail.look(Trail.FORM_SHOWN, by=request.user)
    context = {"form": form, "may_register": request.user.may(P.REGISTER_DOSSIER)}
    return render(request, "cases/finding/search.html", context)


@requires(P.VIEW_DOSSIER)
def result(request: PortalRequest, pk: UUID) -> HttpResponse:
    query = _query(request, pk)
    context = {
        "query": query,
        "found": actions.find(query, by=request.user),
        "form": SearchForm(query=query),
        "may_register": request.user.may(P.REGISTER_DOSSIER),
    }
    return render(request, "cases/finding/result.html", context)


@requires(P.REGISTER_DOSSIER, "POST")
def begin_intake(request: PortalRequest, pk: UUID) -> HttpResponse:
    return redirect(actions.begin_intake(_query(request, pk), by=request.user))


@requires(P.REGISTER_DOSSIER, "POST")
def ask_known(request: PortalRequest, pk: UUID) -> HttpResponse:
    query = _query(request, pk)
    try:
        actions.ask_known(query, by=request.user)
    except (actions.CannotAsk, actions.TooManyQuestions) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, ASKED)
    return redirect(query)


@requires(P.REGISTER_DOSSIER)
def known(request: PortalRequest) -> HttpResponse:
    tasks = list(KnownTask.objects.visible_to(request.user).waiting().with_words())
    trail.look(Trail.KNOWN_LISTED, by=request.user, ids=[task.dossier_id for task in tasks])
    return render(request, "cases/finding/known.html", {"tasks": tasks})


@requires(P.REGISTER_DOSSIER, "POST")
def finish_call(request: PortalRequest, pk: UUID) -> HttpResponse:
    task = get_object_or_404(KnownTask.objects.visible_to(request.user).with_words(), pk=pk)
    actions.finish_call(task, by=request.user)
    messages.success(request, "Opgeslagen. Dit verzoek is klaar.")
    return redirect("finding:known")


@requires(P.VIEW_DOSSIER)
def related(request: PortalRequest, pk: UUID) -> HttpResponse:
    return _related(request, _dossier(request, pk))


@requires(P.CHANGE_DOSSIER, "POST")
def link(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = _dossier(request, pk)
    form = LinkForm(request.POST, dossier=dossier, by=request.user)
    if not form.is_valid():
        return _related(request, dossier, link_form=form)
    kind, other = form.cleaned_data["kind"], form.cleaned_data["number"]
    # Of an episode the other dossier is the earlier one.
    try:
        linking.link(other, dossier, kind=kind, reason=form.cleaned_data["reason"], by=request.user)
    except linking.CannotLink as problem:
        form.add_error("number", str(problem))
        return _related(request, dossier, link_form=form)
    messages.success(request, "Opgeslagen. Beide dossiers tonen dit.")
    return redirect("finding:related", dossier.pk)


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def undo(request: PortalRequest, pk: UUID) -> HttpResponse:
    links = DossierLink.objects.visible_to(request.user).standing().with_words()
    made = get_object_or_404(links, pk=pk)
    form = UndoForm(request.POST or None)
    if form.is_valid():
        try:
            linking.undo(made, reason=form.cleaned_data["reason"], by=request.user)
        except linking.CannotLink as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "Losgemaakt. Beide dossiers zijn weer zoals ze waren.")
        return redirect("finding:related", made.other_id)
    trail.look(Trail.RELATED_SHOWN, by=request.user, on=made.other)
    return render(request, "cases/finding/undo.html", {"link": made, "form": form, "dossier": made.other})


@requires(P.CHANGE_DOSSIER, "POST")
def add_reference(request: PortalRequest, pk: UUID) -> HttpResponse:
    dossier = _dossier(request, pk)
    form = ReferenceForm(request.POST)
    if not form.is_valid():
        return _related(request, dossier, reference_form=form)
    kind, number = form.cleaned_data["kind"], form.cleaned_data["reference"]
    try:
        actions.add_reference(dossier, kind=kind, number=number, by=request.user)
    except actions.AlreadyThere as problem:
        form.add_error("reference", str(problem))
        return _related(request, dossier, reference_form=form)
    messages.success(request, "Opgeslagen.")
    return redirect("finding:related", dossier.pk)


@requires(P.CHANGE_DOSSIER, "POST")
def remove_reference(request: PortalRequest, pk: UUID) -> HttpResponse:
    references = Reference.objects.visible_to(request.user).select_related("dossier__key")
    reference = get_object_or_404(references, pk=pk)
    actions.remove_reference(reference, by=request.user)
    messages.success(request, "Het kenmerk is verwijderd.")
    return redirect("finding:related", reference.dossier_id)


def _related(
    request: PortalRequest,
    dossier: Dossier,
    *,
    link_form: Form | None = None,
    reference_form: Form | None = None,
) -> HttpResponse:
    trail.look(Trail.RELATED_SHOWN, by=request.user, on=dossier)
    links = list(DossierLink.objects.visible_to(request.user).about(dossier).with_words())
    hints = list(Likeness.objects.visible_to(request.user).undecided().filter(dossier=dossier).with_words())
    context = {
        "dossier": dossier,
        "links": [(one, one.beside(dossier), one.in_words(dossier)) for one in links if not one.undone_at],
        "former": [(one, one.beside(dossier), one.in_words(dossier)) for one in links if one.undone_at],
        "likenesses": hints,
        "references": dossier.references.select_related("dossier__key"),
        "may_change": request.user.may(P.CHANGE_DOSSIER),
        "link_form": link_form or _link_form(dossier, hints, by=request.user),
        "reference_form": reference_form or ReferenceForm(),
    }
    return render(request, "cases/finding/related.html", context)


def _link_form(dossier: Dossier, hints: list[Likeness], *, by: User) -> LinkForm:
    """The number of the likeliest other dossier stands in it already."""
    number = hints[0].other.case_number if hints else ""
    return LinkForm(initial={"number": number}, dossier=dossier, by=by)


def _query(request: PortalRequest, pk: UUID) -> SearchQuery:
    return get_object_or_404(SearchQuery.objects.visible_to(request.user).select_related("key"), pk=pk)


def _dossier(request: PortalRequest, pk: UUID) -> Dossier:
    return get_object_or_404(Dossier.objects.visible_to(request.user).with_words(), pk=pk)
