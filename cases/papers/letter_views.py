"""Letters from a dossier, and the texts that they and the forms of consent are made from."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cases.papers import letters, wording
from cases.papers.choices import Trail
from cases.papers.forms import LetterForm, NewLetterForm, TextForm
from cases.papers.models import Text
from cases.papers.views import one_dossier
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.documents.choices import ContentType
from zorgportaal.documents.serving import hand_out

P = Permission
LOOK_FIRST = "voorbeeld"


@requires(P.CHANGE_DOSSIER, "GET", "POST")
def write(request: PortalRequest, pk: UUID, text: UUID) -> HttpResponse:
    """Fill in, look, make. The name is on the screen only after somebody asked for an example."""
    dossier = one_dossier(request, pk)
    chosen = get_object_or_404(Text.objects.visible_to(request.user).current().letters(), pk=text)
    form = LetterForm(request.POST or None, text=chosen)
    context = {"dossier": dossier, "text": chosen, "form": form, "blocks": None, "problem": ""}
    try:
        letters.guard_letter(chosen, dossier, by=request.user)
        if form.is_valid():
            wish = letters.Wish(**form.cleaned_data)
            if LOOK_FIRST not in request.POST:
                letters.write_letter(dossier, chosen, wish, by=request.user)
                messages.success(request, "De brief wordt gemaakt. Hij komt bij de documenten te staan.")
                return redirect("papers:list", pk)
            body = letters.draft(chosen, dossier, wish, by=request.user)
            context |= {"blocks": list(wording.blocks(body)), "address": wish.address.splitlines()}
    except letters.CannotWrite as problem:
        context["problem"] = str(problem)
    trail.look(Trail.LETTER_SHOWN, by=request.user, on=dossier, text=chosen.pk)
    return render(request, "cases/papers/write.html", context)


# --- texts --------------------------------------------------------------------
@requires(P.MANAGE_TEXTS)
def text_list(request: PortalRequest) -> HttpResponse:
    trail.look(Trail.TEXTS_LISTED, by=request.user)
    texts = Text.objects.visible_to(request.user).newest().select_related("made_by")
    return render(request, "cases/papers/texts.html", {"texts": texts})


@requires(P.MANAGE_TEXTS, "GET", "POST")
def change_text(request: PortalRequest, pk: UUID) -> HttpResponse:
    text = get_object_or_404(Text.objects.visible_to(request.user).newest(), pk=pk)
    form = TextForm(request.POST or None, text=text)
    if form.is_valid():
        try:
            letters.change_text(text, by=request.user, **form.cleaned_data)
        except letters.CannotKeepText as problem:
            form.add_error("body", str(problem))
        else:
            messages.success(request, "Opgeslagen. Dit geldt vanaf nu. Wat al gemaakt is, verandert niet.")
            return redirect("papers:texts")
    trail.look(Trail.TEXT_SHOWN, by=request.user, on=text)
    versions = Text.objects.visible_to(request.user).filter(code=text.code, language=text.language)
    context = {
        "text": text,
        "form": form,
        "versions": versions.select_related("made_by").order_by("-version"),
        "words": wording.WORDS | wording.NAMING,
    }
    return render(request, "cases/papers/change_text.html", context)


@requires(P.MANAGE_TEXTS, "GET", "POST")
def add_letter_text(request: PortalRequest) -> HttpResponse:
    form = NewLetterForm(request.POST or None)
    if form.is_valid():
        try:
            letters.add_letter_text(code=form.code(), by=request.user, **form.cleaned_data)
        except letters.CannotKeepText as problem:
            form.add_error("body", str(problem))
        else:
            messages.success(request, "Opgeslagen. Coördinatoren kunnen deze brief nu maken.")
            return redirect("papers:texts")
    trail.look(Trail.TEXTS_LISTED, by=request.user)
    context = {"form": form, "words": wording.WORDS | wording.NAMING}
    return render(request, "cases/papers/add_text.html", context)


@requires(P.MANAGE_TEXTS)
def text_on_paper(request: PortalRequest, pk: UUID) -> HttpResponse:
    """How one version looks on paper, with made-up words filled in."""
    text = get_object_or_404(Text.objects.visible_to(request.user), pk=pk)
    trail.look(Trail.TEXT_SHOWN, by=request.user, on=text)
    content = letters.on_paper(text, body=wording.example(text.body))
    return hand_out(content, name=f"tekst-{text.version}.pdf", content_type=ContentType.PDF)
