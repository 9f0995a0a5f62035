"""What people and the worker do with documents: bring in, check, withdraw, restore."""

import secrets
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cases.dossiers.models import Dossier
from cases.papers.choices import KEPT, PaperKind, State, Trail, WithdrawalReason
from cases.papers.models import IncomingFile, Paper
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.documents import scanner
from zorgportaal.documents.choices import ContentType, Variant
from zorgportaal.documents.cleaning import apart
from zorgportaal.documents.cleaning.kinds import Kind
from zorgportaal.documents.cleaning.reasons import Reason, Refused
from zorgportaal.documents.incoming import made_safe
from zorgportaal.documents.models import PrivateFile
from zorgportaal.documents.pdf import render_pdf
from zorgportaal.documents.uploads import recognise_within_limits
from zorgportaal.jobs import outbox
from zorgportaal.vault import actions as vault

CHECK = "papers.check"
# Per person and day: enough for a busy day, too little to fill the database.
MOST_FILES, MOST_BYTES = 100, 250 * 1024 * 1024
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TYPES = {
    Kind.PDF: (ContentType.PDF, "pdf"),
    Kind.JPEG: (ContentType.JPEG, "jpg"),
    Kind.PNG: (ContentType.PNG, "png"),
}


class CannotKeep(Exception):
    """The document cannot be brought in now; the message says why."""


class CannotWithdraw(Exception):
    """There is nothing to withdraw or to restore; the message says why."""


# --- bring in -----------------------------------------------------------------
@transaction.atomic
def add_paper(
    dossier: Dossier,
    *,
    kind: PaperKind,
    title: str,
    dated_on: date | None,
    file: tuple[str, bytes],
    by: User,
) -> Paper:
    """Keep a file that came in; the worker makes it safe. `file` is its name and its bytes.

    The name is looked at and forgotten. Raises Refused, CannotKeep.
    """
    found = recognise_within_limits(*file)
    _guard_quota(by, len(file[1]))
    paper = Paper(dossier=dossier, kind=kind, title=title, dated_on=dated_on, added_by=by)
    _take_in(paper, found, file[1])
    trail.act(Trail.UPLOADED, by=by, on=paper, dossier=dossier.pk, kind=kind, size=paper.size)
    _put_check(paper, by=by)
    return paper


@transaction.atomic
def replace_file(paper: Paper, *, file: tuple[str, bytes], by: User) -> Paper:
    """Another file where the first one was refused; what was typed stays. Raises Refused, CannotKeep."""
    found = recognise_within_limits(*file)
    paper = locked(paper.pk)
    if not paper.is_refused:
        raise CannotKeep("Dit document wacht niet op een ander bestand.")
    _guard_quota(by, len(file[1]))
    _take_in(paper, found, file[1])
    trail.act(Trail.REPLACED, by=by, on=paper, dossier=paper.dossier_id, size=paper.size)
    _put_check(paper, by=by)
    return paper


def _guard_quota(by: User, size: int) -> None:
    today = Paper.objects.added_today(by)
    if today["number"] >= MOST_FILES or today["size"] + size > MOST_BYTES:
        raise CannotKeep("U voegde vandaag al heel veel bestanden toe. Morgen kan er weer meer.")


def _take_in(paper: Paper, kind: Kind, content: bytes) -> None:
    region = paper.dossier.house.vault_region
    paper.incoming = IncomingFile.objects.keep(content, kind=kind, region=region)
    paper.state, paper.problem, paper.size = State.CHECKING, "", len(content)
    paper.checked_at = None
    paper.code = paper.code or free_code(paper.dossier)
    paper.save()


def free_code(dossier: Dossier) -> str:
    """Five characters that no other document of the dossier has: random, speakable."""
    taken = set(Paper.objects.filter(dossier=dossier).values_list("code", flat=True))
    while (code := "".join(secrets.choice(ALPHABET) for _ in range(5))) in taken:
        pass
    return code


def _put_check(paper: Paper, *, by: User | None) -> None:
    outbox.put(CHECK, subject=paper.pk, batch=paper.dossier_id, by=by)


# --- check --------------------------------------------------------------------
@transaction.atomic
def check_paper(paper_id: UUID) -> None:
    """Scan, and make a safe file of what came in. Safe to run twice: what is checked waits no more."""
    paper = locked(paper_id)
    incoming = paper.incoming
    if not paper.is_waiting or incoming is None:
        return
    content = bytes(incoming.content)
    try:
        cleaned = made_safe(Kind(incoming.kind), content)
    except scanner.ScannerAway:
        _quarantine(paper)
    except Refused as refused:
        _refuse(paper, refused.reason)
    else:
        _admit(paper, cleaned)


def check_again() -> None:
    """Put what waits for the scanner before it anew, once it answers."""
    if not scanner.answers():
        return
    for paper in Paper.objects.filter(state=State.QUARANTINE):
        outbox.put(CHECK, subject=paper.pk, batch=paper.dossier_id, by=None)


def _quarantine(paper: Paper) -> None:
    if paper.state != State.QUARANTINE:
        paper.state = State.QUARANTINE
        paper.save(update_fields=["state"])
        trail.act(Trail.QUARANTINED, by=trail.SYSTEM, on=paper, dossier=paper.dossier_id)


def _refuse(paper: Paper, reason: Reason) -> None:
    paper.state, paper.problem = State.REFUSED, reason
    _drop_incoming(paper)
    trail.act(Trail.REFUSED, by=trail.SYSTEM, on=paper, dossier=paper.dossier_id, reason=reason)


def _admit(paper: Paper, cleaned: apart.Cleaned) -> None:
    """The safe file takes the place of what came in; of a mail, each attachment waits for its own turn."""
    if cleaned.mail:
        paper.skipped = cleaned.skipped
        store(paper, Kind.PDF, _print_mail(paper, cleaned.mail))
        _take_in_attachments(paper, cleaned.files)
    else:
        (file,) = cleaned.files
        store(paper, file.kind, file.content)
    trail.act(Trail.ADMITTED, by=trail.SYSTEM, on=paper, dossier=paper.dossier_id, file=paper.file_id)


def store(paper: Paper, kind: Kind, content: bytes) -> None:
    """Keep the file that may be opened, under a name that says nothing (C070)."""
    content_type, extension = TYPES[kind]
    paper.file = PrivateFile.objects.store(
        content,
        name=f"dossier-{paper.code}.{extension}",
        content_type=content_type,
        region=paper.dossier.house.vault_region,
    )
    paper.state = State.READY
    _drop_incoming(paper)


def _drop_incoming(paper: Paper) -> None:
    incoming, paper.incoming = paper.incoming, None
    paper.checked_at = timezone.now()
    paper.save()
    if incoming:
        IncomingFile.objects.destroy(incoming)


def _print_mail(paper: Paper, mail: dict[str, str]) -> bytes:
    return render_pdf(
        "cases/papers/mail_paper.html",
        {"mail": mail, "paper": paper, "paragraphs": mail["text"].split("\n\n")},
        variant=Variant.ACCESSIBLE,
        title=f"E-mail {paper.code}",
    )


def _take_in_attachments(mail: Paper, files: list[apart.File]) -> None:
    for number, file in enumerate(files, start=1):
        part = Paper(
            dossier=mail.dossier,
            kind=mail.kind,
            title=f"Bijlage {number} bij: {mail.title}",
            part_of=mail,
            added_by=mail.added_by,
        )
        _take_in(part, file.kind, file.content)
        _put_check(part, by=None)


# --- put right ----------------------------------------------------------------
@transaction.atomic
def withdraw_paper(paper: Paper, *, reason: WithdrawalReason, note: str = "", by: User) -> None:
    """Take a document back, visibly; what is only outdated is not destroyed. Raises CannotWithdraw."""
    paper = locked(paper.pk)
    if paper.is_withdrawn:
        raise CannotWithdraw("Dit document is al ingetrokken.")
    paper.state, paper.problem = State.WITHDRAWN, ""
    paper.withdrawn_by, paper.withdrawn_at = by, timezone.now()
    paper.withdrawal_reason, paper.withdrawal_note = reason, note
    _drop_incoming(paper)
    if reason not in KEPT and paper.file and paper.file.key:
        vault.destroy(paper.file.key, by=by)
    trail.act(Trail.WITHDRAWN, by=by, on=paper, dossier=paper.dossier_id, reason=reason)


@transaction.atomic
def restore_paper(paper: Paper, *, by: User) -> None:
    """Bring back what was withdrawn as outdated. Raises CannotWithdraw."""
    paper = locked(paper.pk)
    if not paper.can_be_restored:
        raise CannotWithdraw("De inhoud van dit document is vernietigd. Terugzetten kan niet.")
    paper.state = State.READY
    paper.withdrawn_by = paper.withdrawn_at = None
    paper.withdrawal_reason = paper.withdrawal_note = ""
    paper.save()
    trail.act(Trail.RESTORED, by=by, on=paper, dossier=paper.dossier_id)


def locked(paper_id: UUID) -> Paper:
    rows = Paper.objects.select_related(
        "dossier__key", "dossier__house", "incoming__key", "file__key", "added_by"
    )
    return rows.select_for_update(of=["self"]).get(pk=paper_id)
