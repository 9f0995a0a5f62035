"""Ask for consent on paper, and keep the answer with its scan."""

from django.db import transaction

from cases.consents import actions
from cases.consents.choices import Trail
from cases.consents.models import Consent
from cases.contact import guard
from cases.dossiers.actions import show_identity
from cases.dossiers.models import Dossier
from cases.papers.actions import add_paper
from cases.papers.choices import PaperKind
from cases.papers.letters import on_paper
from cases.papers.models import Paper, Text
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail


@transaction.atomic
def record_with_scan(
    dossier: Dossier,
    terms: actions.Terms,
    *,
    scan: Paper | None,
    file: tuple[str, bytes] | None,
    by: User,
) -> Consent:
    """The scan becomes a document of the dossier; all or nothing. Raises NotAllowed, CannotKeep."""
    if file:
        scan = add_paper(
            dossier,
            kind=PaperKind.CONSENT,
            title=f"Toestemming: {terms.scope.label}",
            dated_on=terms.given_on,
            file=file,
            by=by,
        )
    return actions.record_consent(dossier, terms, scan=scan, by=by)


def form_on_paper(
    dossier: Dossier,
    *,
    purpose: str,
    language: str,
    with_case_number: bool,
    with_name: bool = False,
    by: User,
) -> bytes:
    """A form or an explanation in one language. Without a name unless somebody asks for it. Raises Unsafe."""
    text = Text.objects.current().get(purpose=purpose, language=language)
    about = []
    if with_case_number:
        about.append(("Dossiernummer", dossier.case_number))
    if with_name:
        shown = show_identity(dossier, by=by)
        name = f"{shown.given_names} {shown.surname}".strip()
        guard.refuse_text(dossier, name)
        about.append(("Naam", name))
    trail.look(Trail.PRINTED, by=by, on=dossier, text=text.pk, named=with_name)
    return on_paper(text, body=text.body, about=about)
