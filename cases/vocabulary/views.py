"""The lists of words, for the functional administrator."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Option
from cases.vocabulary import actions
from cases.vocabulary.choices import BY_ADDRESS, HTCDS_FIELDS, NOT_YET, TAKES_NO_NEW, Trail, address_of
from cases.vocabulary.forms import ChangeWordForm, NewWordForm, possible
from cases.vocabulary.models import WordChange
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail

P = Permission


@requires(P.MANAGE_VOCABULARY)
def lists(request: PortalRequest) -> HttpResponse:
    today = timezone.localdate()
    holds = Q(valid_from=None) | Q(valid_from__lte=today)
    holds &= Q(valid_until=None) | Q(valid_until__gt=today)
    counted = Option.objects.values("vocabulary").annotate(words=Count("pk", filter=holds)).order_by()
    words = dict(counted.values_list("vocabulary", "words"))
    waiting = WordChange.objects.visible_to(request.user).waiting()
    trail.look(Trail.LISTED, by=request.user)
    rows = [(name, address_of(name), words[name]) for name in Vocabulary if name in words]
    context = {"rows": rows, "waiting": waiting.select_related("option", "proposed_by")}
    return render(request, "cases/vocabulary/lists.html", context)


@requires(P.MANAGE_VOCABULARY)
def words(request: PortalRequest, name: str) -> HttpResponse:
    vocabulary = named(name)
    trail.look(Trail.VIEWED, by=request.user, vocabulary=vocabulary)
    changes = WordChange.objects.visible_to(request.user).filter(vocabulary=vocabulary)
    options = Option.objects.of(vocabulary)
    context = {
        "vocabulary": vocabulary,
        "name": name,
        "rows": [(option, possible(option)) for option in options],
        "today": timezone.localdate(),
        "not_yet": NOT_YET,
        "htcds_field": HTCDS_FIELDS.get(vocabulary),
        "takes_new": vocabulary not in TAKES_NO_NEW,
        "changes": changes.select_related("option", "proposed_by", "decided_by"),
    }
    return render(request, "cases/vocabulary/words.html", context)


@requires(P.MANAGE_VOCABULARY, "GET", "POST")
def new(request: PortalRequest, name: str) -> HttpResponse:
    vocabulary = named(name)
    if vocabulary in TAKES_NO_NEW:
        raise Http404
    return propose(request, NewWordForm(request.POST or None, vocabulary=vocabulary), vocabulary)


@requires(P.MANAGE_VOCABULARY, "GET", "POST")
def change(request: PortalRequest, pk: UUID) -> HttpResponse:
    option = get_object_or_404(Option, pk=pk)
    if not possible(option):
        raise Http404
    form = ChangeWordForm(request.POST or None, option=option)
    return propose(request, form, Vocabulary(option.vocabulary), option)


def propose(
    request: PortalRequest,
    form: NewWordForm | ChangeWordForm,
    vocabulary: Vocabulary,
    option: Option | None = None,
) -> HttpResponse:
    """Put the proposal down, or show the form with why it cannot be."""
    if form.is_valid():
        try:
            actions.propose(form.wish(), by=request.user)
        except actions.CannotChange as problem:
            form.add_error(problem.field, str(problem))
        else:
            messages.success(request, "Voorgesteld. Een andere functioneel beheerder keurt goed.")
            return redirect("vocabulary:words", address_of(vocabulary))
    context = {"form": form, "vocabulary": vocabulary, "name": address_of(vocabulary), "option": option}
    return render(request, "cases/vocabulary/propose.html", context)


@requires(P.MANAGE_VOCABULARY, "POST")
def approve(request: PortalRequest, pk: UUID) -> HttpResponse:
    found = waiting_change(request, pk)
    try:
        actions.approve(found, by=request.user)
    except actions.CannotChange as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"Goedgekeurd. Dit gaat in op {found.takes_effect_on:%d-%m-%Y}.")
    return redirect("vocabulary:words", address_of(Vocabulary(found.vocabulary)))


@requires(P.MANAGE_VOCABULARY, "POST")
def reject(request: PortalRequest, pk: UUID) -> HttpResponse:
    found = waiting_change(request, pk)
    try:
        actions.reject(found, by=request.user)
    except actions.CannotChange as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Afgewezen. Er verandert niets.")
    return redirect("vocabulary:words", address_of(Vocabulary(found.vocabulary)))


def waiting_change(request: PortalRequest, pk: UUID) -> WordChange:
    return get_object_or_404(WordChange.objects.visible_to(request.user), pk=pk)


def named(name: str) -> Vocabulary:
    if name not in BY_ADDRESS:
        raise Http404
    return BY_ADDRESS[name]
