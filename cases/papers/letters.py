"""Write a letter from a text: fill in, look, print, keep. And change the texts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from cases.contact import guard
from cases.dossiers.actions import show_identity
from cases.dossiers.models import Dossier
from cases.papers import wording
from cases.papers.actions import free_code, locked, store
from cases.papers.choices import Addressee, Language, PaperKind, Purpose, Trail
from cases.papers.models import Letter, Paper, Text
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.documents.choices import Variant
from zorgportaal.documents.cleaning.kinds import Kind
from zorgportaal.documents.pdf import render_pdf
from zorgportaal.jobs import outbox

PRINT = "papers.print_letter"
# Why nothing of a dossier may go to a provider, or nothing at all; a room above registers what it knows.
Stop = Callable[[Dossier, Organisation], str]
stops: list[Stop] = []


class CannotWrite(Exception):
    """This letter cannot be made for this dossier; the message says why."""


class CannotKeepText(Exception):
    """The text is not right yet; the message says what."""


@dataclass(frozen=True)
class Wish:
    """To whom a letter goes, and what stands in it besides its text."""

    address: str
    own_text: str = ""
    provider: Organisation | None = None


def stops_letters(stop: Stop) -> Stop:
    """Register a reason why a letter to a provider may not go."""
    stops.append(stop)
    return stop


# --- letters ------------------------------------------------------------------
def guard_letter(text: Text, dossier: Dossier, *, by: User) -> None:
    """Raises CannotWrite."""
    if not wording.names_the_person(text.body):
        return
    if not by.may(Permission.SHOW_IDENTITY):
        raise CannotWrite("Deze brief noemt de naam. Die mag u niet zien.")
    if dossier.person is None:
        raise CannotWrite("Deze brief noemt de naam. Dit dossier is anoniem: er is geen naam opgeslagen.")


def _guard_provider(text: Text, dossier: Dossier, provider: Organisation | None) -> None:
    """Raises CannotWrite."""
    if text.addressee != Addressee.PROVIDER:
        return
    if provider is None:
        raise CannotWrite("Kies voor welke aanbieder deze brief is.")
    if reason := next((why for stop in stops if (why := stop(dossier, provider))), ""):
        raise CannotWrite(reason)


def draft(text: Text, dossier: Dossier, wish: Wish, *, code: str = "", by: User) -> str:
    """What the letter will say. Opening the name has a row of its own on the trail. Raises CannotWrite."""
    guard_letter(text, dossier, by=by)
    _guard_provider(text, dossier, wish.provider)
    values = {
        "datum": date_format(timezone.localdate()),
        "dossiernummer": dossier.case_number,
        "coördinator": by.name,
        "organisatie": f"{dossier.house}",
        "aanmelddatum": date_format(dossier.reported_on),
        "eigen tekst": wish.own_text,
    }
    if code:
        values["kenmerk"] = code
    if wording.names_the_person(text.body):
        values |= _of_person(dossier, by)
    body = wording.filled(text.body, values)
    if unsafe := guard.check_text(dossier, f"{wish.address}\n{body}"):
        raise CannotWrite(unsafe.sentence)
    return body


def _of_person(dossier: Dossier, by: User) -> dict[str, str]:
    shown = show_identity(dossier, by=by)
    return {
        "naam": f"{shown.given_names} {shown.surname}".strip() or "naam onbekend",
        "geboortedatum": date_format(shown.birth_date) if shown.birth_date else "onbekend",
        "V-nummer": shown.v_number or "onbekend",
    }


@transaction.atomic
def write_letter(dossier: Dossier, text: Text, wish: Wish, *, by: User) -> Paper:
    """Keep the letter as a document; the worker prints it. Raises CannotWrite."""
    paper = Paper(
        dossier=dossier,
        code=free_code(dossier),
        kind=PaperKind.LETTER,
        title=text.title,
        dated_on=timezone.localdate(),
        added_by=by,
    )
    body = draft(text, dossier, wish, code=paper.code, by=by)
    paper.save()
    Letter.objects.create(
        paper=paper,
        text=text,
        provider=wish.provider,
        address=wish.address,
        body=body,
        names_the_person=wording.names_the_person(text.body),
    )
    about = {"dossier": dossier.pk, "text": text.pk, "to": text.addressee}
    provider = {"organisation": wish.provider.pk} if wish.provider else {}
    trail.act(Trail.LETTER_WRITTEN, by=by, on=paper, **about, **provider)
    outbox.put(PRINT, subject=paper.pk, batch=dossier.pk, by=by)
    return paper


@transaction.atomic
def print_letter(paper_id: UUID) -> None:
    """Safe to run twice: what has its file waits no more."""
    paper = locked(paper_id)
    if not paper.is_waiting:
        return
    letter = paper.letter
    store(paper, Kind.PDF, on_paper(letter.text, body=letter.body, address=letter.address, letter=paper))
    trail.act(Trail.ADMITTED, by=trail.SYSTEM, on=paper, dossier=paper.dossier_id, file=paper.file_id)


def on_paper(text: Text, *, body: str, address: str = "", letter: Paper | None = None, **more: Any) -> bytes:
    """A text as PDF/UA in its own language and direction."""
    context: Mapping[str, Any] = {
        "text": text,
        "blocks": list(wording.blocks(body)),
        "address": address.splitlines(),
        "letter": letter,
        **more,
    }
    return render_pdf(
        "cases/papers/paper.html",
        context,
        variant=Variant.ACCESSIBLE,
        title=text.title,
        language=text.language,
    )


# --- texts --------------------------------------------------------------------
@transaction.atomic
def change_text(text: Text, *, title: str, body: str, is_offered: bool = True, by: User) -> Text:
    """The next version; the one before stays with the papers made from it. Raises CannotKeepText."""
    _guard_body(body, Purpose(text.purpose), text.addressee)
    made = Text(
        code=text.code,
        language=text.language,
        version=text.version + 1,
        purpose=text.purpose,
        addressee=text.addressee,
        title=title,
        body=body,
        is_offered=is_offered,
        made_by=by,
    )
    return _keep_text(made, by=by)


@transaction.atomic
def add_letter_text(*, code: str, addressee: Addressee, title: str, body: str, by: User) -> Text:
    """A letter that was not there yet. Raises CannotKeepText."""
    _guard_body(body, Purpose.LETTER, addressee)
    made = Text(
        code=code,
        language=Language.DUTCH,
        purpose=Purpose.LETTER,
        addressee=addressee,
        title=title,
        body=body,
        made_by=by,
    )
    return _keep_text(made, by=by)


def _guard_body(body: str, purpose: Purpose, addressee: str) -> None:
    if purpose != Purpose.LETTER:
        return  # A form has boxes and lines to fill in by hand, no words of ours.
    if strange := wording.unknown(body):
        raise CannotKeepText(f"Deze woorden tussen haken kennen wij niet: {', '.join(strange)}.")
    if addressee == Addressee.PROVIDER and wording.names_the_person(body):
        raise CannotKeepText("Een brief aan een aanbieder noemt geen naam, geboortedatum of V-nummer.")


def _keep_text(made: Text, *, by: User) -> Text:
    try:
        made.full_clean()
    except ValidationError as problem:
        raise CannotKeepText(" ".join(problem.messages)) from problem
    made.save(force_insert=True)
    which = {"code": made.code, "language": made.language, "version": made.version}
    trail.act(Trail.TEXT_CHANGED, by=by, on=made, **which)
    return made
