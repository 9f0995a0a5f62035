"""Ask for an export, agree to it or not, make it, take it once."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst

from cases.exchange.choices import LASTS, Format, State, Trail
from cases.exchange.makers import Sheet, makers
from cases.exchange.models import Export
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.documents.choices import ContentType
from zorgportaal.documents.models import PrivateFile
from zorgportaal.documents.spreadsheets import Cell, ods, xlsx
from zorgportaal.jobs import outbox
from zorgportaal.vault import actions as vault
from zorgportaal.vault.choices import Family
from zorgportaal.vault.models import DataKey

MAKE, END = "exchange.make", "exchange.end"
WRITERS = {Format.XLSX: (xlsx, ContentType.XLSX), Format.ODS: (ods, ContentType.ODS)}


class Refused(ValueError):
    """This is not possible in the state the export is in."""


@transaction.atomic
def ask(*, by: User, kind: str, choice: dict[str, Any], format: Format, purpose: str) -> Export:
    """Ask for a file; a colleague has to agree. `choice` holds filters, never a search term."""
    if by.house is None or kind not in makers:
        raise Refused("Deze export bestaat niet.")
    export = Export(
        house=by.house, kind=kind, choice=choice, format=format, requested_by=by,
        key=DataKey.objects.make(Family.FILE, region=by.house.vault_region),
    )  # fmt: skip
    export.purpose = purpose
    export.save()
    trail.act(Trail.ASKED, by=by, on=export, kind=kind, format=format)
    return export


@transaction.atomic
def decide(export: Export, *, by: User, agrees: bool) -> Export:
    """Agree or refuse, by another than who asked. Raises Refused."""
    export = _locked(export)
    if export.requested_by_id == by.pk:
        raise Refused("Uw eigen export keurt een collega goed.")
    if export.state != State.ASKED:
        raise Refused("Over deze export is al beslist.")
    export.decided_by, export.decided_at = by, timezone.now()
    export.state = State.APPROVED if agrees else State.REFUSED
    export.save()
    trail.act(Trail.APPROVED if agrees else Trail.REFUSED, by=by, on=export)
    if agrees:
        outbox.put(MAKE, subject=export.pk, by=export.requested_by, key=f"{MAKE}:{export.pk}")
    return export


@transaction.atomic
def make(export_id: UUID) -> None:
    """Make the file with what the requester may know of now. Run twice, one file remains."""
    locked = Export.objects.select_for_update(of=["self"])
    export = locked.select_related("requested_by", "house").get(pk=export_id)
    if export.state != State.APPROVED:
        return
    sheet = makers[export.kind].make(export)
    write, content_type = WRITERS[Format(export.format)]
    export.file = PrivateFile.objects.store(
        write(sheet.headers, _with_mark(export, sheet), title=str(capfirst(makers[export.kind].words))),
        name=f"{export.number}.{export.format}",
        content_type=content_type,
        region=export.house.vault_region,
    )
    export.state, export.rows = State.READY, len(sheet.rows)
    export.ends_at = timezone.now() + LASTS
    export.save()
    trail.act(Trail.MADE, by=export.requested_by, on=export, rows=export.rows)


def _with_mark(export: Export, sheet: Sheet) -> list[list[Cell]]:
    """Below the rows: what the headings mean, and whose file this is (C076)."""
    day = f"{timezone.localtime():%d-%m-%Y %H.%M}"
    mark = f"Vertrouwelijk. {export.number}, opgehaald door {export.requested_by.name}, gemaakt op {day} uur."
    meanings: list[list[Cell]] = [
        [f"{header}: {meaning}"] for header, meaning in zip(sheet.headers, sheet.meanings, strict=True)
    ]
    return [*map(list, sheet.rows), [], [mark], ["Wat de kolommen betekenen"], *meanings]


@transaction.atomic
def take(export: Export, *, by: User) -> tuple[bytes, str, str]:
    """Content, name and type, once: afterwards nobody can open the file any more. Raises Refused."""
    export = _locked(export)
    if export.requested_by_id != by.pk or not by.may(Permission.EXPORT_DOSSIERS):
        raise Refused("Dit bestand is voor wie het vroeg.")
    if export.state != State.READY or export.file is None or export.ends_at is None:
        raise Refused("Dit bestand is al opgehaald of vervallen. Vraag het opnieuw.")
    if export.ends_at <= timezone.now():
        raise Refused("Dit bestand is na 24 uur vervallen. Vraag het opnieuw.")
    file = PrivateFile.objects.to_open().get(pk=export.file.pk)
    content, name, content_type = file.content, file.name, file.content_type
    trail.look(Trail.TAKEN, by=by, on=export, rows=export.rows)
    _destroy(export, State.TAKEN, by=by)
    return content, name, content_type


@transaction.atomic
def end_old_exports() -> int:
    """Destroy what nobody took within 24 hours. Gives their number."""
    old = Export.objects.select_for_update(of=["self"]).filter(state=State.READY, ends_at__lte=timezone.now())
    ended = list(old.select_related("file__key"))
    for export in ended:
        trail.act(Trail.ENDED, by=trail.SYSTEM, on=export)
        _destroy(export, State.ENDED, by=trail.SYSTEM)
    return len(ended)


def put_end() -> None:
    """Look each hour; one piece of work an hour, however often the clock is restarted."""
    outbox.put(END, by=None, key=f"{END}:{timezone.now():%Y-%m-%dT%H}")


def _destroy(export: Export, state: State, *, by: Any) -> None:
    export.state = state
    export.save(update_fields=["state"])
    if export.file and export.file.key:
        vault.destroy(export.file.key, by=by)


def _locked(export: Export) -> Export:
    return Export.objects.select_for_update(of=["self"]).get(pk=export.pk)
